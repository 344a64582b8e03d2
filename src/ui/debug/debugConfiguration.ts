import * as vscode from 'vscode';
import { debugType } from '../../ids';

/** What a person may write into `launch.json`. */
interface Written extends vscode.DebugConfiguration {
  readonly script?: string;
  /** Whether to step over what is not of the workspace; debugpy's own meaning. */
  readonly justMyCode?: boolean;
}

/** A configuration that starts. */
export interface DebugConfiguration extends vscode.DebugConfiguration {
  readonly script: string;
  readonly justMyCode: boolean;
}

/** The configuration of a script, as a command starts it. */
export function debugConfiguration(script: vscode.Uri): DebugConfiguration {
  const path = vscode.workspace.asRelativePath(script);
  return {
    type: debugType,
    request: 'launch',
    name: vscode.l10n.t('Debug {0} in the sandbox', path),
    script: script.fsPath,
    justMyCode: true,
  };
}

/**
 * What F5 without a `launch.json` leaves open, or a configuration in it: without a script it is the one in
 * the editor. `undefined` when there is none.
 */
export function completeConfiguration(written: Written): DebugConfiguration | undefined {
  const document = vscode.window.activeTextEditor?.document;
  const shown = document?.languageId === 'python' ? document.uri : undefined;
  const { script, name, justMyCode = true } = written;
  if (script !== undefined) {
    return { ...written, script, justMyCode };
  }
  const standard = shown && debugConfiguration(shown);
  return standard && { ...written, ...standard, name: name || standard.name, justMyCode };
}
