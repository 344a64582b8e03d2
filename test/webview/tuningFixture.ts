import type { Trial, TuningJob } from '../../src/core/tuning/tuningJob';
import type { tuningContract, TuningState } from '../../src/shared/contracts/tuning';
import type { Handlers } from '../../src/shared/rpc/contract';

const began = Date.UTC(2026, 10, 21, 10);
const minute = 60_000;

/** Numbers between 0 and 1 that look random and are the same each time. */
const noise = (seed: number): number => Math.abs(Math.sin(seed * 12.9898) * 43758.5453) % 1;

export const tuningTrial = (number: number, more: Partial<Trial> = {}): Trial => {
  const eta = 0.01 + noise(number) * 0.5;
  const depth = 2 + Math.floor(noise(number + 0.5) * 8);
  return {
    name: `xgb-sweep-02-${String(number).padStart(3, '0')}-a1b2c3d4`,
    number,
    status: 'Completed',
    objectiveStatus: 'Succeeded',
    objective: String(0.95 - Math.abs(eta - 0.12) * 0.3 - Math.abs(depth - 6) * 0.01),
    hyperparameters: {
      eta: String(eta),
      max_depth: String(depth),
      booster: noise(number + 0.25) > 0.5 ? 'gbtree' : 'dart',
    },
    definition: '',
    createdAt: began + number * minute,
    startedAt: began + number * minute + 30_000,
    endedAt: began + number * minute + 30_000 + 4 * minute + noise(number) * minute,
    failureReason: '',
    ...more,
  };
};

/** Trials of a job that goes on: some have failed, the last run. */
export const someTuningTrials = (count: number): Trial[] =>
  Array.from({ length: count }, (_, i) => {
    if (i % 23 === 11) {
      const failureReason = 'AlgorithmError: out of memory\nExitCode: 137';
      return tuningTrial(i + 1, {
        status: 'Failed',
        objectiveStatus: 'Failed',
        objective: '',
        failureReason,
      });
    }
    return i < count - 4
      ? tuningTrial(i + 1)
      : tuningTrial(i + 1, {
          ...{ status: 'InProgress', objectiveStatus: 'Pending', objective: '', endedAt: null },
          startedAt: i === count - 1 ? null : Date.now() - 90_000,
        });
  });

export const tuningJob = (more: Partial<TuningJob> = {}): TuningJob => ({
  name: 'xgb-sweep-02',
  arn: 'arn:aws:sagemaker:us-east-1:123456789012:hyper-parameter-tuning-job/xgb-sweep-02',
  status: 'InProgress',
  failureReason: '',
  metric: 'validation:auc',
  direction: 'Maximize',
  target: null,
  strategy: 'Bayesian',
  stopsEarly: true,
  isAutotuned: false,
  createdAt: began,
  endedAt: null,
  counters: { completed: 53, running: 4, retried: 0, failed: 3, stopped: 0 },
  limits: { trials: 100, atOnce: 4, seconds: 7200 },
  usedSeconds: 4000,
  ranges: [
    { name: 'eta', kind: 'continuous', values: ['0.01', '0.5'], scaling: 'Logarithmic' },
    { name: 'max_depth', kind: 'integer', values: ['2', '9'], scaling: 'Linear' },
    { name: 'booster', kind: 'categorical', values: ['gbtree', 'dart'], scaling: '' },
  ],
  definitions: [],
  parents: ['xgb-sweep-01'],
  warmStart: 'IdenticalDataAndAlgorithm',
  convergedAt: null,
  best: null,
  overallBest: null,
  ...more,
});

export const tuningState = (
  trials: readonly Trial[],
  more: Partial<TuningState> = {},
): TuningState => ({
  jobName: 'xgb-sweep-02',
  connection: 'research · us-east-1',
  job: tuningJob(),
  trials,
  isWhole: true,
  phase: 'live',
  detail: '',
  mend: '',
  canStop: true,
  ...more,
});

/** A host that does nothing of what it is asked. */
export const tuningHandlers = (): Handlers<typeof tuningContract> => {
  const done = (): Promise<undefined> => Promise.resolve(undefined);
  return {
    refresh: done,
    mend: done,
    stopJob: done,
    openDescription: done,
    openTrialLogs: done,
    openTrialDescription: done,
    openTuningJob: done,
    copyTable: done,
  };
};
