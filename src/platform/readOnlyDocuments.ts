import * as vscode from 'vscode';
import { shownPath } from '../core/packaging/shownPath';

/** Where a read-only document comes from: a path to show as its title, and what to load it by. */
export interface DocumentAddress {
  readonly scheme: string;
  /** With a leading `/`; its last part is the tab's title and decides the language. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** The read-only documents of our schemes. */
export class ReadOnlyDocuments {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  private readonly registrations: vscode.Disposable;
  /** Why documents could not be loaded, of which the workbench passes on only the text. */
  private readonly failures = new Map<string, unknown>();

  /** `load` gives a document's text whenever it is shown. */
  constructor(schemes: readonly string[], load: (uri: vscode.Uri) => Promise<string>) {
    const provideTextDocumentContent = (uri: vscode.Uri): Promise<string> =>
      load(uri).catch((error: unknown) => {
        this.failures.set(uri.toString(), error);
        throw error;
      });
    const provider = { provideTextDocumentContent, onDidChange: this.changed.event };
    this.registrations = vscode.Disposable.from(
      this.changed,
      ...schemes.map((scheme) =>
        vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
      ),
    );
  }

  /**
   * Opens a document in a tab of its own, at a line counted from 1 if any; one that is open already gets
   * its text anew.
   */
  async show(address: DocumentAddress, line?: number): Promise<void> {
    const uri = toUri(address);
    const known = vscode.workspace.textDocuments.find(
      (open) => open.uri.toString() === uri.toString(),
    );
    if (known) {
      // The workbench asks for a text only once while it knows the document.
      this.changed.fire(known.uri);
    }
    const document = known ?? (await this.open(uri));
    await vscode.window.showTextDocument(document, {
      preview: false,
      ...(line !== undefined && { selection: startOf(line) }),
    });
  }

  /** Rejects as loading did. */
  private async open(uri: vscode.Uri): Promise<vscode.TextDocument> {
    try {
      return await vscode.workspace.openTextDocument(uri);
    } catch (error) {
      throw this.failures.get(uri.toString()) ?? error;
    } finally {
      this.failures.delete(uri.toString());
    }
  }

  dispose(): void {
    this.registrations.dispose();
  }
}

function toUri({ scheme, path, parameters }: DocumentAddress): vscode.Uri {
  const query = new URLSearchParams(parameters).toString();
  return vscode.Uri.from({ scheme, path: shownPath(path), query });
}

/** All parameters that `toUri` wrote. */
export const parametersOf = (uri: vscode.Uri): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(new URLSearchParams(uri.query));

/** A parameter that `toUri` wrote; throws when the address was not made by it. */
export function parameterOf(uri: vscode.Uri, name: string): string {
  const value = parametersOf(uri)[name];
  if (value === undefined) {
    throw new TypeError(`${uri.scheme} document without ${name}`);
  }
  return value;
}

/** The beginning of a line counted from 1. */
export function startOf(line: number): vscode.Range {
  const position = new vscode.Position(Math.max(0, line - 1), 0);
  return new vscode.Range(position, position);
}
