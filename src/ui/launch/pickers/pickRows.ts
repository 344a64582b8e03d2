import * as vscode from 'vscode';
import type { Growing, ReadList } from '../../../core/growing';
import { asAppError, type AppError } from '../../../core/errors';
import type { Filling, GrowingRow } from '../../../platform/growingPick';
import { numberText } from '../../numberText';

/** A row that stands for something, or one that only tells something. */
export type PickRow<T> = GrowingRow<T> | vscode.QuickPickItem;

/** What a picker says where there is nothing to pick. */
interface ListTexts {
  /** The list is empty. */
  readonly none: string;
  /** What to do without it: `Type the ids into the field.` */
  readonly instead: string;
}

/** How a list is shown: each of its parts by `rows`. */
interface ShownList<T, V> {
  readonly rows: (items: readonly T[]) => readonly PickRow<V>[];
  readonly texts: ListTexts;
}

/** Above a group of rows. */
export const heading = (label: string): vscode.QuickPickItem => ({
  ...{ label, kind: vscode.QuickPickItemKind.Separator },
});

/** Stays whatever is typed to filter the rows. */
const noteRow = (label: string, detail?: string): vscode.QuickPickItem => ({
  ...{ label, alwaysShow: true },
  ...(detail !== undefined && { detail }),
});

/** Parts that are there, as one line. */
export const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter(Boolean).join(' · ');

/** What went wrong, and what the service says of it; rows are a line, and services may be wordy. */
function sentencesOf({ message }: AppError): readonly [first: string, more: string | undefined] {
  const end = message.indexOf('. ') + 1;
  return end === 0 ? [message, undefined] : [message.slice(0, end), message.slice(end + 1)];
}

/** Why something is not known, in a few words. */
export const lackOf = (error: unknown): string => sentencesOf(failureOf(error))[0];

function failureRow(error: AppError, instead: string): vscode.QuickPickItem {
  const [first, description] = sentencesOf(error);
  return { ...noteRow(`$(circle-slash) ${first}`, instead), ...(description && { description }) };
}

/**
 * Fills a pick with a list while it is read. What is wrong with it becomes a row below what was read, which
 * says what to do instead; only what was cancelled stays a failure.
 */
export async function fillFrom<T, V>(
  filling: Filling<V>,
  read: ReadList<T>,
  { rows, texts }: ShownList<T, V>,
): Promise<void> {
  let items: readonly T[] = [];
  const { signal } = filling;
  const show = (part: Growing<T>): void => filling.show(rows((items = part.items)));
  try {
    const whole = await read({ show, signal });
    filling.show([...rows(whole.items), ...endRows(whole, texts)]);
  } catch (error) {
    filling.show([...rows(items), failureRow(failureOf(error), texts.instead)]);
  }
}

function endRows<T>({ items, isAll }: Growing<T>, { none, instead }: ListTexts): PickRow<never>[] {
  if (!isAll) {
    const first = vscode.l10n.t('Only the first {0} are shown', numberText(items.length));
    return [noteRow(`$(ellipsis) ${first}`, instead)];
  }
  return items.length === 0 ? [noteRow(`$(info) ${none}`, instead)] : [];
}

/** What a person can be told; throws what was called off. */
export function failureOf(error: unknown): AppError {
  const failure = asAppError(error);
  if (failure.reason === 'cancelled') {
    throw failure;
  }
  return failure;
}

/** Those of `used` that are there come first, the one that was used last before all. */
export function usedFirst<T>(
  items: readonly T[],
  used: readonly string[],
  keyOf: (item: T) => string,
): readonly T[] {
  const place = (item: T): number => {
    const index = used.indexOf(keyOf(item));
    return index < 0 ? used.length : index;
  };
  return items.toSorted((one, other) => place(one) - place(other));
}
