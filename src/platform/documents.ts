import * as vscode from 'vscode';
import { access } from 'node:fs/promises';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import { relativeInside } from '../node/relativeInside';
import { startOf } from './readOnlyDocuments';

/** Opens a file at a line counted from 1. */
export async function showFile(
  path: string,
  line: number,
  column = vscode.ViewColumn.Active,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  await vscode.window.showTextDocument(document, { viewColumn: column, selection: startOf(line) });
}

/** Lines that were added to the end of a file. */
export interface AppendedLines {
  /** Whether they still stand there, as its editor shows it. */
  areThere(): Promise<boolean>;
  /** Takes them away again; rejects when they are no longer there, or the file cannot be written. */
  takeBack(): Promise<void>;
}

/**
 * Adds lines to the end of a text file, to what its editor shows where it is open, and saves it; makes
 * the file where there is none. Lines that are `replaced` go. Rejects when the file cannot be written.
 */
export async function appendLines(
  path: string,
  lines: readonly string[],
  replaced: readonly string[] = [],
): Promise<AppendedLines> {
  const uri = vscode.Uri.file(path);
  const text = lines.map((line) => `${line}\n`).join('');
  const edit = new vscode.WorkspaceEdit();
  const there = await access(path).then(
    () => vscode.workspace.openTextDocument(uri),
    () => undefined,
  );
  const end = there?.lineAt(there.lineCount - 1).range.end;
  const put = end && end.character > 0 ? `\n${text}` : text;
  if (end) {
    edit.insert(uri, end, put);
    linesThat(there, replaced).forEach((range) => edit.delete(uri, range));
  } else {
    edit.createFile(uri, { contents: new TextEncoder().encode(text) });
  }
  await write(path, edit, there);
  return {
    areThere: () => findAppended(path, put).then((found) => found !== undefined),
    takeBack: () => takeBack(path, put, there === undefined),
  };
}

/** With their line breaks. */
function linesThat(
  document: vscode.TextDocument,
  texts: readonly string[],
): readonly vscode.Range[] {
  return Array.from({ length: document.lineCount }, (_, line) => document.lineAt(line))
    .filter(({ text }) => texts.includes(text))
    .map(({ rangeIncludingLineBreak }) => rangeIncludingLineBreak);
}

/** Where `put` stands at the end of the file's text; `undefined`: it is not there any more. */
async function findAppended(
  path: string,
  put: string,
): Promise<{ readonly document: vscode.TextDocument; readonly from: number } | undefined> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    return undefined;
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  const text = document.getText();
  const added = document.eol === vscode.EndOfLine.CRLF ? put.replaceAll('\n', '\r\n') : put;
  return text.endsWith(added) ? { document, from: text.length - added.length } : undefined;
}

/** `isNew`: the file goes as well when nothing else has come into it. */
async function takeBack(path: string, put: string, isNew: boolean): Promise<void> {
  const found = await findAppended(path, put);
  if (!found) {
    throw new AppError('invalid', vscode.l10n.t('{0} has changed meanwhile.', shownPath(path)));
  }
  const { document, from } = found;
  const edit = new vscode.WorkspaceEdit();
  if (isNew && from === 0) {
    edit.deleteFile(document.uri);
    await write(path, edit, undefined);
  } else {
    const end = document.lineAt(document.lineCount - 1).range.end;
    edit.delete(document.uri, new vscode.Range(document.positionAt(from), end));
    await write(path, edit, document);
  }
}

async function write(
  path: string,
  edit: vscode.WorkspaceEdit,
  document: vscode.TextDocument | undefined,
): Promise<void> {
  const isDone = (await vscode.workspace.applyEdit(edit)) && (!document || (await document.save()));
  if (!isDone) {
    throw new AppError('invalid', vscode.l10n.t('{0} could not be written.', shownPath(path)));
  }
}

/** Replaces columns `from` to `to` (from 0) of a line (from 1). */
interface LineEdit {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/**
 * Edits a text file in its editor, where it can be undone, and saves it. Rejects when its text is no
 * longer `text`, which the edits are for, or when it cannot be written.
 */
export async function editLines(
  path: string,
  edits: readonly LineEdit[],
  text: string,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(path));
  if (plain(document.getText()) !== plain(text)) {
    const message = vscode.l10n.t('{0} has changed meanwhile. Try again.', shownPath(path));
    throw new AppError('invalid', message);
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { line, from, to, text: put } of edits) {
    edit.replace(document.uri, new vscode.Range(line - 1, from, line - 1, to), put);
  }
  await write(path, edit, document);
}

/** Editors give a file's line ends one form, and leave out its mark of Unicode. */
const plain = (text: string): string => text.replace(/^\uFEFF/, '').replaceAll(/\r\n?/g, '\n');

/** What the editor of a file shows that is not saved yet; `undefined`: the file is as it is shown. */
export function unsavedText(path: string): string | undefined {
  const uri = vscode.Uri.file(path).toString();
  const edited = vscode.workspace.textDocuments.find(
    (document) => document.isDirty && document.uri.toString() === uri,
  );
  return edited?.getText();
}

/** Saves what is edited of `folders` and below; answers the files that could not be saved. */
export async function saveFilesBelow(folders: readonly string[]): Promise<readonly string[]> {
  const edited = vscode.workspace.textDocuments.filter(
    ({ isDirty, uri }) => isDirty && isBelow(folders, uri),
  );
  const saved = await Promise.all(edited.map((document) => document.save()));
  return edited.filter((_document, index) => !saved[index]).map(({ uri }) => uri.fsPath);
}

/** Calls `edited` whenever a file in `folders` or below is edited, or closed without what was edited. */
export function onDidEditFileBelow(folders: Folders, edited: () => void): vscode.Disposable {
  const unsaved = new Set<string>();
  return vscode.Disposable.from(
    // Told also when only a document's mark of being edited comes or goes.
    vscode.workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
      if (contentChanges.length > 0 && isBelow(folders(), uri)) {
        unsaved.add(uri.toString());
        edited();
      }
    }),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => void unsaved.delete(uri.toString())),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (unsaved.delete(uri.toString())) {
        edited();
      }
    }),
  );
}

/** Calls `saved` whenever a file in `folders` or below is saved here. */
export function onDidSaveFileBelow(folders: Folders, saved: () => void): vscode.Disposable {
  return vscode.workspace.onDidSaveTextDocument(({ uri }) => {
    if (isBelow(folders(), uri)) {
      saved();
    }
  });
}

function isBelow(folders: readonly string[], { scheme, fsPath }: vscode.Uri): boolean {
  return (
    scheme === 'file' && folders.some((folder) => relativeInside(folder, fsPath) !== undefined)
  );
}

/** Absolute, as they are whenever something happens; a file stands for itself. */
type Folders = () => readonly string[];
