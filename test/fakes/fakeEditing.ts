import { newEvent } from './fakeEvent';

interface OpenDocument {
  readonly uri: { toString(): string };
}

interface ShownDiagnostic {
  readonly message: string;
  readonly severity: number;
}

const opened = newEvent<OpenDocument>();
const changed = newEvent<{ readonly document: OpenDocument }>();
const saved = newEvent<OpenDocument>();
const closed = newEvent<OpenDocument>();
const activated = newEvent<undefined>();

/** What a test does with documents, and what it sees of it. */
export const editing = {
  ...{ open: opened.fire, save: saved.fire, close: closed.fire },
  change: (document: OpenDocument) => changed.fire({ document }),
  /** By the documents' addresses. */
  diagnostics: new Map<string, readonly ShownDiagnostic[]>(),
  /** What the next search for files finds. */
  found: [] as readonly object[],
};

/** The parts of the `vscode` module that have to do with documents, their diagnostics, and tasks. */
export const editingParts = {
  DiagnosticSeverity: { Error: 0, Warning: 1 },
  Diagnostic: class {
    source = '';
    constructor(
      readonly range: object,
      readonly message: string,
      readonly severity: number,
    ) {}
  },
  TaskScope: { Global: 1, Workspace: 2 },
  CustomExecution: class {
    constructor(readonly callback: (definition: object) => Promise<object>) {}
  },
  Task: class {
    readonly execution: unknown;
    constructor(
      readonly definition: object,
      readonly scope: object | number,
      readonly name: string,
      ...[, execution]: readonly unknown[]
    ) {
      this.execution = execution;
    }
  },
};

export const editingLanguages = {
  registerCodeLensProvider: (_selector: object, provider: object) => provider,
  createDiagnosticCollection: () => ({
    set: (uri: OpenDocument['uri'], shown: readonly ShownDiagnostic[]) =>
      editing.diagnostics.set(uri.toString(), shown),
    delete: (uri: OpenDocument['uri']) => editing.diagnostics.delete(uri.toString()),
    dispose: () => editing.diagnostics.clear(),
  }),
};

export const editingWorkspace = {
  findFiles: () => Promise.resolve(editing.found),
  onDidOpenTextDocument: opened.subscribe,
  onDidChangeTextDocument: changed.subscribe,
  onDidSaveTextDocument: saved.subscribe,
  onDidCloseTextDocument: closed.subscribe,
};

export const editingWindow = { onDidChangeActiveTextEditor: activated.subscribe };
