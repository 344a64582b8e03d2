import * as vscode from 'vscode';
import type { Settings } from '../ids';

type Setting = keyof Settings;

/** A setting's value as it applies to `scope` (a folder of the workspace). */
export function readSetting<K extends Setting>(
  key: K,
  scope?: vscode.Uri,
): Settings[K] | undefined {
  return vscode.workspace.getConfiguration(undefined, scope).get<Settings[K]>(key);
}

/** Writes a setting for this computer's user. */
export async function writeSetting<K extends Setting>(key: K, value: Settings[K]): Promise<void> {
  await vscode.workspace
    .getConfiguration()
    .update(key, value === '' ? undefined : value, vscode.ConfigurationTarget.Global);
}

/** Calls `changed` whenever the setting gets another value somewhere. */
export function onDidChangeSetting(key: Setting, changed: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(key)) {
      changed();
    }
  });
}
