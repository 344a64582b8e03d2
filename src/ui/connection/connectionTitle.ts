import * as vscode from 'vscode';
import { placeParts } from '../../core/connections/connection';
import { isProtected } from '../../core/connections/protectedAccounts';
import { readSetting } from '../../platform/settings';
import type { KnownConnection } from '../../platform/state';

/** Whether the settings name it as one to be careful with. */
export function isGuarded(connection: KnownConnection): boolean {
  const patterns = readSetting('sagemakerWorkbench.connections.protected') ?? [];
  return !connection.runsHere && isProtected(patterns, connection);
}

/** `us-east-1 · acme-prod · protected`, as far as it is known and so. */
export const placeText = (connection: KnownConnection): string =>
  [...placeParts(connection), ...(isGuarded(connection) ? [vscode.l10n.t('protected')] : [])].join(
    ' · ',
  );

/** The same behind its name. */
export const titleOf = (connection: KnownConnection): string =>
  `${connection.label} · ${placeText(connection)}`;
