import path from 'node:path';
import { FakeBox } from './fakeBox';
import { openProvided, registerTextDocumentContentProvider, type OpenedUri } from './fakeDocuments';
import { editingLanguages, editingParts, editingWindow, editingWorkspace } from './fakeEditing';
import { newEvent } from './fakeEvent';
import { standIn } from './standIn';

interface Shown {
  readonly severity: string;
  readonly message: string;
  readonly buttons: readonly string[];
  /** The second text of a modal question. */
  readonly detail?: string;
}

interface Offered {
  readonly label: string;
}

/** Notifications in the order they were shown. */
export const shown: Shown[] = [];

let answer: (choices: readonly Offered[]) => Offered | undefined = () => undefined;
let offered: Offered[] = [];

/** Labels that the next pick of several has ticked; `undefined`: dismissed. */
export const ticking = { labels: undefined as readonly string[] | undefined };

/** Answers the next picks; the list returned fills with what they offer. */
export function answerWith(choose: typeof answer): readonly Offered[] {
  answer = choose;
  offered = [];
  return offered;
}

/** Where the next files are saved, and what the dialogs were opened with. */
export const saving = {
  target: undefined as string | undefined,
  asked: [] as { readonly defaultUri: { readonly fsPath: string }; readonly filters?: object }[],
};

/** What was copied, the pages that were opened in a browser, and the texts without a file in editors. */
export const leftBehind = { copied: [] as string[], opened: [] as string[], texts: [] as object[] };

let pressed: string | undefined;

/** Presses this button of the messages to come that have it; `undefined` dismisses them. */
export function press(label: string | undefined): void {
  pressed = label;
}

/** What is typed into the next input boxes, in turn, and what they asked for. */
export const typing = {
  texts: [] as (string | undefined)[],
  asked: [] as { readonly prompt: string; validateInput(text: string): string | undefined }[],
};

/** Items of the status bar, and lines that were sent to terminals. */
export const statusBarItems: {
  readonly text: string;
  readonly backgroundColor?: { readonly id: string };
}[] = [];
export const terminalLines: string[] = [];

interface WindowState {
  readonly focused: boolean;
}

interface Ended {
  readonly execution: { readonly commandLine: { readonly value: string } };
}

const windowState = newEvent<WindowState>();
const endedCommands = newEvent<Ended>();

/** Tells that the window has the focus or not, as it is also told when nothing of that changes. */
export function focusWindow(focused: boolean): void {
  fakeVscode.window.state = { focused };
  windowState.fire({ focused });
}

/** Ends a command line in a terminal. */
export function endCommand(value: string): void {
  endedCommands.fire({ execution: { commandLine: { value } } });
}

const configurationChanges = newEvent<{ affectsConfiguration(key: string): boolean }>();
const trustGrants = newEvent<undefined>();

/** What the workbench has open, and how it is set up. */
export const workbench = {
  isTrusted: true,
  /** Path of the one folder of the workspace. */
  folder: undefined as string | undefined,
  settings: {} as Readonly<Record<string, unknown>>,
  /** What other extensions do when they are activated, by their ids. */
  extensions: new Map<string, () => Promise<unknown>>(),
  activeTextEditor: undefined as object | undefined,
};

export function changeSetting(key: string, value: unknown): void {
  workbench.settings = { ...workbench.settings, [key]: value };
  configurationChanges.fire({ affectsConfiguration: (changed) => changed === key });
}

export function trustWorkspace(): void {
  workbench.isTrusted = true;
  trustGrants.fire(undefined);
}

interface ModalOptions {
  readonly detail?: string;
}

const show =
  (severity: string) =>
  (message: string, ...items: readonly (string | ModalOptions)[]): Promise<string | undefined> => {
    const buttons = items.filter((item) => typeof item === 'string');
    const options = items.find((item) => typeof item === 'object');
    const detail = options?.detail;
    shown.push({ severity, message, buttons, ...(detail === undefined ? {} : { detail }) });
    return Promise.resolve(buttons.find((button) => button === pressed));
  };

const cancellations = newEvent<undefined>();

/** Presses Cancel on what is in progress. */
export const cancelProgress = (): void => cancellations.fire(undefined);

const withProgress = (
  _options: object,
  work: (progress: object, token: object) => Promise<unknown>,
): Promise<unknown> =>
  work({ report: () => undefined }, { onCancellationRequested: cancellations.subscribe });

/**
 * Stands in for the `vscode` module in tests of code that only builds values with it. Import it
 * before the code under test; whatever is missing here needs a test inside VS Code.
 */
