import * as vscode from 'vscode';
import { join } from 'node:path';
import { walkthroughId } from '../../ids';
import type { Store } from '../../platform/state';
import type { FirstSteps } from './firstSteps';

/** The script of every sample project. */
const sampleScript = 'train.py';

/**
 * Opens a new sample project in a window, which begins anew with it; that one shows what is in it.
 * `store` must be that of all windows.
 */
export async function openSample(store: Store, folder: string, newWindow: boolean): Promise<void> {
  await store.set('sampleToShow', folder);
  const options = { forceNewWindow: newWindow, forceReuseWindow: !newWindow };
  await vscode.commands.executeCommand('vscode.openFolder', vscode.Uri.file(folder), options);
}

/** Shows the sample that this window was opened for: its script, and the walkthrough that goes on. */
export async function showArrivedSample(
  store: Store,
  extensionId: string,
  steps: FirstSteps,
): Promise<void> {
  const folder = store.get('sampleToShow');
  const open = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  if (folder === undefined || open !== folder) {
    return;
  }
  await store.set('sampleToShow', undefined);
  const document = await vscode.workspace.openTextDocument(join(folder, sampleScript));
  await vscode.window.showTextDocument(document, {
    preview: false,
    viewColumn: vscode.ViewColumn.One,
  });
  const next = { category: `${extensionId}#${walkthroughId}`, step: 'train' };
  await vscode.commands.executeCommand('workbench.action.openWalkthrough', next, true);
  void steps.tell();
}
