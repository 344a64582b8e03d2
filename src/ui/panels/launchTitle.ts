import * as vscode from 'vscode';
import { shownPath } from '../../core/packaging/shownPath';

/** Of the launch page of a script. */
export function launchTitle(script: string): string {
  const name = script.split(/[\\/]/).at(-1) ?? script;
  return vscode.l10n.t('Train {0}', shownPath(name));
}