const fakeVscode = {
  ...editingParts,
  l10n: {
    t: (message: string, ...values: readonly unknown[]): string =>
      message.replace(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)])),
  },
  env: {
    language: 'en',
    clipboard: { writeText: (text: string) => Promise.resolve(void leftBehind.copied.push(text)) },
    openExternal: (uri: { toString(): string }) =>
      Promise.resolve(void leftBehind.opened.push(uri.toString())),
  },
  ViewColumn: { Active: -1, Beside: -2 },
  commands: { executeCommand: () => Promise.resolve() },
  TreeItemCollapsibleState: { None: 0, Collapsed: 1, Expanded: 2 },
  TreeItem: class {
    constructor(
      readonly label: string,
      readonly collapsibleState = 0,
    ) {}
  },
  ThemeIcon: class {
    constructor(
      readonly id: string,
      readonly color?: unknown,
    ) {}
  },
  ThemeColor: class {
    constructor(readonly id: string) {}
  },
  MarkdownString: class {
    constructor(readonly value: string) {}
  },
  CancellationError: class extends Error {},
  Disposable: class {
    static readonly from = (): object => ({ dispose: () => undefined });
    constructor(readonly dispose: () => void) {}
  },
  EventEmitter: class<T> {
    private readonly own = newEvent<T>();
    readonly event = this.own.subscribe;
    readonly fire = this.own.fire;
    readonly dispose = (): void => undefined;
  },
  Position: class {
    constructor(
      readonly line: number,
      readonly character: number,
    ) {}
  },
  Range: class {
    constructor(
      readonly start: unknown,
      readonly end: unknown,
    ) {}
  },
  DocumentLink: class {
    constructor(
      readonly range: unknown,
      readonly target: unknown,
    ) {}
  },
  languages: {
    ...editingLanguages,
    registerDocumentLinkProvider: (_selector: object, provider: object) => provider,
  },
  QuickInputButtons: { Back: { iconPath: 'back' } },
  QuickPickItemKind: { Separator: -1, Default: 0 },
  ProgressLocation: { Notification: 15 },
  StatusBarAlignment: { Left: 1, Right: 2 },
  Uri: {
    from: (parts: { readonly path: string; readonly query?: string }) => ({
      ...parts,
      toString: () => [parts.path, parts.query].filter(Boolean).join('?'),
    }),
    parse: (text: string) => ({ toString: () => text }),
    file: (file: string) => ({ scheme: 'file', fsPath: file, path: file, toString: () => file }),
  },
  extensions: {
    getExtension: (id: string) => {
      const activate = workbench.extensions.get(id);
      return activate && { activate };
    },
  },
  workspace: {
    ...editingWorkspace,
    textDocuments: [],
    get isTrusted() {
      return workbench.isTrusted;
    },
    get workspaceFolders() {
      return workbench.folder === undefined
        ? undefined
        : [{ name: path.basename(workbench.folder), uri: { fsPath: workbench.folder } }];
    },
    getWorkspaceFolder: ({ fsPath }: { readonly fsPath: string }) =>
      fakeVscode.workspace.workspaceFolders?.find(({ uri }) => fsPath.startsWith(uri.fsPath)),
    getConfiguration: () => ({ get: (key: string) => workbench.settings[key] }),
    registerTextDocumentContentProvider,
    openTextDocument: (uri: OpenedUri) =>
      uri.content === undefined ? openProvided(uri) : Promise.resolve(leftBehind.texts.push(uri)),
    asRelativePath: (file: string | { readonly fsPath: string }) =>
      path.basename(typeof file === 'string' ? file : file.fsPath),
    onDidChangeConfiguration: configurationChanges.subscribe,
    onDidGrantWorkspaceTrust: trustGrants.subscribe,
  },
  window: {
    ...editingWindow,
    get activeTextEditor() {
      return workbench.activeTextEditor;
    },
    showInformationMessage: show('info'),
    showWarningMessage: show('warning'),
    showErrorMessage: show('error'),
    withProgress,
    state: { focused: true },
    onDidChangeWindowState: windowState.subscribe,
    onDidEndTerminalShellExecution: endedCommands.subscribe,
    showSaveDialog: (options: (typeof saving.asked)[number]) => {
      saving.asked.push(options);
      return Promise.resolve(
        saving.target === undefined ? undefined : fakeVscode.Uri.file(saving.target),
      );
    },
    showInputBox: async (options: (typeof typing.asked)[number]) => {
      typing.asked.push(options);
      await new Promise((resolve) => setTimeout(resolve, 1));
      return typing.texts.shift();
    },
    createInputBox: () => new FakeBox(),
    createQuickPick: () => new FakeBox(),
    createStatusBarItem: () => {
      const item = { text: '', show: () => undefined, dispose: () => undefined };
      statusBarItems.push(item);
      return item;
    },
    createTerminal: () => ({
      show: () => undefined,
      sendText: (line: string) => terminalLines.push(line),
    }),
    setStatusBarMessage: () => undefined,
    showTextDocument: () => Promise.resolve(),
    showQuickPick: async (
      choices: readonly Offered[] | Promise<readonly Offered[]>,
      options?: { readonly canPickMany?: boolean },
    ) => {
      const all = await choices;
      offered.push(...all);
      if (options?.canPickMany) {
        return ticking.labels && all.filter(({ label }) => ticking.labels?.includes(label));
      }
      return answer(all);
    },
  },
};

standIn('vscode', fakeVscode);
