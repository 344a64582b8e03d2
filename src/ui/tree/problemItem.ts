import * as vscode from 'vscode';
import type { Area } from '../../core/resources/area';
import { mendLabels } from '../connection/mendLabels';
import { itemCommand } from './itemCommand';
import type { ActionNode, ErrorNode, NoteNode } from './treeNode';

/** Says why rows are not there. */
export function errorItem({ error }: ErrorNode): vscode.TreeItem {
  const item = new vscode.TreeItem(error.message);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = error.message;
  return item;
}

const icons: Readonly<Record<ActionNode['action'], string>> = {
  signIn: 'key',
  mfaCode: 'key',
  retry: 'refresh',
  train: 'play',
  choose: 'plug',
  hide: 'close',
  output: 'output',
};

/** What may mend it, by a click. */
export function actionItem({ action }: ActionNode, area: Area): vscode.TreeItem {
  const label = {
    ...mendLabels(),
    retry: vscode.l10n.t('Try again'),
    train: vscode.l10n.t('Train a script'),
    choose: vscode.l10n.t('Choose another connection…'),
    hide: vscode.l10n.t('Hide this connection'),
    output: vscode.l10n.t('Show details'),
  }[action];
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icons[action]);
  item.command = itemCommand(area, label);
  return item;
}

/** Says that there is nothing, which is no failure. */
export function noteItem({ note }: NoteNode): vscode.TreeItem {
  const item = new vscode.TreeItem(
    note === 'empty'
      ? vscode.l10n.t('No jobs yet')
      : vscode.l10n.t('The service of this connection has none of these'),
  );
  item.iconPath = new vscode.ThemeIcon('dash');
  return item;
}
