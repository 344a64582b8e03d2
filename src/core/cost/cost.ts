import { trainingRate, type PriceTable } from './priceTable';

/** What a training job is billed for. */
export interface CostPlan {
  /** One for each group of a job that has several types. */
  readonly instances: readonly { readonly type: string; readonly count: number }[];
  /** GB of storage at each instance. */
  readonly volumeSize?: number | undefined;
  /** Seconds; absent: not known. */
  readonly maxRuntime?: number | undefined;
  /** Seconds for which the instances may stay warm after it; they are billed as before. */
  readonly keepAlive?: number | undefined;
  /** Spare capacity, whose price nobody knows before. */
  readonly isSpot?: boolean | undefined;
  /** Seconds that a job may take to stop when its time is over; they are billed as well. */
  readonly stopping?: number | undefined;
  /** Types of the instances of Debugger's rules, one for each, which run beside the job and are paid for. */
  readonly rules?: readonly string[] | undefined;
  /** Runs on capacity that was paid for with a training plan. */
  readonly isReserved?: boolean | undefined;
}

export type Cost = KnownCost | UnknownCost;

/** An estimate. */
export interface KnownCost {
  readonly isKnown: true;
  /** In `currency`, never 0. */
  readonly amount: number;
  /** ISO 4217 */
  readonly currency: string;
  /** Day of the prices: `2026-09-24`. */
  readonly date: string;
  /** The storage comes on top, since its price or size is not known. */
  readonly isWithoutStorage: boolean;
  /** So do the instances of rules: the list has no price of processing. */
  readonly isWithoutRules: boolean;
}

export interface UnknownCost {
  readonly isKnown: false;
  readonly why: WhyUnknown;
  /** For `noPrice`: the instance types that the region's list has no price for. */
  readonly types: readonly string[];
}

/**
 * `noList`: no price list of the region. `noPrice`: it lacks a type. `spot`: the price of spare capacity.
 * `reserved`: paid for with a training plan. `noTime`: no bound. `noInstances`: none, or no number of them.
 */
export type WhyUnknown = 'noList' | 'noPrice' | 'spot' | 'reserved' | 'noTime' | 'noInstances';

/**
 * What the instances cost in an hour, as AWS lists it. A job of several types has no price where one of
 * them has none. `prices` are those of the job's region.
 */
export function costPerHour(plan: CostPlan, prices: PriceTable | undefined): Cost {
  return plan.isSpot === true ? unknown('spot') : onDemandPerHour(plan, prices);
}

/**
 * What the job can cost at most, in the time that it may run, stop and stay warm. How long it takes to
 * save what it leaves is billed too, and nothing bounds it. Billed is the time from its
 * start to its end (`TrainingStartTime`, `TrainingEndTime`) for each instance; retries count into the one
 * longest time (StoppingCondition of the API). Spare capacity costs what on-demand does at most, as
 * `BillableTimeInSeconds` of DescribeTrainingJob carries its discount.
 */
export function maximumCost(plan: CostPlan, prices: PriceTable | undefined): Cost {
  const perHour = onDemandPerHour(plan, prices);
  const { maxRuntime, keepAlive = 0, stopping = 0 } = plan;
  if (!perHour.isKnown || !prices) {
    return perHour;
  }
  if (!isAmount(maxRuntime) || !(keepAlive >= 0)) {
    return unknown('noTime');
  }
  const hours = (maxRuntime + stopping + keepAlive) / secondsInHour;
  const storage = storagePerHour(plan, prices);
  return {
    ...perHour,
    amount: (perHour.amount + (storage ?? 0)) * hours,
    isWithoutStorage: storage === undefined,
  };
}

const secondsInHour = 3600;

/** AWS bills GB-months by the hours of the month; February's are the fewest, and dearest. */
const hoursInMonth = 28 * 24;

/** What the same job costs in an hour without spare capacity. */
export function onDemandPerHour(plan: CostPlan, prices: PriceTable | undefined): Cost {
  const { instances, rules = [] } = plan;
  if (plan.isReserved === true) {
    return unknown('reserved');
  }
  if (instances.length === 0 || !instances.every(({ count }) => isCount(count))) {
    return unknown('noInstances');
  }
  if (!prices) {
    return unknown('noList');
  }
  const rates = instances.map(({ type }) => trainingRate(prices, type));
  const missing = instances.filter((_, index) => rates[index] === undefined);
  if (missing.length > 0) {
    return unknown(
      'noPrice',
      missing.map(({ type }) => type),
    );
  }
  const { currency, date } = prices;
  const amount = sum(instances.map(({ count }, index) => count * (rates[index] ?? NaN)));
  const isWithoutRules = rules.length > 0;
  return { isKnown: true, amount, currency, date, isWithoutStorage: true, isWithoutRules };
}

/** `undefined`: not known. */
function storagePerHour(
  { instances, volumeSize }: CostPlan,
  { storage }: PriceTable,
): number | undefined {
  return storage === null || !isAmount(volumeSize)
    ? undefined
    : (sum(instances.map(({ count }) => count)) * volumeSize * storage) / hoursInMonth;
}

const unknown = (why: WhyUnknown, types: readonly string[] = []): UnknownCost => ({
  isKnown: false,
  why,
  types: [...new Set(types)],
});

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0);

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value > 0;

const isAmount = (value: number | undefined): value is number =>
  value !== undefined && Number.isFinite(value) && value > 0;
