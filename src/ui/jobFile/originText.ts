import * as vscode from 'vscode';
import type { FieldOrigin } from '../../core/training/spec/file/fieldOrigins';

/** What the connection gives where nobody says otherwise. */
const ofConnection = /^(RoleArn|OutputDataConfig\.S3OutputPath|Environment\b.*)$/;

/** For people: who said a field of the request. */
export function originText(field: string, origin: FieldOrigin | undefined): string {
  switch (origin) {
    case 'apiFields':
      return vscode.l10n.t('file, field of the API');
    case 'file':
      return vscode.l10n.t('file');
    default:
      return ofConnection.test(field) && origin !== 'launch'
        ? vscode.l10n.t('connection')
        : vscode.l10n.t('default');
  }
}
