import { toTrialColumn, type TrialColumn, type TrialView } from '../../core/tuning/trialTable';
import type { Trial, TuningJob } from '../../core/tuning/tuningJob';
import { event, request } from '../rpc/contract';
import { flag, nothing, record, text } from '../rpc/parse';

/** Where the host stands with its reading. */
export type TuningPhase = 'loading' | 'live' | 'ended' | 'retrying';

/** Everything that the results page of a tuning job shows. */
export interface TuningState {
  readonly jobName: string;
  readonly connection: string;
  /** Absent until the service has described it. */
  readonly job: TuningJob | null;
  /** In the order of their creation, numbered from 1. */
  readonly trials: readonly Trial[];
  /** Whether all trials have been read, so that counts and the best one are of all. */
  readonly isWhole: boolean;
  readonly phase: TuningPhase;
  /** What is retried and why, or why nothing more comes; else empty. */
  readonly detail: string;
  /** Label of the one act that mends it; empty where there is none. */
  readonly mend: string;
  readonly canStop: boolean;
}

const column = (raw: unknown): TrialColumn => {
  const found = toTrialColumn(text(raw, 1000));
  if (found === undefined) {
    throw new TypeError('expected a column');
  }
  return found;
};

/** A name by the service's rule for training and tuning jobs; a page can name no other resource. */
const jobName = (raw: unknown): string => {
  const name = text(raw, 63);
  if (!/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/.test(name)) {
    throw new TypeError('expected the name of a job');
  }
  return name;
};

const named = (raw: unknown): { readonly name: string } => ({ name: jobName(record(raw)['name']) });

/** The whole conversation of a tuning job's results page. */
export const tuningContract = {
  requests: {
    /** Asks the service at once, whatever was to be waited for. */
    refresh: request<undefined, undefined>(nothing),
    mend: request<undefined, undefined>(nothing),
    stopJob: request<undefined, undefined>(nothing),
    openDescription: request<undefined, undefined>(nothing),
    openTrialLogs: request<{ readonly name: string }, undefined>(named),
    openTrialDescription: request<{ readonly name: string }, undefined>(named),
    /** Opens the results of another tuning job, such as the one that it has learnt from. */
    openTuningJob: request<{ readonly name: string }, undefined>(named),
    /** Puts the rows of a view on the clipboard, as comma-separated values. */
    copyTable: request<TrialView, undefined>((raw) => {
      const fields = record(raw);
      return {
        sort: column(fields['sort']),
        descending: flag(fields['descending']),
        text: text(fields['text'], 1000),
        status: text(fields['status'], 100),
      };
    }),
  },
  events: {
    state: event<TuningState>(),
  },
} as const;
