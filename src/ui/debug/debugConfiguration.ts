import * as vscode from 'vscode';
import { debugType, jobFiles } from '../../ids';

/** What a person may write into `launch.json`. */
interface Written extends vscode.DebugConfiguration {
  readonly script?: string;
  /** In the place of a script: the file that says the job. */
  readonly jobFile?: string;
  /** Whether to step over what is not of the workspace; debugpy's own meaning. */
  readonly justMyCode?: boolean;
}

/** A configuration that starts: of a script, or of a job file. */
export type DebugConfiguration = vscode.DebugConfiguration & {
  readonly justMyCode: boolean;
} & (
    | { readonly script: string; readonly jobFile?: undefined }
    | { readonly jobFile: string; readonly script?: undefined }
  );

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

/** The configuration of a job file, as a command starts it. */
export function jobFileConfiguration(file: vscode.Uri): DebugConfiguration {
  const path = vscode.workspace.asRelativePath(file);
  return {
    type: debugType,
    request: 'launch',
    name: vscode.l10n.t('Run the job of {0}', path),
    jobFile: file.fsPath,
    justMyCode: true,
  };
}

/**
 * What F5 without a `launch.json` leaves open, or a configuration in it: without a script and a job file it
 * is the one in the editor. A script that is a job file, as `${file}` may be, counts as one. `undefined`
 * when there is none.
 */
export function completeConfiguration(written: Written): DebugConfiguration | undefined {
  const { script, jobFile, justMyCode = true, ...others } = written;
  const named = jobFile ?? script;
  if (named !== undefined) {
    const isFile = jobFile !== undefined || named.endsWith(jobFiles.suffix);
    return { ...others, justMyCode, ...(isFile ? { jobFile: named } : { script: named }) };
  }
  const standard = ofEditor(vscode.window.activeTextEditor?.document);
  return standard && { ...others, ...standard, name: others.name || standard.name, justMyCode };
}

function ofEditor(document: vscode.TextDocument | undefined): DebugConfiguration | undefined {
  if (document?.uri.fsPath.endsWith(jobFiles.suffix)) {
    return jobFileConfiguration(document.uri);
  }
  return document?.languageId === 'python' ? debugConfiguration(document.uri) : undefined;
}
