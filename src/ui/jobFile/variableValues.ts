import * as vscode from 'vscode';
import { homedir } from 'node:os';
import { basename, dirname } from 'node:path';
import type { VariableValue } from '../../core/training/spec/file/variables';

/** What the variables of a job file stand for, as in VS Code's own `launch.json` and `tasks.json`. */
export function variableValues(file: vscode.Uri): VariableValue {
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri.fsPath;
  const plain = new Map([
    ['file', file.fsPath],
    ['fileDirname', dirname(file.fsPath)],
    ['workspaceFolder', folder],
    ['workspaceFolderBasename', folder && basename(folder)],
    ['userHome', homedir()],
  ]);
  return (name, argument) => {
    switch (name) {
      case 'env':
        return process.env[argument ?? ''];
      case 'config':
        return settingText(file, argument ?? '');
      default:
        return plain.get(name);
    }
  };
}

/** Settings that are lists or objects have no text. */
function settingText(file: vscode.Uri, name: string): string | undefined {
  const value = vscode.workspace.getConfiguration(undefined, file).get<unknown>(name);
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : undefined;
}
