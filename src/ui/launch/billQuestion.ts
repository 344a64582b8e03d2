import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import { placeOf } from '../../core/connections/connection';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import type { JobBill } from '../../core/training/jobBill';
import { askText, confirm } from '../../platform/prompts';
import { billCost, billText } from './billText';

/** Milliseconds that a question waits for the account that it names. */
const patience = 3000;

/**
 * Asks once before a job is created that costs money: whose account, where, what and for how long. Rejects
 * with `cancelled` where the answer is no. Nothing is asked where jobs cost nothing.
 */
export async function confirmBill(
  connection: Connection,
  jobName: string,
  bill: JobBill,
): Promise<void> {
  if (!connection.info.traits.billable) {
    return;
  }
  // Whose account it is decides whether it is protected; where nothing tells, its profile does.
  await connection.account(AbortSignal.timeout(patience)).catch(() => undefined);
  const { info } = connection;
  const question = vscode.l10n.t('Start the training job {0}?', shownPath(jobName));
  const detail = [
    vscode.l10n.t('In {0}.', placeOf(info)),
    `${billText(bill)}.`,
    vscode.l10n.t('Cost: {0}.', billCost()),
  ].join('\n');
  const isMeant =
    (await confirm(question, detail, vscode.l10n.t('Start'))) &&
    (!info.traits.protected || (await isTyped(question, info.label)));
  if (!isMeant) {
    throw new AppError('cancelled', vscode.l10n.t('Cancelled'));
  }
}

/** In an account to be careful with, a click is too quick. The job's name is new and says nothing of it. */
async function isTyped(title: string, label: string): Promise<boolean> {
  const prompt = vscode.l10n.t('{0} is protected. Type its name to go on: {0}', label);
  const typed = await askText({
    title,
    prompt,
    validate: (text) => (text.trim() === label ? undefined : prompt),
  });
  return typed?.trim() === label;
}
