import * as vscode from 'vscode';
import { placeOf } from '../core/connections/connection';
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
export function actDetail(told: Told): string {
  const { opened, left } = told;
  const [one] = opened;
  const parts = opened.length === 1 && one ? partsOfOne(one, told) : partsOfSeveral(told);
  const separator = opened.length === 1 && left.length === 0 ? '\n' : '\n\n';
  return [...parts, leftOut(left)].filter(Boolean).join(separator);
}

function partsOfOne({ kind, connection }: Opened, { note, closing }: Told): readonly string[] {
  const will = [note(kind), closing].filter(Boolean).join(' ');
  return [vscode.l10n.t('In {0}.', placeOf(connection.info)), will];
}

/** Each account with what will happen there: equal names in two of them are two resources. */
function partsOfSeveral({ opened, note, closing = '' }: Told): readonly string[] {
  const place = ({ connection }: Opened): string => placeOf(connection.info);
  const parts = [...new Set(opened.map(place))].flatMap((each) => {
    const own = opened.filter((one) => place(one) === each);
    const kinds = [...new Set(own.map(({ kind }) => kind))];
    return [vscode.l10n.t('In {0}.', each), ...kinds.map((kind) => kindPart(kind, own, note))];
  });
  return [...parts, closing];
}

function kindPart(kind: ItemKind, opened: readonly Opened[], note: Told['note']): string {
  const names = opened.filter((each) => each.kind === kind).map(({ row }) => shownName(row));
  const heading = `${kind.title} (${names.length}): ${listed(names)}`;
  return [heading, note(kind)].filter(Boolean).join('\n');
}

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
