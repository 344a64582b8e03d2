import * as vscode from 'vscode';
import type { Connection } from '../aws/connection';
import type { Sender, Capability, ItemKind, ResourceItem } from '../core/resources/kind';
import { AppError } from '../core/errors';
import { workOff } from '../core/workOff';
import type { Output } from '../platform/output';
import { withProgress } from '../platform/progress';
import { askText, confirm, notify } from '../platform/prompts';
import { actDetail } from './actQuestion';
import { namedCall } from './named';
import { openRow, shownName, type Opened, type OpenServices } from './opened';
import type { Called, Rows } from './rows';

export interface ActServices extends OpenServices {
  readonly rows: Rows;
  readonly output: Output;
  readonly tree: { refresh(): Promise<void> };
  /** Resources may be gone: open pages are to find out. */
  lookAgain(): void;
}

/** What a command does to each row, and what it says of it. */
interface Act {
  readonly capability: Capability;
  readonly note: (kind: ItemKind) => string | undefined;
  readonly call: (kind: ItemKind, api: Sender, item: ResourceItem) => Promise<void> | undefined;
  readonly question: (opened: Opened) => string;
  readonly questions: (count: number) => string;
  readonly closing?: () => string;
  readonly button: () => string;
  readonly title: () => string;
}

const acts = {
  start: {
    capability: 'start',
    note: ({ startNote }) => startNote,
    call: (kind, api, item) => kind.start?.(api, item),
    question: ({ kind, row }) => vscode.l10n.t('Start the {0} {1}?', kind.noun, shownName(row)),
    questions: (count) => vscode.l10n.t('Start {0} resources?', count),
    button: () => vscode.l10n.t('Start'),
    title: () => vscode.l10n.t('Starting'),
  },
  stop: {
    capability: 'stop',
    note: ({ stopNote }) => stopNote,
    call: (kind, api, item) => kind.stop?.(api, item),
    question: ({ kind, row }) => vscode.l10n.t('Stop the {0} {1}?', kind.noun, shownName(row)),
    questions: (count) => vscode.l10n.t('Stop {0} resources?', count),
    button: () => vscode.l10n.t('Stop'),
    title: () => vscode.l10n.t('Stopping'),
  },
  remove: {
    capability: 'delete',
    note: ({ removalNote }) => removalNote,
    call: (kind, api, item) => kind.remove?.(api, item),
    question: ({ kind, row }) => vscode.l10n.t('Delete the {0} {1}?', kind.noun, shownName(row)),
    questions: (count) => vscode.l10n.t('Delete {0} resources?', count),
    closing: () => vscode.l10n.t('This cannot be undone.'),
    button: () => vscode.l10n.t('Delete'),
    title: () => vscode.l10n.t('Deleting'),
  },
} satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof acts;

/** The control plane's rates are not published; the SDK's own clients stay at this. */
const atOnce = 4;

/** Starts, stops or deletes what was clicked or selected, after one question about all of it. */
export async function actOn(services: ActServices, name: ActName, called: Called): Promise<void> {
  const act: Act = acts[name];
  const { rows, left } = await services.rows.several(called, act.capability);
  const opened = await Promise.all(rows.map((row) => openRow(services, row)));
  if (opened.length > 0 && (await isMeant(act, { opened, left }))) {
    await carryOut(services, act, opened);
  }
}

type Asked = Pick<Parameters<typeof actDetail>[0], 'opened' | 'left'>;

async function isMeant(act: Act, asked: Asked): Promise<boolean> {
  const { opened } = asked;
  const [first] = opened;
  if (!first) {
    return false;
  }
  const question = opened.length === 1 ? act.question(first) : act.questions(opened.length);
  const detail = actDetail({ ...asked, note: act.note, closing: act.closing?.() });
  if (!(await confirm(question, detail, act.button()))) {
    return false;
  }
  const guarded = opened.filter(({ connection }) => connection.info.traits.protected);
  return guarded.length === 0 || isTyped(question, guarded, opened);
}

/** In an account to be careful with, a click is too quick: the name is typed, of several their count. */
async function isTyped(
  title: string,
  guarded: readonly Opened[],
  opened: readonly Opened[],
): Promise<boolean> {
  const [first] = opened;
  const isOne = opened.length === 1 && first;
  const wanted = isOne ? shownName(first.row) : String(opened.length);
  const label = [...new Set(guarded.map(({ connection }) => connection.info.label))].join(', ');
  const typed = await askText({
    title,
    prompt: isOne
      ? vscode.l10n.t('{0} is protected. Type the name to go on: {1}', label, wanted)
      : vscode.l10n.t('{0} is protected. Type how many there are to go on: {1}', label, wanted),
    validate: (text) =>
      text.trim() === wanted ? undefined : vscode.l10n.t('Type {0}, or press Escape.', wanted),
  });
  return typed?.trim() === wanted;
}

/** Goes on after a failure, and reports all of them together. */
async function carryOut(services: ActServices, act: Act, opened: readonly Opened[]): Promise<void> {
  const errors: unknown[] = [];
  const signedOut = new Set<Connection>();
  let ended = 0;
  await withProgress(act.title(), (report, signal) =>
    workOff(
      opened,
      atOnce,
      async ({ row, kind, connection }) => {
        if (signedOut.has(connection)) {
          return; // The others there would fail for the same.
        }
        report(shownName(row), ended / opened.length);
        try {
          await namedCall(row, kind.noun, () => act.call(kind, connection.sagemaker, row.item));
        } catch (error) {
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
  services.lookAgain();
  await services.tree.refresh().catch((error: unknown) => {
    services.output.error('refreshing the rows', error);
  });
  if (errors.length > 0) {
    throw together(errors, opened.length, services.output);
  }
  if (ended < opened.length) {
    const done = vscode.l10n.t('Cancelled after {0} of {1}.', ended, opened.length);
    void notify('info', done);
  }
}

/** How many failures are told in words; the log has every one. */
const mostTold = 3;

function together(errors: readonly unknown[], count: number, output: Output): unknown {
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
