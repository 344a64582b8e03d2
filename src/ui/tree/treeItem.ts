import * as vscode from 'vscode';
import type { ResourceItem, StatusTone } from '../../core/resources/kind';
import { shortName } from '../../core/resources/shortName';
import type { CommandId } from '../../ids';
import { mendLabels } from '../connection/mendLabels';
import { formatAge, formatDuration } from '../time';
import {
  capabilitiesOf,
  type ActionNode,
  type ErrorNode,
  type GroupNode,
  type MoreNode,
  type ResourceNode,
  type TreeNode,
} from './treeNode';

/**
 * What a click on a row runs, its id checked against the table. Without arguments, because the
 * workbench forgets those with every refresh, also while the row is being clicked: the command looks
 * at the selection.
 */
const command = (id: CommandId, title: string): vscode.Command => ({ command: id, title });

/** What the workbench shows for a node; `now` in milliseconds since the epoch. */
export function toTreeItem(node: TreeNode, now: number): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return groupItem(node);
    case 'resource':
      return resourceItem(node, now);
    case 'more':
      return moreItem(node);
    case 'error':
      return errorItem(node);
    case 'action':
      return actionItem(node);
  }
}

function groupItem({ list }: GroupNode): vscode.TreeItem {
  const item = new vscode.TreeItem(list.kind.title, vscode.TreeItemCollapsibleState.Expanded);
  const count = `${list.items.length}${list.hasMore ? '+' : ''}`;
  item.id = list.kind.id;
  item.description = count;
  item.iconPath = new vscode.ThemeIcon(list.kind.icon);
  item.contextValue = `sagemakerGroup ${list.kind.id}`;
  item.accessibilityInformation = { label: `${list.kind.title}, ${count}` };
  return item;
}

function resourceItem(node: ResourceNode, now: number): vscode.TreeItem {
  const { kind, item } = node;
  const tone = kind.tone(item);
  const row = new vscode.TreeItem(shortName(item.name), vscode.TreeItemCollapsibleState.None);
  row.id = `${node.connectionId}/${kind.id}/${item.name}`;
  const description = describeRow(node, now);
  row.description = description;
  row.iconPath = toneIcon(tone);
  row.contextValue = contextValue(node);
  row.accessibilityInformation = { label: spoken(item, description) };
  if (kind.capabilities(item).includes('logs')) {
    row.command = command('sagemakerWorkbench.resource.open', vscode.l10n.t('Open Logs'));
  }
  return row;
}

/** The icon's meaning in words, unless the description says it already. */
function spoken({ name, status }: ResourceItem, description: string): string {
  const says = status !== undefined && description.toLowerCase().startsWith(status.toLowerCase());
  return [name, says ? undefined : status, description].filter(Boolean).join(', ');
}

/** `sagemaker trainingJob +describe +stop`: menus match the capabilities, whatever the kind. */
export function contextValue(node: ResourceNode): string {
  return ['sagemaker', node.kind.id, ...capabilitiesOf(node).map((name) => `+${name}`)].join(' ');
}

/** The second half of a row: what it is doing, how it ended and when, or why it failed. */
export function describeRow({ kind, item, cause }: ResourceNode, now: number): string {
  const tone = kind.tone(item);
  if (tone === 'busy') {
    return joined(
      item.phase ?? item.status,
      item.createdAt && formatDuration(now - +item.createdAt),
    );
  }
  const ended = item.endedAt ?? item.createdAt;
  const age = ended && formatAge(ended.getTime(), now);
  return joined(tone === 'failed' ? (cause ?? item.status) : outcome(item, tone), age);
}

const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');

/** How long it took where the icon says the rest; the status where no times are known. */
function outcome(item: ResourceItem, tone: StatusTone): string | undefined {
  const took = tookMilliseconds(item);
  if (took === undefined) {
    return item.status;
  }
  if (tone === 'ok') {
    return formatDuration(took);
  }
  return item.status === 'Stopped'
    ? vscode.l10n.t('stopped after {0}', formatDuration(took))
    : item.status;
}

const tookMilliseconds = ({ createdAt, endedAt }: ResourceItem): number | undefined =>
  createdAt && endedAt && endedAt.getTime() - createdAt.getTime();

const tones: Readonly<Record<StatusTone, readonly [icon: string, color?: string]>> = {
  ok: ['pass', 'testing.iconPassed'],
  busy: ['loading~spin'],
  warning: ['warning', 'list.warningForeground'],
  failed: ['error', 'list.errorForeground'],
  idle: ['circle-slash', 'disabledForeground'],
};

function toneIcon(tone: StatusTone): vscode.ThemeIcon {
  const [icon, color] = tones[tone];
  return new vscode.ThemeIcon(icon, color === undefined ? undefined : new vscode.ThemeColor(color));
}

function moreItem({ list }: MoreNode): vscode.TreeItem {
  const item = new vscode.TreeItem(vscode.l10n.t('Load more…'));
  item.id = `${list.kind.id}/more`;
  item.command = command('sagemakerWorkbench.resources.loadMore', vscode.l10n.t('Load More'));
  return item;
}

function errorItem({ error }: ErrorNode): vscode.TreeItem {
  const item = new vscode.TreeItem(error.message);
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.tooltip = error.message;
  return item;
}

const actions: Readonly<Record<ActionNode['action'], readonly [icon: string, id: CommandId]>> = {
  signIn: ['key', 'sagemakerWorkbench.connection.signIn'],
  mfaCode: ['key', 'sagemakerWorkbench.connection.signIn'],
  retry: ['refresh', 'sagemakerWorkbench.resources.refresh'],
  choose: ['plug', 'sagemakerWorkbench.connection.choose'],
  output: ['output', 'sagemakerWorkbench.output.show'],
};

function actionItem({ action }: ActionNode): vscode.TreeItem {
  const label = {
    ...mendLabels(),
    retry: vscode.l10n.t('Try again'),
    choose: vscode.l10n.t('Choose another connection…'),
    output: vscode.l10n.t('Show details'),
  }[action];
  const [icon, id] = actions[action];
  const item = new vscode.TreeItem(label);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.command = command(id, label);
  return item;
}

/** The text of a hovering row, all dates exact; plain text, because names and causes are anyone's. */
export function tooltip({ kind, item, cause }: ResourceNode, connection: string): string {
  const { status, phase, createdAt, endedAt } = item;
  const isBusy = kind.tone(item) === 'busy';
  const took = tookMilliseconds(item);
  const lines = [
    [
      kind.noun.charAt(0).toUpperCase() + kind.noun.slice(1),
      isBusy && phase ? `${status ?? ''}, ${phase}` : status,
    ],
    [vscode.l10n.t('Cause'), cause],
    [vscode.l10n.t('Created'), createdAt?.toLocaleString()],
    [vscode.l10n.t('Ended'), endedAt?.toLocaleString()],
    [vscode.l10n.t('Took'), took === undefined ? undefined : formatDuration(took)],
    [vscode.l10n.t('Connection'), connection],
  ];
  const shown = lines.filter(([, value]) => value).map((line) => line.join(': '));
  return [item.name, ...shown].join('\n');
}
