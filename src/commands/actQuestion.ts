import * as vscode from 'vscode';
import type { ConnectionInfo } from '../core/connections/connection';
import type { ItemKind } from '../core/resources/kind';
import type { ResourceRow } from '../ids';
import { shownName, type Opened } from './opened';

/** Names beyond these are counted: a modal question does not scroll everywhere. */
const mostNames = 10;

interface Told {
  readonly opened: readonly Opened[];
  /** Rows of the selection to which it cannot be done now. */
  readonly left: readonly ResourceRow[];
  /** What it does to one of a kind. */
  readonly note: (kind: ItemKind) => string | undefined;
  /** What is true of all of them. */
  readonly closing?: string | undefined;
}

/** Everything that will happen and what will not, and to which account, before anything is done. */
export function actDetail({ opened, left, note, closing }: Told): string {
  const kinds = [...new Set(opened.map(({ kind }) => kind))];
  const closed = (text: string | undefined): string => [text, closing].filter(Boolean).join(' ');
  const parts =
    opened.length === 1
      ? kinds.map((kind) => closed(note(kind)))
      : [...kinds.map((kind) => kindPart(kind, opened, note)), closing];
  const places = [...new Set(opened.map(({ connection }) => placeOf(connection.info)))];
  const separator = opened.length === 1 && left.length === 0 ? '\n' : '\n\n';
  return [vscode.l10n.t('In {0}.', places.join(', ')), ...parts, leftOut(left)]
    .filter(Boolean)
    .join(separator);
}

function kindPart(kind: ItemKind, opened: readonly Opened[], note: Told['note']): string {
  const names = opened.filter((each) => each.kind === kind).map(({ row }) => shownName(row));
  const heading = `${kind.title} (${names.length}): ${listed(names)}`;
  return [heading, note(kind)].filter(Boolean).join('\n');
}

const placeOf = ({ label, region, account }: ConnectionInfo): string =>
  [label, region, account?.alias ?? account?.id].filter(Boolean).join(' · ');

function leftOut(left: readonly ResourceRow[]): string {
  if (left.length === 0) {
    return '';
  }
  const names = left.map((row) => {
    const { status } = row.item;
    return status === undefined ? shownName(row) : `${shownName(row)} (${status})`;
  });
  return vscode.l10n.t('Left out, because it does not apply to them now: {0}', listed(names));
}

function listed(names: readonly string[]): string {
  const more = names.length - mostNames;
  const shown = more > 1 ? names.slice(0, mostNames) : names;
  const text = shown.join(', ');
  return more > 1 ? vscode.l10n.t('{0} and {1} more', text, more) : text;
}
