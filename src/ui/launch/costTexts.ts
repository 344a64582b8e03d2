import * as vscode from 'vscode';
import {
  costPerHour,
  maximumCost,
  onDemandPerHour,
  type CostPlan,
  type KnownCost,
  type UnknownCost,
} from '../../core/cost/cost';
import { moneyText } from '../../core/cost/money';
import type { PriceTable } from '../../core/cost/priceTable';
import { formatDuration } from '../time';

/** What a job costs, in a line; and where that is known from. */
export interface CostTexts {
  readonly text: string;
  readonly detail: string | null;
}

/** `≈ $0.23/h · at most $0.24 in 1 h 0 m`; nobody is to read an unknown price as none. */
export function costTexts(bill: CostPlan, prices: PriceTable | undefined): CostTexts {
  const atMost = maximumCost(bill, prices);
  if (!atMost.isKnown) {
    return { text: unknownText(atMost), detail: prices ? dayText(prices) : null };
  }
  return {
    text: `${hourText(bill, prices)} · ${atMostText(atMost, bill)}`,
    detail: [dayText(atMost), storageText(atMost, bill), ...restTexts(atMost, bill)].join(' '),
  };
}

/** The most that a job can cost, rounded up: `$1,520`. */
export const mostText = (cost: KnownCost): string => moneyText(cost, vscode.env.language, 'up');

function hourText(bill: CostPlan, prices: PriceTable | undefined): string {
  const onDemand = onDemandPerHour(bill, prices);
  const money = onDemand.isKnown ? moneyText(onDemand, vscode.env.language) : '';
  return costPerHour(bill, prices).isKnown
    ? vscode.l10n.t('≈ {0}/h', money)
    : vscode.l10n.t('≈ {0}/h, or less as spot capacity', money);
}

function atMostText(cost: KnownCost, { maxRuntime = 0, keepAlive = 0 }: CostPlan): string {
  const runtime = formatDuration(maxRuntime * 1000);
  return keepAlive > 0
    ? vscode.l10n.t(
        'at most {0} in {1} and {2} kept warm',
        ...[mostText(cost), runtime, formatDuration(keepAlive * 1000)],
      )
    : vscode.l10n.t('at most {0} in {1}', mostText(cost), runtime);
}

function dayText({ date }: Pick<PriceTable, 'date'>): string {
  const day = new Date(`${date}T12:00`);
  const shown = day.toLocaleDateString(vscode.env.language, { dateStyle: 'medium' });
  return vscode.l10n.t('By AWS’s price list of {0}, before taxes and discounts.', shown);
}

function storageText(cost: KnownCost, { volumeSize = 0 }: CostPlan): string {
  return cost.isWithoutStorage
    ? vscode.l10n.t('The storage of the instances comes on top: its price is not known.')
    : vscode.l10n.t('The most includes {0} GB of storage at each instance.', volumeSize);
}

/** What is billed beside the time and the storage, and what of it nothing bounds. */
function restTexts(cost: KnownCost, { stopping = 0, rules = [] }: CostPlan): readonly string[] {
  const types = [...new Set(rules)].join(', ');
  const stop = vscode.l10n.t(
    'It includes {0} to stop; time to save the results is billed as well, and has no bound.',
    formatDuration(stopping * 1000),
  );
  return [
    ...(stopping > 0 ? [stop] : []),
    ...(cost.isWithoutRules
      ? [vscode.l10n.t('The rules on {0} come on top: their price is not known.', types)]
      : []),
  ];
}

function unknownText({ why, types }: UnknownCost): string {
  switch (why) {
    case 'noPrice':
      return vscode.l10n.t('unknown; no price of training on {0} is listed', types.join(', '));
    case 'reserved':
      return vscode.l10n.t('paid for with the training plan');
    case 'noTime':
    case 'noInstances':
      return vscode.l10n.t('unknown until it is said on what the job runs, and for how long');
    case 'spot':
    case 'noList':
      return vscode.l10n.t('unknown; AWS bills the time of the instances');
  }
}
