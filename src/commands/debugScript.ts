import * as vscode from 'vscode';
import { debugConfiguration } from '../ui/debug/debugConfiguration';
import { findScript, workspaceScripts } from './scripts';
import { isTrusted } from './trust';

/** Starts a script's job in the sandbox with a debugger. */
export async function debugScript(given: vscode.Uri | undefined): Promise<void> {
  const script = isTrusted() ? await findScript(given, workspaceScripts) : undefined;
  if (script !== undefined) {
    const uri = vscode.Uri.file(script);
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    await vscode.debug.startDebugging(folder, debugConfiguration(uri));
  }
}
