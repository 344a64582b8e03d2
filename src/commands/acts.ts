import * as vscode from 'vscode';
import type { Sender, Capability, ItemKind, ResourceItem } from '../core/resources/kind';
import type { Output } from '../platform/output';
import { askText, confirm } from '../platform/prompts';
import { actDetail } from './actQuestion';
import { onEach, tellEnds } from './onEach';
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

/** Starts, stops or deletes what was clicked or selected, after one question about all of it. */
export async function actOn(services: ActServices, name: ActName, called: Called): Promise<void> {
  const act: Act = acts[name];
  const { rows, left } = await services.rows.several(called, act.capability);
  const opened = await Promise.all(rows.map((row) => openRow(services, row)));
  await learnAccounts(opened);
  if (opened.length > 0 && (await isMeant(act, { opened, left }))) {
    await carryOut(services, act, opened);
  }
}

/** Milliseconds that a question waits for the account that it names. */
const patience = 3000;

/** Whose account a connection is decides whether it is protected; where nothing tells, its profile does. */
export async function learnAccounts(opened: readonly Opened[]): Promise<void> {
  const connections = new Set(opened.map(({ connection }) => connection));
  const onAws = [...connections].filter(({ info }) => !info.traits.runsHere);
  const signal = AbortSignal.timeout(patience);
  await Promise.allSettled(onAws.map((connection) => connection.account(signal)));
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
export async function isTyped(
  title: string,
  guarded: readonly Opened[],
  opened: readonly Opened[],
): Promise<boolean> {
  const [first] = opened;
  const isOne = opened.length === 1 && first;
  const wanted = isOne ? shownName(first.row) : String(opened.length);
  const label = [...new Set(guarded.map(({ connection }) => connection.info.label))].join(', ');
  const prompt = isOne
    ? vscode.l10n.t('{0} is protected. Type the name to go on: {1}', label, wanted)
    : vscode.l10n.t('{0} is protected. Type how many there are to go on: {1}', label, wanted);
  const typed = await askText({
    title,
    prompt,
    // In the prompt's place, so that it goes on to tell the account.
    validate: (text) => (text.trim() === wanted ? undefined : prompt),
  });
  return typed?.trim() === wanted;
}

async function carryOut(services: ActServices, act: Act, opened: readonly Opened[]): Promise<void> {
  const ends = await onEach(act.title(), opened, ({ row, kind, connection }) =>
    act.call(kind, connection.sagemaker, row.item),
  );
  services.lookAgain();
  await services.tree.refresh().catch((error: unknown) => {
    services.output.error('refreshing the rows', error);
  });
  tellEnds(ends, opened.length, services.output);
}
