import * as vscode from 'vscode';
import type { Fact, ResourceItem } from '../../core/resources/kind';
import { formatDuration } from '../time';
import type { Details } from './rowDetails';
import type { ResourceNode } from './treeNode';

export interface TooltipContext {
  /** Title of the connection. */
  readonly connection: string;
  /** Once a description has told. */
  readonly details?: Details | undefined;
  /** What it costs after its end, or saved. */
  readonly after?: readonly Fact[] | undefined;
}

/** What hovering a row tells, all dates exact; names, reasons and tags are anyone's, so escaped. */
export function rowTooltip(node: ResourceNode, context: TooltipContext): vscode.MarkdownString {
  const text = new vscode.MarkdownString(
    [`**${escapeMarkdown(node.item.name)}**`, ...tooltipLines(node, context)].join('  \n'),
  );
  text.supportHtml = false;
  text.isTrusted = false;
  return text;
}

function tooltipLines(node: ResourceNode, context: TooltipContext): string[] {
  const { item } = node;
  const { connection, details, after = [] } = context;
  const facts = [...(item.facts ?? []), ...(details?.facts ?? []), ...after];
  const known: readonly Line[] = [
    [capitalized(node.kind.noun), statusText(node)],
    [vscode.l10n.t('Cause'), details?.reason ?? item.failureReason ?? node.cause],
    ...uniqueFacts(facts),
    ...times(item),
    [vscode.l10n.t('Tags'), tagText(item.tags)],
    [vscode.l10n.t('Connection'), connection],
  ];
  return known.flatMap(([label, value]) =>
    value === undefined || value === '' ? [] : [`${label}: ${escapeMarkdown(shortened(value))}`],
  );
}

type Line = readonly [label: string, value: string | undefined];

function times({ createdAt, modifiedAt, endedAt }: ResourceItem): readonly Line[] {
  const took = createdAt && endedAt && endedAt.getTime() - createdAt.getTime();
  return [
    [vscode.l10n.t('Created'), createdAt?.toLocaleString()],
    [vscode.l10n.t('Changed'), endedAt ? undefined : modifiedAt?.toLocaleString()],
    [vscode.l10n.t('Ended'), endedAt?.toLocaleString()],
    [vscode.l10n.t('Took'), took === undefined ? undefined : formatDuration(took)],
  ];
}

/** `InProgress, Training, since 11/21/2026, 12:00:00 PM`. */
function statusText({ kind, item }: ResourceNode): string | undefined {
  const { status, phase, createdAt, modifiedAt, endedAt } = item;
  if (status === undefined) {
    return undefined;
  }
  const isBusy = kind.tone(item) === 'busy';
  const since = endedAt ?? modifiedAt ?? createdAt;
  return [
    status,
    isBusy && phase !== status ? phase : undefined,
    since && vscode.l10n.t('since {0}', since.toLocaleString()),
  ]
    .filter(Boolean)
    .join(', ');
}

/** A description may say again what the list has told. */
function uniqueFacts(facts: readonly Fact[]): readonly (readonly [string, string])[] {
  const byLabel = new Map(facts.map(({ label, value }) => [label, value]));
  return [...byLabel].map(([label, value]) => [
    label,
    typeof value === 'string' ? value : value.toLocaleString(),
  ]);
}

const tagText = (tags: NonNullable<ResourceItem['tags']> = {}): string =>
  Object.entries(tags)
    .map(([key, value]) => (value === '' ? key : `${key}=${value}`))
    .join(', ');

const longest = 1000;

const shortened = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;

const capitalized = (noun: string): string => noun.charAt(0).toUpperCase() + noun.slice(1);

/** Text as it stands, on one line: no markup, no link, no icon, no entity. */
function escapeMarkdown(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_{}[\]()#+\-.!|<>~&$:@]/g, '\\$&');
}
