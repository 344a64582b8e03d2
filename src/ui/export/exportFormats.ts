import * as vscode from 'vscode';
import type { ExportFormat } from '../../core/training/exports/exportRequest';
import type { Choice } from '../../platform/prompts';

/** The forms in which a request can be had, the most used first. */
export function exportChoices(): readonly Choice<ExportFormat>[] {
  return [
    {
      label: formatName('boto3'),
      detail: vscode.l10n.t('Python with AWS’s own client; the whole request'),
      value: 'boto3',
    },
    {
      label: formatName('cli'),
      detail: vscode.l10n.t('A command line for a POSIX shell; the whole request'),
      value: 'cli',
    },
    {
      label: formatName('json'),
      detail: vscode.l10n.t('For --cli-input-json, or to be kept; the whole request'),
      value: 'json',
    },
    {
      label: formatName('sdk3'),
      detail: vscode.l10n.t('Python; the code names what this SDK cannot express'),
      value: 'sdk3',
    },
    {
      label: formatName('sdk2'),
      detail: vscode.l10n.t(
        'Python with an Estimator; the code names what this SDK cannot express',
      ),
      value: 'sdk2',
    },
  ];
}

export function formatName(format: ExportFormat): string {
  const names: Readonly<Record<ExportFormat, string>> = {
    boto3: vscode.l10n.t('boto3 script'),
    cli: vscode.l10n.t('AWS CLI command'),
    json: vscode.l10n.t('JSON'),
    sdk3: vscode.l10n.t('SageMaker Python SDK 3 script'),
    sdk2: vscode.l10n.t('SageMaker Python SDK 2 script'),
  };
  return names[format];
}

/** The workbench's names of the languages. */
export const languageOf: Readonly<Record<ExportFormat, string>> = {
  boto3: 'python',
  cli: 'shellscript',
  json: 'json',
  sdk3: 'python',
  sdk2: 'python',
};
