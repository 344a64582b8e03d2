import { onDemandPerHour, type Cost } from '../../cost/cost';
import type { PriceTable } from '../../cost/priceTable';
import { describedBill } from '../jobBill';

/** How a job on spare capacity has fared. */
export interface SpotUse {
  /** Seconds that it ran, and those of them that are billed; absent until it has ended. */
  readonly trainingSeconds?: number | undefined;
  readonly billableSeconds?: number | undefined;
  /** How often its instances were taken away. */
  readonly interruptions: number;
  /** It has waited longer for capacity than it was allowed to. */
  readonly hasWaitedTooLong: boolean;
}

/** What DescribeTrainingJob tells of a job's spare capacity; `undefined` where it asked for none. */
export function spotUse(job: object): SpotUse | undefined {
  const described = job as Described;
  const { SecondaryStatusTransitions: transitions = [] } = described;
  const { SecondaryStatus: last } = described;
  return described.EnableManagedSpotTraining === true
    ? {
        trainingSeconds: described.TrainingTimeInSeconds,
        billableSeconds: described.BillableTimeInSeconds,
        interruptions: transitions.filter(({ Status }) => Status === 'Interrupted').length,
        hasWaitedTooLong: [last, ...transitions.map(({ Status }) => Status)].includes(
          'MaxWaitTimeExceeded',
        ),
      }
    : undefined;
}

/**
 * The share that was saved, from 0 to 1: (1 - BillableTimeInSeconds / TrainingTimeInSeconds), as
 * `BillableTimeInSeconds` of DescribeTrainingJob says it; `undefined` where nothing has run.
 */
export function spotSavedShare({ trainingSeconds = 0, billableSeconds }: SpotUse) {
  return trainingSeconds > 0 && billableSeconds !== undefined
    ? Math.max(0, 1 - billableSeconds / trainingSeconds)
    : undefined;
}

/** The money that was saved, by the on-demand price of the time that was not billed. */
export function spotSavedMoney(job: object, prices: PriceTable | undefined): Cost {
  const { trainingSeconds = 0, billableSeconds = NaN } = spotUse(job) ?? {};
  const perHour = onDemandPerHour(describedBill(job), prices);
  const saved = trainingSeconds - billableSeconds;
  if (!perHour.isKnown) {
    return perHour;
  }
  return saved > 0
    ? { ...perHour, amount: (perHour.amount * saved) / secondsInHour }
    : { isKnown: false, why: 'noTime', types: [] };
}

const secondsInHour = 3600;

interface Described {
  readonly EnableManagedSpotTraining?: boolean;
  readonly TrainingTimeInSeconds?: number;
  readonly BillableTimeInSeconds?: number;
  readonly SecondaryStatus?: string;
  readonly SecondaryStatusTransitions?: readonly { readonly Status?: string }[];
}
