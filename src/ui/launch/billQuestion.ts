import * as vscode from 'vscode';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../../aws/connection';
import { maximumCost, type CostPlan } from '../../core/cost/cost';
import type { PriceTable } from '../../core/cost/priceTable';
import { placeOf } from '../../core/connections/connection';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { askText, confirm } from '../../platform/prompts';
import { readSetting } from '../../platform/settings';
import type { PriceBackend } from '../backend';
import { billText } from './billText';
import { costTexts, mostText } from './costTexts';

/** Milliseconds that a question waits for the account and the prices that it names. */
const patience = 3000;

/**
 * Asks once before a job is created that costs money: whose account, where, what, for how long and for
 * how much. Rejects with `cancelled` where the answer is no. Nothing is asked where jobs cost nothing.
 */
export async function confirmBill(
  connection: Connection,
  jobName: string,
  { bill, prices }: { readonly bill: CostPlan; readonly prices: PriceBackend },
): Promise<void> {
  if (!connection.info.traits.billable) {
    return;
  }
  // Whose account it is decides whether it is protected; where nothing tells, its profile does.
  const [table] = await Promise.all([
    pricesInTime(prices, connection),
    connection.account(AbortSignal.timeout(patience)).catch(() => undefined),
  ]);
  const { info } = connection;
  const question = vscode.l10n.t('Start the training job {0}?', shownPath(jobName));
  const detail = [
    vscode.l10n.t('In {0}.', placeOf(info)),
    `${billText(bill)}.`,
    costLine(bill, table),
  ].join('\n');
  const isMeant =
    (await confirm(question, detail, vscode.l10n.t('Start'))) &&
    (!info.traits.protected || (await isTyped(question, info.label))) &&
    (await isMeantMoney(question, bill, table));
  if (!isMeant) {
    throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
  }
}

/** Those that are there where better ones take too long; the reading goes on for the next question. */
async function pricesInTime(
  prices: PriceBackend,
  connection: Connection,
): Promise<PriceTable | undefined> {
  const wait = new AbortController();
  const late = sleep(patience, undefined, { signal: wait.signal }).catch(() => undefined);
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

/** Beyond what the person has set, the amount is to be read as well. */
async function isMeantMoney(
  title: string,
  bill: CostPlan,
  table: PriceTable | undefined,
): Promise<boolean> {
  const limit = readSetting('sagemakerWorkbench.launch.askAbove') ?? Infinity;
  const cost = maximumCost(bill, table);
  if (!cost.isKnown || cost.amount <= limit) {
    return true;
  }
  const amount = mostText(cost);
  const prompt = vscode.l10n.t('The job may cost up to {0}. Type the amount to go on: {0}', amount);
  return await typed(title, prompt, (text) => digits(text) === digits(amount));
}

/** Without currency and grouping: `$1,520` may be typed as `1520`, and `$25.26` as `25.26`. */
const digits = (text: string): string => text.replace(/[^\d.,]|[.,](?=\d{3}(?!\d))/g, '');

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
