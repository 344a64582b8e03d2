import * as vscode from 'vscode';
import type { Mend } from '../../core/errors';

/** What the buttons of the acts say. */
export const mendLabels = (): Readonly<Record<Mend['act'], string>> => ({
  signIn: vscode.l10n.t('Sign In'),
  mfaCode: vscode.l10n.t('Enter MFA Code'),
});
