import * as vscode from 'vscode';
import { exportRequest, type ExportFormat } from '../../core/training/exports/exportRequest';
import type { JsonObject } from '../../core/training/exports/json';
import { copy } from '../../platform/clipboard';
import { showNewDocument } from '../../platform/newDocument';
import { notify, pick } from '../../platform/prompts';
import { exportChoices, formatName, languageOf } from './exportFormats';

/** The form that the person picks for the request of `jobName`; `undefined` when dismissed. */
export const pickFormat = (jobName: string): Promise<ExportFormat | undefined> =>
  pick(exportChoices(), {
    title: vscode.l10n.t('SageMaker: copy {0} as', jobName),
    placeholder: vscode.l10n.t('Choose the form to copy'),
  });

/** Copies a request that has not been sent, in a form that runs elsewhere, and tells of it. */
export async function copyRequestAs(
  request: JsonObject,
  format: ExportFormat,
  region: string,
): Promise<void> {
  const code = exportRequest(request, format, region);
  await copy([code]);
  const message = vscode.l10n.t('Copied the request as {0}.', formatName(format));
  void notify('info', message, [
    {
      label: vscode.l10n.t('Open in Editor'),
      run: () => showNewDocument(languageOf[format], code),
    },
  ]);
}
