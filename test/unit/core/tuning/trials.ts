import fc from 'fast-check';
import type { Trial } from '../../../../src/core/tuning/tuningJob';

/** A trial that has completed, but for what the test says. */
export const trial = (number: number, more: Partial<Trial> = {}): Trial => ({
  name: `sweep-${String(number).padStart(3, '0')}`,
  number,
  status: 'Completed',
  objectiveStatus: 'Succeeded',
  objective: '0.5',
  hyperparameters: {},
  definition: '',
  createdAt: number * 1000,
  startedAt: number * 1000,
  endedAt: number * 1000 + 500,
  failureReason: '',
  ...more,
});

const objective = fc.oneof(
  fc.integer({ min: -5, max: 5 }).map(String),
  fc.constantFrom('', 'NaN', 'Infinity', '-Infinity', '1e-7'),
);

const hyperparameters = fc.record(
  {
    eta: fc.constantFrom('0.1', '0.02', '1e-3', 'auto', ''),
    layers: fc.integer({ min: 1, max: 12 }).map(String),
    solver: fc.constantFrom('adam', 'sgd', '"adam"'),
  },
  { requiredKeys: [] },
);

/** Trials as a tuning job may have them, numbered. */
export const someTrials = fc
  .array(
    fc.record({
      status: fc.constantFrom('Completed', 'Failed', 'Stopped', 'InProgress'),
      objectiveStatus: fc.constantFrom('Succeeded', 'Failed', 'Pending', ''),
      objective,
      hyperparameters,
      startedAt: fc.option(fc.integer({ min: 0, max: 100 })),
      endedAt: fc.option(fc.integer({ min: 100, max: 120 })),
    }),
    { maxLength: 30 },
  )
  .map((all) => all.map((each, index) => trial(index + 1, each)));
