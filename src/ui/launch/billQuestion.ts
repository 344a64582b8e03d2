import * as vscode from 'vscode';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../aws/connection';
import { maximumCost, type CostPlan } from '../../core/cost/cost';
import type { PriceTable } from '../../core/cost/priceTable';
import { placeOf, type ConnectionInfo } from '../../core/connections/connection';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { askText, confirm } from '../../platform/prompts';
import { readSetting } from '../../platform/settings';
import type { PriceBackend } from '../backend';
import { billText } from './billText';
import { costTexts, mostText } from './costTexts';

/** Milliseconds that a question waits for the account and the prices that it names. */
const patience = 3000;

/** What is asked about. */
interface BillOrder {
  readonly bill: CostPlan;
  readonly prices: PriceBackend;
  /** Ends the wait before the question, and makes its answer a no. */
  readonly signal: AbortSignal;
  /** What else is to be known of it, as a finished sentence. */
  readonly note?: string | undefined;
}

/**
 * Asks once before a job is created that costs money: whose account, where, what, for how long and for
 * how much. Rejects with `cancelled` where the answer is no, and as `identity` does where nothing tells
 * whose account it is. Nothing is asked where jobs cost nothing.
 */
export async function confirmBill(
  connection: Connection,
  jobName: string,
  order: BillOrder,
): Promise<void> {
  if (!connection.info.traits.billable) {
    return;
  }
  const [table] = await Promise.all([
    pricesInTime(order, connection),
    waitForAccount(connection, order.signal),
  ]);
  if (order.signal.aborted || !(await isMeant(connection.info, jobName, { ...order, table }))) {
    throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
  }
}

/** The number decides whether the account is protected, so that no launch goes on without; the alias may be slow. */
async function waitForAccount(connection: Connection, signal: AbortSignal): Promise<void> {
  await connection.identity(signal);
  const patient = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
  await connection.account(patient).catch(() => undefined);
}

async function isMeant(
  info: ConnectionInfo,
  jobName: string,
  { bill, table, signal, note }: BillOrder & { readonly table: PriceTable | undefined },
): Promise<boolean> {
  const question = vscode.l10n.t('Start the training job {0}?', shownPath(jobName));
  const detail = [
    vscode.l10n.t('In {0}.', placeOf(info)),
    `${billText(bill)}.`,
    costLine(bill, table),
    ...(note === undefined ? [] : [note]),
  ].join('\n');
  return (
    (await confirm(question, detail, vscode.l10n.t('Start'))) &&
    (!info.traits.protected || (await isTyped(question, info.label))) &&
    (await isMeantMoney(question, bill, table)) &&
    !signal.aborted
  );
}

/** Those that are there where better ones take too long; the reading goes on for the next question. */
async function pricesInTime(
  { prices, signal }: BillOrder,
  connection: Connection,
): Promise<PriceTable | undefined> {
  const wait = new AbortController();
  const either = AbortSignal.any([signal, wait.signal]);
  const late = sleep(patience, undefined, { signal: either }).catch(() => undefined);
  const current = prices.current(connection).catch(() => undefined);
  const table = await Promise.race([current, late]);
  wait.abort();
  return table ?? (await prices.known(connection));
}

function costLine(bill: CostPlan, table: PriceTable | undefined): string {
  const { text, detail } = costTexts(bill, table);
  const line = vscode.l10n.t('Cost: {0}.', text);
  return detail === null ? line : `${line} ${detail}`;
}

/** In an account to be careful with, a click is too quick. The job's name is new and says nothing of it. */
async function isTyped(title: string, label: string): Promise<boolean> {
  const prompt = vscode.l10n.t('{0} is protected. Type its name to go on: {0}', label);
  return await typed(title, prompt, (text) => text === label);
}

/** Beyond what the person has set the amount is to be read as well; one that is not known may be beyond it. */
async function isMeantMoney(
  title: string,
  bill: CostPlan,
  table: PriceTable | undefined,
): Promise<boolean> {
  const limit = readSetting('sagemakerWorkbench.launch.askAbove') ?? Infinity;
  const cost = maximumCost(bill, table);
  if (limit === Infinity) {
    return true;
  }
  if (!cost.isKnown) {
    return cost.why === 'reserved' || (await isUnknownMeant(title, bill));
  }
  if (cost.amount <= limit) {
    return !cost.isWithoutRules || (await isUnknownMeant(title, bill));
  }
  const amount = mostText(cost);
  const prompt = vscode.l10n.t('The job may cost up to {0}. Type the amount to go on: {0}', amount);
  return await typed(title, prompt, (text) => digits(text) === digits(amount));
}

async function isUnknownMeant(
  title: string,
  { instances, rules = [] }: CostPlan,
): Promise<boolean> {
  const all = [...instances.map(({ type }) => type), ...rules];
  const types = [...new Set(all)].join(', ') || title;
  const prompt = vscode.l10n.t(
    'What the job may cost is not known. Type what it runs on to go on: {0}',
    types,
  );
  return await typed(title, prompt, (text) => text === types);
}

/**
 * Without currency and grouping, in whichever digits and separators a person has: `$1,520` may be typed as
 * `1520`, `1.520` or `۱۵۲۰`, and `$25.26` as `25,26`.
 */
const digits = (text: string): string =>
  text
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit.codePointAt(0) ?? 0)))
    .replace(/[^\d.,٫]|[.,٫](?=\d{3}(?!\d))/g, '')
    .replace(/[,٫]/g, '.');

/** Decimal digits of a script stand in a row, from 0 to 9 (Unicode, 4.6). */
function digitValue(point: number): number {
  const isDigit = (other: number): boolean => /\p{Nd}/u.test(String.fromCodePoint(other));
  let first = point;
  while (isDigit(first - 1)) {
    first--;
  }
  return (point - first) % 10;
}

async function typed(
  title: string,
  prompt: string,
  isRight: (text: string) => boolean,
): Promise<boolean> {
  const validate = (text: string): string | undefined =>
    isRight(text.trim()) ? undefined : prompt;
  const text = await askText({ title, prompt, validate });
  return text !== undefined && isRight(text.trim());
}
