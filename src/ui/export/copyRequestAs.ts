import * as vscode from 'vscode';
import { exportRequest, type ExportFormat } from '../../core/training/exports/exportRequest';
import type { JsonObject } from '../../core/training/exports/json';
import { copy } from '../../platform/clipboard';
import { showNewDocument } from '../../platform/newDocument';
import { notify, pick } from '../../platform/prompts';
import { exportChoices, formatName, languageOf } from './exportFormats';

/** Copies a request that has not been sent, in a form that the person picks and that runs elsewhere. */
export async function copyRequestAs(
  { jobName, region }: { readonly jobName: string; readonly region: string },
  requestText: () => Promise<string>,
): Promise<void> {
  const format = await pick(exportChoices(), {
    title: vscode.l10n.t('SageMaker: copy {0} as', jobName),
    placeholder: vscode.l10n.t('Choose the form to copy'),
  });
  if (format) {
    const request = JSON.parse(await requestText()) as JsonObject;
    const code = exportRequest(request, format, region);
    await copy([code]);
    tellCopied(format, code);
  }
}

function tellCopied(format: ExportFormat, code: string): void {
  const message = vscode.l10n.t('Copied the request as {0}.', formatName(format));
  void notify('info', message, [
    {
      label: vscode.l10n.t('Open in Editor'),
      run: () => showNewDocument(languageOf[format], code),
    },
  ]);
}
