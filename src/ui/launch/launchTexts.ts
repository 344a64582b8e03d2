import * as vscode from 'vscode';
import type { ConnectionTraits } from '../../core/connections/connection';
import { formArguments } from '../../core/training/draft';
import type { FrameworkGuess, ScriptInspection } from '../../core/training/inspection';
import type { LaunchStep } from '../../core/training/launch';

export function stepText(step: LaunchStep): string {
  switch (step) {
    case 'packing':
      return vscode.l10n.t('Packing the source folder…');
    case 'uploadingCode':
      return vscode.l10n.t('Uploading the code…');
    case 'uploadingData':
      return vscode.l10n.t('Uploading the data…');
    case 'creating':
      return vscode.l10n.t('Creating the job…');
  }
}

export function frameworkOrigin(framework: FrameworkGuess | null): string {
  return framework
    ? vscode.l10n.t('from the import in line {0}', framework.line)
    : vscode.l10n.t('no framework is imported; runs any Python script');
}

export function argumentsOrigin(inspection: ScriptInspection): string {
  const count = formArguments(inspection).length;
  if (count > 0) {
    return vscode.l10n.t('from argparse, {0}', count);
  }
  return inspection.problems.some(({ code }) => code === 'syntax')
    ? vscode.l10n.t('not readable while the script has a syntax error')
    : vscode.l10n.t('none found in the script');
}

export function costText(traits: ConnectionTraits): string {
  return traits.billable
    ? vscode.l10n.t('billed by AWS for the time the instance runs')
    : vscode.l10n.t('nothing: this machine');
}
