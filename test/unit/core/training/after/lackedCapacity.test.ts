import assert from 'node:assert/strict';
import { mayHaveLackedCapacity } from '../../../../../src/core/training/after/lackedCapacity';
import { failureCause } from '../../../../../src/core/training/failureCause';

describe('whether a job may have lacked instances', () => {
  for (const [status, phase, reason, expected] of [
    [
      'Failed',
      'Failed',
      'CapacityError: Unable to provision requested ML compute capacity. Retry.',
      true,
    ],
    ['Failed', 'Failed', 'AlgorithmError: ExecuteUserScriptError:\nExitCode 1', false],
    ['Failed', 'Failed', 'InternalServerError: We encountered an internal error.', false],
    ['Failed', undefined, undefined, true],
    ['Stopped', 'MaxWaitTimeExceeded', undefined, true],
    ['Stopped', 'Stopped', undefined, false],
    ['Stopped', undefined, undefined, false],
  ] as const) {
    it(`is ${String(expected)} of ${status}, ${phase ?? 'no phase'}, ${reason ?? 'no cause'}`, () => {
      const cause = reason && failureCause(reason);
      assert.equal(mayHaveLackedCapacity({ status, phase }, cause), expected);
    });
  }
});
