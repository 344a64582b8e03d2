import * as vscode from 'vscode';
import { isAbsolute, relative } from 'node:path';

/** Serves the read-only documents of a scheme; `load` is asked each time one is opened. */
export function provideDocuments(
  scheme: string,
  load: (uri: vscode.Uri) => Promise<string>,
): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: load,
  });
}

/** Where a read-only document comes from: a path to show as its title, and what to load it by. */
export interface DocumentAddress {
  readonly scheme: string;
  /** With a leading `/`; its last part is the tab's title and decides the language. */
  readonly path: string;
  readonly parameters: Readonly<Record<string, string>>;
}

function toUri({ scheme, path, parameters }: DocumentAddress): vscode.Uri {
  return vscode.Uri.from({ scheme, path, query: new URLSearchParams(parameters).toString() });
}

/** A parameter that `toUri` wrote; throws when the address was not made by it. */
export function parameterOf(uri: vscode.Uri, name: string): string {
  const value = new URLSearchParams(uri.query).get(name);
  if (value === null) {
    throw new TypeError(`${uri.scheme} document without ${name}`);
  }
  return value;
}

/** Opens a read-only document in an editor tab of its own. */
export async function showDocument(address: DocumentAddress): Promise<void> {
  const document = await vscode.workspace.openTextDocument(toUri(address));
  await vscode.window.showTextDocument(document, { preview: false });
}

/** Opens a file at a line counted from 1. */
export async function showFile(
  path: string,
  line: number,
  column = vscode.ViewColumn.Active,
): Promise<void> {
  const position = new vscode.Position(Math.max(0, line - 1), 0);
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document, {
    viewColumn: column,
    selection: new vscode.Range(position, position),
  });
}

/** Saves what is edited in `folder` and below; answers the files that could not be saved. */
export async function saveFilesBelow(folder: string): Promise<readonly string[]> {
  const edited = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && uri.scheme === 'file' && isBelow(folder, uri.fsPath),
  );
  const saved = await Promise.all(edited.map((document) => document.save()));
  return edited.filter((_document, index) => !saved[index]).map(({ uri }) => uri.fsPath);
}

function isBelow(folder: string, file: string): boolean {
  const inside = relative(folder, file);
  return !inside.startsWith('..') && !isAbsolute(inside);
}
