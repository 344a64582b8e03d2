import * as vscode from 'vscode';
import { debugConfiguration, jobFileConfiguration } from '../ui/debug/debugConfiguration';
import { findJobFile } from './jobFile';
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

/** Starts a file's job as F5 does: in the sandbox with a debugger, elsewhere by submitting it. */
export async function debugJobFile(given: vscode.Uri | undefined): Promise<void> {
  const file = isTrusted() ? await findJobFile(given) : undefined;
  if (file) {
    const folder = vscode.workspace.getWorkspaceFolder(file);
    await vscode.debug.startDebugging(folder, jobFileConfiguration(file));
  }
}
