import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { CommandArguments, CommandId, ResourceRow } from '../../src/ids';

export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension('sagemaker-workbench.sagemaker-workbench');
  if (!found) {
    throw new Error('The extension is not installed in this VS Code.');
  }
  return found;
}

export function run<K extends CommandId>(id: K, ...args: CommandArguments[K]): Thenable<unknown> {
  return vscode.commands.executeCommand(id, ...args);
}

/** A row as the tree passes it. */
export const row = (name: string): ResourceRow => ({
  connectionId: 'sandbox',
  kindId: 'trainingJob',
  item: { name, arn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}` },
});

/** Open tabs of one of our pages, by their titles. */
export function pageTitles(viewType: string): readonly string[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(viewType),
    )
    .map(({ label }) => label);
}

/** Resolves once the host has been told, too: what is opened next would else not stay the active one. */
export async function closeTabs(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  await until('no tab is open', () =>
    vscode.window.tabGroups.all.every((group) => group.tabs.length === 0),
  );
}

/** Waits for something that comes by itself. */
export async function until(
  what: string,
  holds: () => boolean | Promise<boolean>,
  patience = 30_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await holds())) {
    if (Date.now() > end) {
      throw new Error(`Waited in vain until ${what}`);
    }
    await sleep(50);
  }
}

/** A file of the sample project that is open as the workspace. */
export function sampleFile(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    throw new Error('No folder is open.');
  }
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Waits until exactly these pages are open; the workbench tells the host of its tabs a moment later. */
export async function untilPages(viewType: string, titles: readonly string[]): Promise<void> {
  const expected = titles.join('\n');
  await until(
    `the open pages are [${expected}]`,
    () => pageTitles(viewType).join('\n') === expected,
  );
}
