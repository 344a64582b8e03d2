import * as vscode from 'vscode';
import { isProtected } from '../../core/connections/protectedAccounts';
import { readSetting } from '../../platform/settings';
import type { KnownConnection } from '../../platform/state';

/** Whether the settings name it as one to be careful with. */
export function isGuarded(connection: KnownConnection): boolean {
  const patterns = readSetting('sagemakerWorkbench.connections.protected') ?? [];
  return !connection.runsHere && isProtected(patterns, connection);
}

/** `us-east-1 · acme-prod · protected`, as far as it is known and so. */
export function placeText(connection: KnownConnection): string {
  const { region, account } = connection;
  const word = isGuarded(connection) ? vscode.l10n.t('protected') : '';
  return [region, account?.alias ?? account?.id, word].filter(Boolean).join(' · ');
}

/** The same behind its name. */
export const titleOf = (connection: KnownConnection): string =>
  `${connection.label} · ${placeText(connection)}`;
