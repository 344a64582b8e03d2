import assert from 'node:assert/strict';
import { press, shown, typing, workbench } from '../../../fakes/fakeVscode';
import { bundledPrices } from '../../../../src/core/cost/bundledPrices';
import { describedBill, launchBill } from '../../../../src/core/training/jobBill';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { confirmBill } from '../../../../src/ui/launch/billQuestion';
import type { PriceTable } from '../../../../src/core/cost/priceTable';
import { fakeConnection } from '../../../fakes/fakeKind';

const connection = (traits: object) => {
  const fake = fakeConnection('profile:prod:eu-west-1', { billable: true, ...traits });
  const info = {
    ...fake.info,
    ...{ label: 'prod', region: 'eu-west-1', account: { id: '123456789012' } },
  };
  return {
    ...{ ...fake, info, account: () => Promise.resolve(info.account) },
    identity: () => Promise.resolve({ accountId: '123456789012', arn: 'arn' }),
  };
};

const { signal } = new AbortController();

const plan = { instances: [{ type: 'ml.g5.xlarge', count: 2 }], maxRuntime: 5400 };

/** How a connection with these prices answers. */
const priced = (table: PriceTable | undefined, known = table) => ({
  known: () => Promise.resolve(known),
  current: () => Promise.resolve(table),
});

const bill = { bill: plan, prices: priced(undefined), signal };

