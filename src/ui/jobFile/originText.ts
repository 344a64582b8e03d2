import * as vscode from 'vscode';
import type { FieldOrigin } from '../../core/training/spec/file/fieldOrigins';

/** What the connection gives where nobody says otherwise. */
const ofConnection = /^(RoleArn|OutputDataConfig\.S3OutputPath|Environment\b.*)$/;

/** For people: who said a field of the request; `isOfSdk`: the defaults of the SageMaker SDK. */
export function originText(
  field: string,
  origin: FieldOrigin | undefined,
  isOfSdk = false,
): string {
  if (isOfSdk) {
    return vscode.l10n.t('config.yaml of the SageMaker SDK');
  }
  switch (origin) {
    case 'apiFields':
      return vscode.l10n.t('file, field of the API');
    case 'file':
      return vscode.l10n.t('file');
    case 'launch':
      return launchText(field);
    default:
      return ofConnection.test(field) ? vscode.l10n.t('connection') : vscode.l10n.t('default');
  }
}

/** What else is of the launch is as it is where nobody says anything. */
function launchText(field: string): string {
  switch (field) {
    case 'RoleArn':
      return vscode.l10n.t('last launch');
    case 'AlgorithmSpecification.MetricDefinitions':
      return vscode.l10n.t('from the script');
    default:
      return vscode.l10n.t('default');
  }
}
