import * as vscode from 'vscode';
import { homedir } from 'node:os';
import { dirname } from 'node:path';
import { AppError } from '../core/errors';
import type { SampleVariant } from '../node/sampleProject';
import { notify, pick, type Choice } from '../platform/prompts';

export interface SampleServices {
  /** Writes a sample project into a new folder below `parent`; answers the folder. */
  createSample(variant: SampleVariant, parent: string): Promise<string>;
  /** Opens a new sample project in this window or in another one. */
  openSample(folder: string, newWindow: boolean): Promise<void>;
}

/** Writes a sample project where the person wants it, and opens it. */
export async function createSample(services: SampleServices): Promise<void> {
  const variant = await pick(variants(), {
    title: vscode.l10n.t('SageMaker: create a sample project'),
    placeholder: vscode.l10n.t('A classifier of penguins, written with …'),
  });
  const parent = variant && (await chooseParent());
  if (!variant || parent === undefined) {
    return;
  }
  const folder = await write(services, variant, parent);
  if (!vscode.workspace.workspaceFolders?.length) {
    await services.openSample(folder, false);
    return;
  }
  // What is open here is not left without a word.
  void notify('info', vscode.l10n.t('The sample project was created: {0}', folder), [
    {
      label: vscode.l10n.t('Open in New Window'),
      run: () => services.openSample(folder, true),
    },
    { label: vscode.l10n.t('Open Here'), run: () => services.openSample(folder, false) },
  ]);
}

function variants(): readonly Choice<SampleVariant>[] {
  return [
    {
      label: vscode.l10n.t('Standard library'),
      description: vscode.l10n.t('needs Python only'),
      detail: vscode.l10n.t('Logistic regression in plain Python, epoch by epoch'),
      value: 'standard-library',
    },
    {
      label: 'scikit-learn',
      description: vscode.l10n.t('needs the package scikit-learn'),
      detail: vscode.l10n.t('A random forest with cross-validation'),
      value: 'scikit-learn',
    },
    {
      label: 'PyTorch',
      description: vscode.l10n.t('needs the package torch'),
      detail: vscode.l10n.t('A small neural network that trains in seconds, without a GPU'),
      value: 'pytorch',
    },
  ];
}

async function chooseParent(): Promise<string | undefined> {
  const open = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const picked = await vscode.window.showOpenDialog({
    title: vscode.l10n.t('Choose where the sample project’s folder is made'),
    openLabel: vscode.l10n.t('Create Here'),
    defaultUri: vscode.Uri.file(open === undefined ? homedir() : dirname(open)),
    canSelectFolders: true,
    canSelectFiles: false,
    canSelectMany: false,
  });
  return picked?.[0]?.fsPath;
}

async function write(
  services: SampleServices,
  variant: SampleVariant,
  parent: string,
): Promise<string> {
  try {
    return await services.createSample(variant, parent);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const message = vscode.l10n.t('The sample project could not be written: {0}', reason);
    throw new AppError('invalid', message, { cause: error });
  }
}
