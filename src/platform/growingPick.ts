import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';

/** A row of a pick whose rows come bit by bit. */
export interface GrowingRow<T> extends vscode.QuickPickItem {
  readonly value: T;
}

interface GrowingTexts {
  readonly title: string;
  readonly placeholder: string;
  /** Leads back to the pick before it. */
  readonly hasBack?: boolean;
}

/** Fills a pick while it is open. */
export interface Filling<T> {
  /** Puts these rows in the place of all there were; what has the focus or a tick keeps it. */
  show(rows: readonly (GrowingRow<T> | vscode.QuickPickItem)[]): void;
  /** Answers without the person: there is nothing to choose from. */
  settle(value: T): void;
  /** Aborted when the pick is gone. */
  readonly signal: AbortSignal;
}

/** Fills the pick; it shows that more is coming until this resolves. A failure is the pick's own. */
type Fill<T> = (filling: Filling<T>) => Promise<void>;

/** Where `hasBack` leads. */
export const back = Symbol('back');

/** Lets the person pick a row of a list that is still read, at once; `undefined`: dismissed. */
export async function pickGrowing<T>(
  texts: GrowingTexts,
  fill: Fill<T>,
): Promise<T | typeof back | undefined> {
  const picked = await open(texts, fill, undefined);
  return picked === back ? back : picked?.[0];
}

/** The same with any number of rows, of which those with values in `ticked` are ticked. */
export function tickGrowing<T>(
  texts: GrowingTexts,
  fill: Fill<T>,
  ticked: readonly T[],
): Promise<readonly T[] | typeof back | undefined> {
  return open(texts, fill, ticked);
}

type Row<T> = GrowingRow<T> | vscode.QuickPickItem;

const hasValue = <T>(row: Row<T>): row is GrowingRow<T> => 'value' in row;

function open<T>(
  texts: GrowingTexts,
  fill: Fill<T>,
  ticked: readonly T[] | undefined,
): Promise<readonly T[] | typeof back | undefined> {
  const box = vscode.window.createQuickPick<Row<T>>();
  const stop = new AbortController();
  Object.assign(box, {
    ...{ title: texts.title, placeholder: texts.placeholder, busy: true, ignoreFocusOut: true },
    ...{ matchOnDescription: true, matchOnDetail: true, keepScrollPosition: true },
    ...{ canSelectMany: ticked !== undefined },
    buttons: texts.hasBack === true ? [vscode.QuickInputButtons.Back] : [],
  });
  return new Promise<readonly T[] | typeof back | undefined>((resolve, reject) => {
    box.onDidAccept(() => resolve(box.selectedItems.filter(hasValue).map(({ value }) => value)));
    box.onDidTriggerButton(() => resolve(back));
    box.onDidHide(() => resolve(undefined));
    let waiting = ticked ?? [];
    const show = (rows: readonly Row<T>[]): void => {
      const come = waiting.filter((value) => isAmong(value, valuesOf(rows)));
      waiting = waiting.filter((value) => !come.includes(value));
      replaceRows(box, rows, ticked && come);
    };
    const settle = (value: T): void => resolve([value]);
    const filling = fill({ show, settle, signal: stop.signal });
    filling.then(() => void (box.busy = false), reject);
    box.show();
  }).finally(() => {
    stop.abort();
    box.dispose();
  });
}

const valuesOf = <T>(rows: readonly Row<T>[]): readonly T[] =>
  rows.filter(hasValue).map(({ value }) => value);

const isAmong = <T>(value: T, values: readonly T[]): boolean =>
  values.some((other) => isDeepStrictEqual(other, value));

/** VS Code forgets the focus and the ticks with the rows; `ticked`: what is to be ticked beside those that are. */
function replaceRows<T>(
  box: vscode.QuickPick<Row<T>>,
  rows: readonly Row<T>[],
  ticked: readonly T[] | undefined,
): void {
  const [active, selected] = [valuesOf(box.activeItems), valuesOf(box.selectedItems)];
  const among = (values: readonly T[]): Row<T>[] =>
    rows.filter((row) => hasValue(row) && isAmong(row.value, values));
  box.items = rows;
  if (active.length > 0) {
    // To set none would take the focus from the first row, of which VS Code may not have told yet.
    box.activeItems = among(active);
  }
  if (ticked !== undefined) {
    box.selectedItems = among([...selected, ...ticked]);
  }
}
