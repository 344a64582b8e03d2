import * as vscode from 'vscode';
import type {
  InstanceQuota,
  InstanceQuotas,
  QuotasAsked,
} from '../../../aws/pickers/instanceQuotas';
import { moneyText } from '../../../core/cost/money';
import { trainingRate, type PriceTable } from '../../../core/cost/priceTable';
import type { QuotaUse } from '../../../core/preflight/quota';
import { instanceFacts, instanceTypes } from '../../../core/training/settings/instanceTypes';
import { back, pickGrowing, type Filling, type GrowingRow } from '../../../platform/growingPick';
import { numberText } from '../../numberText';
import { instanceText } from '../instanceText';
import { heading, joined, lackOf, usedFirst, type PickRow } from './pickRows';

export interface InstancePorts {
  /** Of the region, as far as they are at hand. */
  prices(): Promise<PriceTable | undefined>;
  /** Fails where no quotas can be read. */
  quotas(asked: QuotasAsked, signal: AbortSignal): Promise<void>;
}

interface InstanceChoice {
  /** Types, the one that was used last first. */
  readonly used: readonly string[];
  readonly use: QuotaUse;
}

/** Lets the person choose an instance type: all at once, then with prices and what the account may have of each. */
export async function pickInstanceType(
  ports: InstancePorts,
  choice: InstanceChoice,
): Promise<string | undefined> {
  const chosen = await pickGrowing<string>(
    {
      title: vscode.l10n.t('Instance type'),
      placeholder: vscode.l10n.t('Choose what the job runs on'),
    },
    (filling) => fill(filling, ports, choice),
  );
  return chosen === back ? undefined : chosen;
}

/** What is known of the types by now. */
export interface Known {
  readonly prices?: PriceTable | undefined;
  readonly quotas?: InstanceQuotas | undefined;
  /** What the quotas are of; on-demand instances unless it says otherwise. */
  readonly use?: QuotaUse;
  /** Why there are no quotas. */
  readonly lack?: string | undefined;
}

async function fill(
  filling: Filling<string>,
  ports: InstancePorts,
  { used, use }: InstanceChoice,
): Promise<void> {
  let known: Known = { use };
  const tell = (more: Known): void => {
    known = { ...known, ...more };
    filling.show(rowsOf(known, used));
  };
  tell({});
  const quotas = ports.quotas(
    { types: instanceTypes, use, show: (found) => tell({ quotas: found }) },
    filling.signal,
  );
  await Promise.all([
    ports.prices().then((prices) => tell({ prices })),
    quotas.catch((error: unknown) => tell({ lack: lackOf(error) })),
  ]);
}

function rowsOf(known: Known, used: readonly string[]): readonly PickRow<string>[] {
  const { quotas, lack } = known;
  const types = usedFirst(instanceTypes, used, (type) => type);
  const isAllowed = (type: string): boolean => quotas === undefined || mostOf(quotas, type) !== 0;
  const row = (type: string): GrowingRow<string> => typeRow(type, known, used.includes(type));
  const refused = types.filter((type) => !isAllowed(type));
  return [
    // It stands beside the first row, so that it has to be short: rows say what is missing.
    ...(lack === undefined ? [] : [heading(lack)]),
    ...types.filter(isAllowed).map(row),
    ...(refused.length === 0
      ? []
      : [heading(vscode.l10n.t('none of these for this account, unless it asks for a quota'))]),
    ...refused.map(row),
  ];
}

const mostOf = (quotas: InstanceQuotas, type: string): number | undefined => quotas.get(type)?.most;

export function typeRow(
  type: string,
  { prices, quotas, use, lack }: Known,
  isUsed: boolean,
): GrowingRow<string> {
  const facts = instanceFacts(type);
  const quota = lack === undefined ? quotas?.get(type) : {};
  return {
    ...{ label: quota?.most === 0 ? `$(circle-slash) ${type}` : type, value: type },
    description: joined(
      facts && instanceText(facts),
      isUsed ? vscode.l10n.t('used before') : undefined,
    ),
    detail: joined(
      prices && priceText(type, prices),
      quota && quotaText(quota, use === 'spot training job'),
    ),
  };
}

function priceText(type: string, prices: PriceTable): string {
  const amount = trainingRate(prices, type);
  const { currency } = prices;
  return amount === undefined
    ? vscode.l10n.t('price not known')
    : vscode.l10n.t('{0}/h', moneyText({ amount, currency }, vscode.env.language));
}

function quotaText({ most, isDefault, inUse }: InstanceQuota, isSpot: boolean): string {
  if (most === undefined) {
    return isSpot ? vscode.l10n.t('spot quota not known') : vscode.l10n.t('quota not known');
  }
  const text = (isSpot ? spotQuota : plainQuota)(numberText(most), isDefault === true);
  return joined(text, inUse && usageText(inUse));
}

const plainQuota = (count: string, isDefault: boolean): string =>
  isDefault
    ? vscode.l10n.t('quota of {0} by default', count)
    : vscode.l10n.t('quota of {0}', count);

const spotQuota = (count: string, isDefault: boolean): string =>
  isDefault
    ? vscode.l10n.t('spot quota of {0} by default', count)
    : vscode.l10n.t('spot quota of {0}', count);

function usageText({ instances, isAll }: NonNullable<InstanceQuota['inUse']>): string {
  const count = numberText(instances);
  return isAll ? vscode.l10n.t('{0} in use', count) : vscode.l10n.t('{0} or more in use', count);
}
