import * as vscode from 'vscode';

/** What can be done where subnets and security groups cannot be listed. */
export const typeIds = (): string =>
  vscode.l10n.t('Ids can be typed into the field, apart by commas or spaces.');
