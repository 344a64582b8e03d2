import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import { AppError } from '../core/errors';
import { workOff } from '../core/workOff';
import type { Output } from '../platform/output';
import { withProgress } from '../platform/progress';
import { notify } from '../platform/prompts';
import { namedCall } from './named';
import { shownName, type Opened } from './opened';

/** How work on several resources went. */
export interface Ends {
  /** How many it was done to, or tried; fewer than all when it was cancelled. */
  readonly ended: number;
  readonly errors: readonly unknown[];
}

/** The control plane's rates are not published; the SDK's own clients stay at this. */
const atOnce = 4;

/** Does something with each of several resources and goes on after a failure; never rejects for one. */
export async function onEach(
  title: string,
  opened: readonly Opened[],
  work: (one: Opened, signal: AbortSignal) => PromiseLike<unknown> | undefined,
): Promise<Ends> {
  const errors: unknown[] = [];
  const signedOut = new Set<Connection>();
  let ended = 0;
  await withProgress(title, (report, signal) =>
    workOff(
      opened,
      atOnce,
      async (one) => {
        const { row, kind, connection } = one;
        if (signedOut.has(connection)) {
          return; // The others there would fail for the same.
        }
        report(shownName(row), ended / opened.length);
        try {
          await namedCall(row, kind.noun, () => work(one, signal));
        } catch (error) {
          if (signal.aborted && AppError.is(error, 'cancelled')) {
            return; // By the person's wish, which is no failure.
          }
          errors.push(error);
          if (AppError.is(error, 'expired')) {
            signedOut.add(connection);
          }
        }
        ended++;
      },
      signal,
    ),
  );
  return { ended, errors };
}

/** Throws what failed, all of it together, or says that the person has cancelled. */
export function tellEnds({ ended, errors }: Ends, count: number, output: Output): void {
  if (errors.length > 0) {
    throw together(errors, count, output);
  }
  if (ended < count) {
    void notify('info', vscode.l10n.t('Cancelled after {0} of {1}.', ended, count));
  }
}

/** How many failures are told in words; the log has every one. */
const mostTold = 3;

/** One error for several, with the reason that they have in common; each of them is in the log. */
export function together(errors: readonly unknown[], count: number, output: Output): unknown {
  const [first] = errors;
  if (errors.length === 1) {
    return first;
  }
  errors.forEach((error) => output.error('one of several resources', error));
  const known = errors.filter((error) => error instanceof AppError);
  const reasons = new Set(known.map(({ reason }) => reason));
  const isOneReason = known.length === errors.length && reasons.size === 1;
  const messages = errors.map((error) => (error instanceof Error ? error.message : String(error)));
  const told = messages.slice(0, mostTold).join(' ');
  return new AppError(
    isOneReason && known[0] ? known[0].reason : 'unexpected',
    errors.length > mostTold
      ? vscode.l10n.t('{0} of {1} failed; the log tells all. {2}', errors.length, count, told)
      : vscode.l10n.t('{0} of {1} failed. {2}', errors.length, count, told),
    { cause: first, mend: known.find(({ mend }) => mend)?.mend },
  );
}
