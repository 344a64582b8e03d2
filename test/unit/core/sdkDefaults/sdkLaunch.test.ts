import assert from 'node:assert/strict';
import { sdkLaunch } from '../../../../src/core/sdkDefaults/sdkLaunch';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';

const launch: TrainingLaunch = {
  ...{ jobName: 'a', sourceDirectory: '/a', script: 'train.py', alsoPacked: [], channels: [] },
  ...{ hyperparameters: [], metrics: [], image: 'i', installRequirements: false },
  ...{ maxRuntimeSeconds: 60, instanceType: 'ml.m5.large' },
};
const nothingOff = { isNetworkIsolated: false, encryptsTraffic: false };

const defaults: LaunchSettings = {
  ...noSettings,
  fields: {
    ...{ outputUri: 's3://bucket/', outputKmsKey: 'alias/out', volumeKmsKey: 'alias/volume' },
    ...{ subnets: 'subnet-1', securityGroups: 'sg-1', isIsolated: 'true', encryptsTraffic: 'true' },
  },
  tags: [{ name: 'team', value: 'birds' }],
  environment: [{ name: 'MODE', value: 'fast' }],
};

describe('what defaults of the SageMaker SDK add to a launch', () => {
  it('is nothing where they say nothing', () => {
    assert.deepEqual(sdkLaunch(launch, noSettings, nothingOff), {});
  });

  it('is all that they say where the launch leaves it open', () => {
    assert.deepEqual(sdkLaunch(launch, defaults, nothingOff), {
      ...{ outputUri: 's3://bucket/', outputKmsKey: 'alias/out', volumeKmsKey: 'alias/volume' },
      vpc: { subnets: ['subnet-1'], securityGroups: ['sg-1'] },
      ...{ isNetworkIsolated: true, encryptsTraffic: true },
      ...{ environment: { MODE: 'fast' }, tags: { team: 'birds' } },
    });
  });

  it('is nothing of what the launch says, and of names what it does not', () => {
    const said: TrainingLaunch = {
      ...{ ...launch, outputUri: 's3://own/', outputKmsKey: 'k', volumeKmsKey: 'v' },
      vpc: { subnets: ['subnet-2'], securityGroups: ['sg-2'] },
      ...{ environment: { MODE: 'slow', A: 'a' }, tags: { owner: 'me' } },
    };
    const off = { isNetworkIsolated: true, encryptsTraffic: true };
    assert.deepEqual(sdkLaunch(said, defaults, off), {
      environment: { MODE: 'slow', A: 'a' },
      tags: { team: 'birds', owner: 'me' },
    });
  });
});
