import * as vscode from 'vscode';
import { exportRequest } from '../core/training/exports/exportRequest';
import { showNewDocument } from '../platform/newDocument';
import { pick } from '../platform/prompts';
import type { ChosenConnection } from '../ui/connection/chosenConnection';
import { exportChoices, languageOf } from '../ui/export/exportFormats';
import { pastedRequest } from '../ui/export/pastedRequest';

export interface ConvertRequestServices {
  readonly chosen: Pick<ChosenConnection, 'current'>;
}

/**
 * Reads a request for a training job from the clipboard, in whatever form it is, and opens it in the form that the
 * person picks: a script of boto3 becomes one of the SageMaker SDK 3, a command of the AWS CLI becomes JSON.
 */
export async function convertTrainingRequest({ chosen }: ConvertRequestServices): Promise<void> {
  const { request, region = chosen.current.region } = await pastedRequest();
  const format = await pick(exportChoices(), {
    title: vscode.l10n.t('SageMaker: convert the request in the clipboard'),
    placeholder: vscode.l10n.t('Choose the form to open it in'),
  });
  if (format) {
    await showNewDocument(languageOf[format], exportRequest(request, format, region));
  }
}
