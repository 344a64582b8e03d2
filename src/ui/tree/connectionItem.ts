import * as vscode from 'vscode';
import { placeParts } from '../../core/connections/connection';
import type { KnownConnection } from '../../platform/state';
import { isGuarded } from '../connection/connectionTitle';

/** The row of a connection: whose it is, whether it is the chosen one, and red with a word while protected. */
export function connectionItem(connection: KnownConnection, isChosen: boolean): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const { id, label, runsHere } = connection;
  const item = new vscode.TreeItem(label, isChosen ? Expanded : Collapsed);
  const guarded = isGuarded(connection);
  const chosenWord = isChosen ? vscode.l10n.t('current') : '';
  // A narrow view cuts the end off.
  const words = [guarded ? vscode.l10n.t('protected') : '', ...placeParts(connection), chosenWord];
  const description = words.filter(Boolean).join(' · ');
  item.id = id;
  item.description = description;
  item.iconPath = guarded
    ? new vscode.ThemeIcon('lock', new vscode.ThemeColor('errorForeground'))
    : new vscode.ThemeIcon(runsHere ? 'vm' : 'cloud');
  item.contextValue = isChosen ? 'sagemakerConnection' : 'sagemakerConnection +use +hide';
  item.tooltip = isChosen
    ? vscode.l10n.t('{0}. Launches use it.', `${label} · ${description}`)
    : `${label} · ${description}`;
  item.accessibilityInformation = {
    label: vscode.l10n.t('Connection {0}, {1}', label, description),
  };
  return item;
}
