import * as vscode from 'vscode';
import type { Area } from '../../core/resources/area';
import { numberText } from '../numberText';
import { formatDay } from '../time';
import { queryText } from './queryText';
import type { EmptyNode, GroupNode, MoreNode, SubgroupNode } from './treeNode';
import { itemCommand } from './itemCommand';

const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;

/** The row of a kind: how many there are, and how they are filtered, sorted and grouped. */
export function groupItem(node: GroupNode): vscode.TreeItem {
  const { kind, isFirst, summary } = node;
  const item = new vscode.TreeItem(kind.title, isFirst ? Expanded : Collapsed);
  const query = queryText(summary.query);
  const count = countText(node);
  const description = [count, query].filter(Boolean).join(' ');
  item.id = node.id;
  item.description = description;
  item.iconPath = new vscode.ThemeIcon(kind.icon);
  item.contextValue = contextValue(node, query !== '');
  item.accessibilityInformation = { label: [kind.title, count, query].filter(Boolean).join(', ') };
  return item;
}

/** `sagemakerGroup trainingJob +query +more`: what the menus of a list go by. */
function contextValue({ kind, summary }: GroupNode, isChanged: boolean): string {
  const marks = [isChanged && '+query', summary.hasMore && '+more'].filter(Boolean);
  return ['sagemakerGroup', kind.id, ...marks].join(' ');
}

/** `(14)`, `(100+)` where there are more, `(3 of 100+)` where a filter hides some. */
function countText({ summary: { count, hidden, hasMore } }: GroupNode): string {
  if (count === undefined) {
    return '';
  }
  const known = `${numberText(count)}${hasMore ? '+' : ''}`;
  return hidden > 0
    ? vscode.l10n.t('({0} of {1})', numberText(count - hidden), known)
    : `(${known})`;
}

/** The row of a day or a prefix; the newest days and the first prefixes are open. */
export function subgroupItem(
  { group, by, key, count }: SubgroupNode,
  now: number,
): vscode.TreeItem {
  const item = new vscode.TreeItem(subgroupLabel(by, key, now), Expanded);
  item.id = `${group.id}#${by}/${encodeURIComponent(key)}`;
  item.description = `(${numberText(count)})`;
  item.contextValue = 'sagemakerSubgroup';
  return item;
}

function subgroupLabel(by: SubgroupNode['by'], key: string, now: number): string {
  if (key === '') {
    return by === 'day' ? vscode.l10n.t('Date unknown') : vscode.l10n.t('No name');
  }
  return by === 'day' ? formatDay(key, now) : key;
}

export function moreItem({ group, act, key, count }: MoreNode, area: Area): vscode.TreeItem {
  const item = new vscode.TreeItem(moreLabel(act, count));
  // Another one after each use: the workbench tells of a click only what is not selected already.
  item.id = `${group.id}#${act}/${encodeURIComponent(key)}/${count}`;
  item.iconPath = new vscode.ThemeIcon(act === 'all' ? 'fold-down' : 'chevron-down');
  item.command = itemCommand(area, vscode.l10n.t('Load More'));
  return item;
}

function moreLabel(act: MoreNode['act'], count: number): string {
  switch (act) {
    case 'show':
      return vscode.l10n.t('Show more… ({0} left)', numberText(count));
    case 'page':
      return vscode.l10n.t('Load more…');
    case 'all':
      return vscode.l10n.t('Load all…');
  }
}

/** Says what would be here, or that a filter hides it. */
export function emptyItem({ group: { id, kind, parent, summary } }: EmptyNode): vscode.TreeItem {
  const { hidden, hasMore } = summary;
  const label = hidden > 0 ? unfitText(summary) : noneText(parent !== undefined);
  const item = new vscode.TreeItem(label);
  item.id = `${id}#empty`;
  item.description = hidden > 0 && hasMore ? vscode.l10n.t('of those loaded') : '';
  item.iconPath = new vscode.ThemeIcon(hidden > 0 ? 'filter' : 'dash');
  item.accessibilityInformation = { label: `${kind.title}: ${label}` };
  return item;
}

const unfitText = ({ query }: GroupNode['summary']): string =>
  vscode.l10n.t('None of these fits: {0}', queryText(query));

const noneText = (isBelow: boolean): string =>
  isBelow ? vscode.l10n.t('None') : vscode.l10n.t('None in this account and region');