/** 2 × 1.408 × 1.5 h = 4.224, at most 4.23. */
const virginia = bundledPrices('us-east-1');

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

  it('asks all the same where nobody tells the name of the account', async () => {
    press('Start');
    const silent = { ...connection({}), account: () => Promise.reject(new Error('no answer')) };
    await confirmBill(silent, 'penguins', {
      ...{ bill: { instances: [], keepAlive: 600 }, prices: priced(virginia), signal },
    });
    assert.match(shown[0]?.detail ?? '', /unknown instances, for an unknown time, then kept warm/);
  });

  it('asks nothing where nobody tells whose account it is, as it may be protected', async () => {
    const nobody = { ...connection({}), identity: () => Promise.reject(new Error('no answer')) };
    await assert.rejects(confirmBill(nobody, 'penguins', bill), /no answer/);
    assert.deepEqual(shown, []);
  });

  it('asks nothing once the start was cancelled', async () => {
    press('Start');
    const cancelled = { ...bill, signal: AbortSignal.abort() };
    await assert.rejects(confirmBill(connection({}), 'penguins', cancelled), {
      reason: 'cancelled',
    });
    assert.deepEqual(shown, []);
  });

  it('names the price by the hour and the most that it can be, and of which day that is', async () => {
    press('Start');
    await confirmBill(connection({}), 'penguins', { bill: plan, prices: priced(virginia), signal });
    const [, , cost] = shown[0]?.detail?.split('\n') ?? [];
    assert.equal(
      cost,
      'Cost: ≈ $2.82/h · at most $4.23 in 1 h 30 m. By AWS’s price list of Sep 24, 2026, before taxes and discounts. The storage of the instances comes on top: its price is not known.',
    );
  });

  it('takes the prices that are there where better ones cannot be had', async () => {
    press('Start');
    const failing = {
      known: () => Promise.resolve(virginia),
      current: () => Promise.reject(new Error('no answer')),
    };
    await confirmBill(connection({}), 'penguins', { bill: plan, prices: failing, signal });
    assert.match(shown[0]?.detail ?? '', /at most \$4\.23/);
  });

  describe('above an amount that is set', () => {
    const big = {
      bill: { instances: [{ type: 'ml.p5.48xlarge', count: 1 }], maxRuntime: 86_400 },
      prices: priced(virginia),
      signal,
    };
    const askAbove = (amount: number | null | undefined): void => {
      workbench.settings = { 'sagemakerWorkbench.launch.askAbove': amount };
    };

    beforeEach(() => press('Start'));
    afterEach(() => (workbench.settings = {}));

    it('has the amount typed, with or without its currency', async () => {
      // 63.296 × 24 h = 1519.104, at most 1520.
      askAbove(1519.1);
      for (const text of [
        '1520',
        '$1,520',
        ' 1,520 ',
        '1.520',
        '1 520',
        '1’520',
        '۱۵۲۰',
        '１５２０',
      ]) {
        typing.texts = [text];
        await confirmBill(connection({}), 'penguins', big);
      }
      for (const text of ['152', '1519', '15.20', '15,20', '۱۵۲', '']) {
        typing.texts = [text];
        await assert.rejects(confirmBill(connection({}), 'penguins', big), { reason: 'cancelled' });
      }
      const prompts = new Set(typing.asked.map(({ prompt }) => prompt));
      assert.deepEqual(
        [...prompts],
        ['The job may cost up to $1,520. Type the amount to go on: $1,520'],
      );
    });

    it('has typed what the job runs on where its cost is not known, unless it is paid for', async () => {
      askAbove(0);
      const unknown = { ...big, prices: priced(undefined) };
      typing.texts = ['ml.p5.48xlarge'];
      await confirmBill(connection({}), 'penguins', unknown);
      typing.texts = ['yes'];
      await assert.rejects(confirmBill(connection({}), 'penguins', unknown), {
        reason: 'cancelled',
      });
      assert.equal(typing.asked.length, 2);
      await confirmBill(connection({}), 'penguins', {
        ...unknown,
        bill: { ...big.bill, isReserved: true },
      });
      assert.equal(typing.asked.length, 2);
    });

    it('takes cents behind the separator that a person types', async () => {
      askAbove(1);
      const small = { ...big, bill: { ...big.bill, maxRuntime: 1440 } };
      for (const text of ['25.32', '25,32', '٢٥٫٣٢']) {
        typing.texts = [text];
        await confirmBill(connection({}), 'penguins', small);
      }
      typing.texts = ['2532'];
      await assert.rejects(confirmBill(connection({}), 'penguins', small), { reason: 'cancelled' });
    });

    it('has typed what rules run on, whose price nobody knows', async () => {
      askAbove(1_000_000);
      typing.texts = ['ml.p5.48xlarge, ml.t3.medium'];
      const rules = ['ml.t3.medium'];
      await confirmBill(connection({}), 'penguins', { ...big, bill: { ...big.bill, rules } });
      assert.equal(typing.asked.length, 1);
      assert.match(shown[0]?.detail ?? '', /rules on ml\.t3\.medium come on top/);
    });

    it('asks no more below it, or for none', async () => {
      askAbove(1519.11);
      await confirmBill(connection({}), 'penguins', big);
      askAbove(null);
      await confirmBill(connection({}), 'penguins', big);
      await confirmBill(connection({}), 'penguins', { ...big, prices: priced(undefined) });
      assert.deepEqual(typing.asked, []);
      askAbove(0);
      typing.texts = ['4.23'];
      await confirmBill(connection({}), 'penguins', {
        bill: plan,
        prices: priced(virginia),
        signal,
      });
      assert.equal(typing.asked.length, 1);
    });
  });

  it('is about what a launch or a job that is repeated may use', () => {
    const launch = { instanceType: 'ml.m5.large', maxRuntimeSeconds: 60, keepAliveSeconds: 5 };
    const said = { instances: [{ type: 'ml.m5.large', count: 1 }], maxRuntime: 60, keepAlive: 5 };
    const usual = { volumeSize: 30, isSpot: false, isReserved: false, stopping: 120, rules: [] };
    assert.deepEqual(launchBill(launch as TrainingLaunch), { ...said, ...usual });
    const groups = [{ InstanceGroupName: 'a', InstanceType: 'ml.c5.xlarge', InstanceCount: 3 }];
    const stop = { StoppingCondition: { MaxRuntimeInSeconds: 60 } };
    assert.deepEqual(describedBill({ ResourceConfig: { InstanceGroups: groups }, ...stop }), {
      ...{ instances: [{ type: 'ml.c5.xlarge', count: 3 }], maxRuntime: 60, keepAlive: undefined },
      ...{ ...usual, volumeSize: undefined },
    });
    assert.deepEqual(describedBill({}).instances, []);
    const single = { InstanceType: 'ml.c5.xlarge', InstanceCount: 2, InstanceGroups: [] };
    assert.deepEqual(describedBill({ ResourceConfig: single }).instances, [
      { type: 'ml.c5.xlarge', count: 2 },
    ]);
    const rules = {
      DebugRuleConfigurations: [
        { RuleConfigurationName: 'free' },
        { InstanceType: 'ml.t3.medium' },
      ],
      ProfilerRuleConfigurations: [{ InstanceType: 'ml.m5.large' }],
    };
    assert.deepEqual(describedBill(rules).rules, ['ml.t3.medium', 'ml.m5.large']);
  });

  it('is about what the fields of the API say, which win', () => {
    const launch = {
      ...{ instanceType: 'ml.m5.large', maxRuntimeSeconds: 60, spot: { maxWaitSeconds: 90 } },
      apiFields: {
        ResourceConfig: {
          InstanceType: 'ml.p5.48xlarge',
          InstanceCount: 4,
          TrainingPlanArn: 'arn',
        },
        EnableManagedSpotTraining: null,
      },
    };
    assert.deepEqual(launchBill(launch as unknown as TrainingLaunch), {
      instances: [{ type: 'ml.p5.48xlarge', count: 4 }],
      ...{ volumeSize: 30, maxRuntime: 60, keepAlive: undefined, isSpot: false, isReserved: true },
      ...{ stopping: 120, rules: [] },
    });
  });
});
