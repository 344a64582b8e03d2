import assert from 'node:assert/strict';
import { press, shown, typing } from '../../../fakes/fakeVscode';
import { describedBill, launchBill } from '../../../../src/core/training/jobBill';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { confirmBill } from '../../../../src/ui/launch/billQuestion';
import { fakeConnection } from '../../../fakes/fakeKind';

const connection = (traits: object) => {
  const fake = fakeConnection('profile:prod:eu-west-1', { billable: true, ...traits });
  const info = {
    ...fake.info,
    ...{ label: 'prod', region: 'eu-west-1', account: { id: '123456789012' } },
  };
  return { ...fake, info, account: () => Promise.resolve(info.account) };
};

const bill = { instances: [{ type: 'ml.g5.xlarge', count: 2 }], maxRuntime: 5400 };

describe('the question before a job that costs money', () => {
  beforeEach(() => {
    shown.length = 0;
    typing.asked.length = 0;
  });

  afterEach(() => press(undefined));

  it('names account, region, instances and hours, and takes no price for none', async () => {
    press('Start');
    await confirmBill(connection({}), 'penguins', bill);
    assert.deepEqual(shown, [
      {
        severity: 'warning',
        message: 'Start the training job penguins?',
        detail:
          'In prod · eu-west-1 · 123456789012.\n2 × ml.g5.xlarge, at most 1 h 30 m.\nCost: unknown; AWS bills the time of the instances.',
        buttons: ['Start'],
      },
    ]);
  });

  it('starts nothing without a yes', async () => {
    press(undefined);
    await assert.rejects(confirmBill(connection({}), 'penguins', bill), { reason: 'cancelled' });
  });

  it('asks nothing where jobs cost nothing', async () => {
    await confirmBill(connection({ billable: false }), 'penguins', bill);
    assert.deepEqual(shown, []);
  });

  it('has the name of a protected account typed', async () => {
    press('Start');
    const guarded = connection({ protected: true });
    typing.texts = ['produce'];
    await assert.rejects(confirmBill(guarded, 'penguins', bill), { reason: 'cancelled' });
    typing.texts = ['prod'];
    await confirmBill(guarded, 'penguins', bill);
    assert.deepEqual(
      typing.asked.map(({ prompt }) => prompt),
      Array(2).fill('prod is protected. Type its name to go on: prod'),
    );
  });

  it('asks all the same where nobody tells whose account it is', async () => {
    press('Start');
    const silent = { ...connection({}), account: () => Promise.reject(new Error('no answer')) };
    await confirmBill(silent, 'penguins', { instances: [], keepAlive: 600 });
    assert.match(shown[0]?.detail ?? '', /unknown instances, for an unknown time, then kept warm/);
  });

  it('is about what a launch or a job that is repeated may use', () => {
    const launch = { instanceType: 'ml.m5.large', maxRuntimeSeconds: 60, keepAliveSeconds: 5 };
    assert.deepEqual(launchBill(launch as TrainingLaunch), {
      ...{ instances: [{ type: 'ml.m5.large', count: 1 }], maxRuntime: 60, keepAlive: 5 },
    });
    const groups = [{ InstanceGroupName: 'a', InstanceType: 'ml.c5.xlarge', InstanceCount: 3 }];
    const stop = { StoppingCondition: { MaxRuntimeInSeconds: 60 } };
    assert.deepEqual(describedBill({ ResourceConfig: { InstanceGroups: groups }, ...stop }), {
      ...{ instances: [{ type: 'ml.c5.xlarge', count: 3 }], maxRuntime: 60, keepAlive: undefined },
    });
    assert.deepEqual(describedBill({}).instances, []);
  });
});
