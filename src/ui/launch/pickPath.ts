import * as vscode from 'vscode';

/** Lets the person pick a folder or file; absolute, `undefined` when dismissed. */
export async function pickPath(asked: {
  readonly title: string;
  readonly button: string;
  readonly kind: 'folder' | 'file';
  readonly folder: string;
}): Promise<string | undefined> {
  const picked = await vscode.window.showOpenDialog({
    title: asked.title,
    openLabel: asked.button,
    defaultUri: vscode.Uri.file(asked.folder),
    canSelectFolders: asked.kind === 'folder',
    canSelectFiles: asked.kind === 'file',
    canSelectMany: false,
  });
  return picked?.[0]?.fsPath;
}
