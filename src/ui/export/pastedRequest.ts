import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import type { PlacedRequest } from '../../core/training/imports/readCli';
import { readRequest } from '../../core/training/imports/readRequest';
import { readClipboard } from '../../platform/clipboard';
import { importProblemText } from './importProblemText';

/**
 * The request for a training job in the clipboard, and the region that it says it goes to; rejects with
 * `invalid` and why there is none.
 */
export async function pastedRequest(): Promise<PlacedRequest> {
  const read = readRequest(await readClipboard());
  if ('problem' in read) {
    const problem = importProblemText(read.problem);
    throw new AppError(
      'invalid',
      vscode.l10n.t('The clipboard holds no request for a training job. {0}', problem),
    );
  }
  return read;
}
