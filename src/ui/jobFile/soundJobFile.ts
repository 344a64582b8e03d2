import * as vscode from 'vscode';
import { basename } from 'node:path';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import {
  readJobFile,
  type JobFile,
  type JobFileProblem,
} from '../../core/training/spec/file/jobFile';
import { replaceVariables } from '../../core/training/spec/file/variables';
import { missingPlaces } from './missingPlaces';
import { variableValues } from './variableValues';

/**
 * What a job file says, its variables replaced; rejects with `invalid`, by file and line, where something
 * in it is wrong.
 */
export function soundJobFile(text: string, uri: vscode.Uri): Pick<JobFile, 'spec' | 'apiFields'> {
  const read = readJobFile(text);
  refuse(read.problems, text, uri);
  const { spec, apiFields } = read;
  const { value, problems } = replaceVariables({ ...spec, ...apiFields }, variableValues(uri));
  refuse(problems.map(read.locate), text, uri);
  // Fields that are chosen by a variable are held against what there is only now.
  const replaced = readJobFile(JSON.stringify(value));
  refuse(replaced.problems.map(read.locate), text, uri);
  return replaced;
}

/** Rejects as `soundJobFile` does, and where a script, folder or data that the file names is not there. */
export async function refuseMissing(text: string, uri: vscode.Uri): Promise<void> {
  soundJobFile(text, uri);
  const file = readJobFile(text);
  const missing = await missingPlaces(file, uri);
  refuse(missing.map(file.locate), text, uri);
}

function refuse(problems: readonly JobFileProblem[], text: string, uri: vscode.Uri): void {
  const first = problems.find(({ severity }) => severity === 'error');
  if (first) {
    const line = text.slice(0, first.offset).split('\n').length;
    const name = shownPath(basename(uri.fsPath));
    throw new AppError('invalid', vscode.l10n.t('{0}, line {1}: {2}', name, line, first.message));
  }
}
