import * as vscode from 'vscode';
import type { Area } from '../../core/resources/area';
import type { Capability, Fact, ResourceItem, StatusTone } from '../../core/resources/kind';
import { shortName } from '../../core/resources/shortName';
import { formatAge, formatDuration } from '../time';
import { itemCommand } from './itemCommand';
import { emptyItem, groupItem, moreItem, subgroupItem } from './listItem';
import { actionItem, errorItem, noteItem } from './problemItem';
import { capabilitiesOf, type ConnectionNode, type ResourceNode, type TreeNode } from './treeNode';

/** Where and when a row is shown. */
export interface Shown {
  readonly area: Area;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What the workbench shows for a node; a connection's row has its own file. */
export function toTreeItem(
  node: Exclude<TreeNode, ConnectionNode>,
  { area, now }: Shown,
): vscode.TreeItem {
  switch (node.type) {
    case 'group':
      return groupItem(node);
    case 'subgroup':
      return subgroupItem(node, now);
    case 'resource':
      return resourceItem(node, area, now);
    case 'more':
      return moreItem(node, area);
    case 'error':
      return errorItem(node);
    case 'action':
      return actionItem(node, area);
    case 'empty':
      return emptyItem(node);
    case 'note':
      return noteItem(node);
  }
}

function resourceItem(node: ResourceNode, area: Area, now: number): vscode.TreeItem {
  const { kind, item } = node;
  const tone = kind.tone(item);
  const { None, Collapsed } = vscode.TreeItemCollapsibleState;
  const row = new vscode.TreeItem(
    shortName(item.title ?? item.name),
    kind.children ? Collapsed : None,
  );
  row.id = node.id;
  const parts = rowParts(node, now);
  row.description = joined(parts);
  row.iconPath = item.status === undefined ? new vscode.ThemeIcon(kind.icon) : toneIcon(tone);
  row.contextValue = contextValue(node);
  row.accessibilityInformation = { label: spoken(item, parts) };
  const opens = openTitle(kind.capabilities(item));
  if (opens !== undefined) {
    row.command = itemCommand(area, opens);
  }
  return row;
}

/** What a click on a row opens; none of its own. */
function openTitle(can: readonly Capability[]): string | undefined {
  if (can.includes('logs')) {
    return vscode.l10n.t('Open Logs');
  }
  return can.includes('results') ? vscode.l10n.t('Open Tuning Results') : undefined;
}

/** The icon's meaning in words, unless the description says it already. */
function spoken({ name, title, status }: ResourceItem, parts: readonly string[]): string {
  const says = parts.some((part) => status && part.toLowerCase().startsWith(status.toLowerCase()));
  return [title ?? name, says ? undefined : status, joined(parts)].filter(Boolean).join(', ');
}

/** `sagemaker trainingJob +describe +stop +pin`: menus match the capabilities, whatever the kind. */
export function contextValue(node: ResourceNode): string {
  const can = [...capabilitiesOf(node), node.isPinned ? 'unpin' : 'pin'];
  return ['sagemaker', node.kind.id, ...can.map((name) => `+${name}`)].join(' ');
}

/** How many facts a row has room for. */
const mostFacts = 2;

/** The second half of a row: what it is doing, how it ended and when, or why it failed; and its facts. */
export const describeRow = (node: ResourceNode, now: number): string => joined(rowParts(node, now));

function rowParts({ kind, item, cause, isPinned }: ResourceNode, now: number): readonly string[] {
  const tone = kind.tone(item);
  const facts = (item.facts ?? []).slice(0, mostFacts).map((fact) => factText(fact, now));
  const mark = isPinned ? vscode.l10n.t('pinned') : undefined;
  if (tone === 'busy') {
    return known(
      mark,
      item.phase ?? item.status,
      item.createdAt && formatDuration(now - +item.createdAt),
      ...facts,
    );
  }
  const ended = item.endedAt ?? item.createdAt;
  const age = ended && formatAge(ended.getTime(), now);
  const state = tone === 'failed' ? (cause ?? item.status) : outcome(item, tone);
  return known(mark, state, ...facts, age);
}

/** A time says of what it is: the row's own age stands beside it. */
const factText = ({ label, value }: Fact, now: number): string =>
  typeof value === 'string' ? value : `${label.toLowerCase()} ${formatAge(value.getTime(), now)}`;

const known = (...parts: readonly (string | undefined)[]): readonly string[] =>
  parts.filter((part): part is string => Boolean(part));

const joined = (parts: readonly string[]): string => parts.join(' · ');

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
