import * as vscode from 'vscode';
import type { Cost } from '../../core/cost/cost';
import { moneyText } from '../../core/cost/money';
import type { PriceTable } from '../../core/cost/priceTable';
import { numberFormat } from '../../core/numberFormat';
import type { Fact } from '../../core/resources/kind';
import { spotSavedMoney, spotSavedShare, spotUse } from '../../core/training/after/spotUse';
import {
  poolCostPerHour,
  poolCostSoFar,
  stillWarm,
  waitedSeconds,
  warmPoolOf,
  type WarmPool,
} from '../../core/training/after/warmPool';
import { formatDuration } from '../time';

/** What prices and time make of a job's description. */
export interface AfterContext {
  /** Of the job's region; `undefined`: not known. */
  readonly prices: PriceTable | undefined;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * What a training job's description tells of its warm pool and its spare capacity, as rows show it. The
 * first replaces what the list tells of the pool, by the list's own label.
 */
export function afterFacts(job: object, context: AfterContext): readonly Fact[] {
  const pool = warmPoolOf(job);
  const spot = spotText(job, context.prices);
  return [
    ...(pool ? [{ label: 'Warm pool', value: poolText(pool, context) }] : []),
    ...(spot === undefined ? [] : [{ label: vscode.l10n.t('Spot capacity'), value: spot }]),
  ];
}

/** `warm for 23 m 0 s more, ≈ $2.40/h, ≈ $0.40 so far` */
export function poolText(pool: WarmPool, context: AfterContext): string {
  switch (pool.status) {
    case 'Available':
      return joined(
        warmText(pool, context.now),
        poolHourText(pool, context.prices),
        soFar(pool, context),
      );
    case 'InUse':
      return vscode.l10n.t('in use by this job');
    case 'Reused':
      return joined(
        pool.reusedBy === undefined
          ? vscode.l10n.t('taken by another job')
          : vscode.l10n.t('taken by {0}', pool.reusedBy),
        ...waited(pool, context),
      );
    case 'Terminated':
      return joined(vscode.l10n.t('ended'), ...waited(pool, context));
  }
}

/** `warm for 23 m 0 s more` */
function warmText(pool: WarmPool, now: number): string {
  const more = stillWarm(pool, now);
  return more === undefined
    ? vscode.l10n.t('warm')
    : vscode.l10n.t('warm for {0} more', formatDuration(more));
}

/** `≈ $2.40/h` */
function poolHourText(pool: WarmPool, prices: PriceTable | undefined): string {
  const cost = poolCostPerHour(pool, prices);
  return cost.isKnown ? vscode.l10n.t('≈ {0}/h', money(cost)) : unknownPrice();
}

/** `saved 70 %, ≈ $1.68; interrupted twice`; `undefined` where a job asked for no spare capacity. */
export function spotText(job: object, prices: PriceTable | undefined): string | undefined {
  const use = spotUse(job);
  if (!use) {
    return undefined;
  }
  const share = spotSavedShare(use);
  const saved = share === undefined ? [] : [savedText(share, spotSavedMoney(job, prices))];
  const waited = use.hasWaitedTooLong ? [vscode.l10n.t('waited too long for capacity')] : [];
  return joined(...saved, ...waited, interruptionsText(use.interruptions));
}

function savedText(share: number, saved: Cost): string {
  const percent = numberFormat(vscode.env.language, { maximumFractionDigits: 1 });
  const text = percent.format(share * 100);
  if (share === 0) {
    return vscode.l10n.t('saved nothing');
  }
  return saved.isKnown
    ? vscode.l10n.t('saved {0} %, ≈ {1}', text, money(saved))
    : vscode.l10n.t('saved {0} %, money unknown', text);
}

function interruptionsText(count: number): string {
  switch (count) {
    case 0:
      return vscode.l10n.t('never interrupted');
    case 1:
      return vscode.l10n.t('interrupted once');
    default:
      return vscode.l10n.t('interrupted {0} times', count);
  }
}

function soFar(pool: WarmPool, { prices, now }: AfterContext): string {
  const cost = poolCostSoFar(pool, prices, now);
  return cost.isKnown ? vscode.l10n.t('≈ {0} so far', money(cost)) : '';
}

/** `waited 12 m 0 s, ≈ $0.20` */
function waited(pool: WarmPool, { prices, now }: AfterContext): readonly string[] {
  const seconds = waitedSeconds(pool, now);
  const cost = poolCostSoFar(pool, prices, now);
  return [
    seconds === undefined ? '' : vscode.l10n.t('waited {0}', formatDuration(seconds * 1000)),
    cost.isKnown ? vscode.l10n.t('≈ {0}', money(cost)) : '',
  ];
}

const unknownPrice = (): string => vscode.l10n.t('price unknown');

const money = (cost: Cost & { readonly isKnown: true }): string =>
  moneyText(cost, vscode.env.language);

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join(', ');
