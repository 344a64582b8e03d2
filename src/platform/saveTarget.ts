import * as vscode from 'vscode';
import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Store } from './state';

/**
 * Asks where to save what is `name` at first, and remembers the folder for the next time. The first time it
 * is the person's downloads: what is saved into a project goes along with its next job. `undefined`: dismissed.
 */
export async function pickSaveTarget(
  name: string,
  title: string,
  remembered: Store,
): Promise<string | undefined> {
  const folder = await firstFolder([remembered.get('saveFolder'), join(homedir(), 'Downloads')]);
  // Without filters: the workbench's own dialog appends theirs to a name that ends in two suffixes.
  const target = await vscode.window.showSaveDialog({
    title,
    defaultUri: vscode.Uri.file(join(folder, name)),
  });
  if (target) {
    await remembered.set('saveFolder', dirname(target.fsPath));
  }
  return target?.fsPath;
}

/** The first of the folders that is there, else the person's own. */
async function firstFolder(folders: readonly (string | undefined)[]): Promise<string> {
  for (const folder of folders) {
    if (folder !== undefined && (await isFolder(folder))) {
      return folder;
    }
  }
  return homedir();
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
