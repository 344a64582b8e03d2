import assert from 'node:assert/strict';
import { press, shown, typing } from '../../fakes/fakeVscode';
import { showWarmPools, type WarmPoolServices } from '../../../src/commands/afterWarmPools';
import { AppError } from '../../../src/core/errors';
import { warmPoolOf, type WarmPool } from '../../../src/core/training/after/warmPool';
import { boxes, type FakeBox } from '../../fakes/fakeBox';
import { fakeConnection } from '../../fakes/fakeKind';

const ended = Date.UTC(2026, 10, 21, 10);
const prices = {
  ...{ region: 'us-east-1', currency: 'USD', date: '2026-11-01', storage: null },
  training: { 'ml.g5.xlarge': 1.2 },
};

const pool = (TrainingJobName: string, Status: string): WarmPool => {
  const found = warmPoolOf({
    ...{ TrainingJobName, TrainingEndTime: new Date(ended), WarmPoolStatus: { Status } },
    ResourceConfig: {
      ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 2, KeepAlivePeriodInSeconds: 1800 },
    },
  });
  assert.ok(found);
  return found;
};

describe('the list of warm pools', () => {
  let pools: Record<string, readonly WarmPool[] | AppError>;
  let isAll: boolean;
  let letGo: string[];
  let refreshed: number;
  let isProtected: boolean;
  let seen: FakeBox | undefined;

  const services = (): WarmPoolServices => {
    const open = (id: string) =>
      Promise.resolve({
        ...fakeConnection(id, { billable: true, runsHere: false, protected: isProtected }),
        account: () => Promise.resolve({ id: '123456789012' }),
      });
    const list = ({ info }: { readonly info: { readonly id: string } }) => {
      const found = pools[info.id] ?? [];
      return found instanceof AppError
        ? Promise.reject(found)
        : Promise.resolve({ pools: found, isAll });
    };
    const backend = {
      kinds: [{ id: 'trainingJob', noun: 'training job' }],
      prices: { known: () => Promise.resolve(prices) },
      warmPools: {
        list,
        letGo: (_connection: object, name: string) => Promise.resolve(void letGo.push(name)),
      },
    };
    return {
      backend: () => Promise.resolve(backend),
      chosen: {
        shown: [
          { id: 'sandbox', label: 'Local sandbox', runsHere: true },
          ...Object.keys(pools).map((id) => ({ id, label: id, runsHere: false })),
        ],
        openById: open,
        openShown: open,
      },
      tree: {
        refresh: () => {
          refreshed++;
          return Promise.resolve();
        },
      },
      clock: { now: () => ended + 420_000 },
      output: { error: () => undefined },
    } as unknown as WarmPoolServices;
  };

  beforeEach(() => {
    pools = { prod: [pool('busy', 'InUse'), pool('warm', 'Available')] };
    [isAll, letGo, refreshed, isProtected, seen] = [true, [], 0, false, undefined];
    shown.length = 0;
    typing.texts = [];
    typing.asked.length = 0;
    boxes.use = (box) => {
      seen = box;
      setImmediate(() => box.accept('$(flame) warm'));
    };
  });

  afterEach(() => {
    press(undefined);
    boxes.use = undefined;
  });

  it('says what each costs and for how long, those that wait first', async () => {
    boxes.use = (box) => {
      seen = box;
      setImmediate(() => box.hide());
    };
    await showWarmPools(services());
    const items = (seen?.items ?? []) as readonly {
      label: string;
      description?: string;
      detail?: string;
    }[];
    assert.match(items[0]?.description ?? '', /^2 × ml\.g5\.xlarge · .*us-east-1/);
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['$(flame) warm', 'warm for 23 m 0 s more, ≈ $2.40/h, ≈ $0.28 so far'],
        ['$(loading~spin) busy', 'in use by this job'],
      ],
    );
    assert.deepEqual(shown, [], 'nothing is asked of who leaves');
  });

  it('lets the chosen one go after a question, and reads the rows anew', async () => {
    await showWarmPools(services());
    assert.deepEqual(letGo, [], 'nobody has agreed');
    assert.equal(shown[0]?.message, 'Let go the warm pool of warm?');
    assert.match(shown[0].detail ?? '', /us-east-1[\s\S]*≈ \$0\.28 so far[\s\S]*cost nothing more/);
    press('Let Go');
    await showWarmPools(services());
    assert.deepEqual([letGo, refreshed], [['warm'], 1]);
  });

  it('has the name typed where the account is protected', async () => {
    isProtected = true;
    press('Let Go');
    typing.texts = ['other'];
    await showWarmPools(services());
    assert.deepEqual(letGo, []);
    typing.texts = ['warm'];
    await showWarmPools(services());
    assert.deepEqual(letGo, ['warm']);
  });

  it('says that there are none, and where', async () => {
    pools = { prod: [] };
    await showWarmPools(services());
    assert.deepEqual(
      shown.map(({ message }) => message),
      ['No warm pool is kept in prod.'],
    );
    pools = {};
    await showWarmPools(services());
    assert.equal(shown[1]?.message, 'Jobs of this computer leave no warm pools.');
  });

  it('shows those of one connection where another cannot be asked, and says so', async () => {
    pools = { ...pools, dev: new AppError('denied', 'sagemaker:ListTrainingJobs is not allowed.') };
    press('Let Go');
    await showWarmPools(services());
    assert.deepEqual(letGo, ['warm']);
    assert.equal(shown[0]?.message, 'sagemaker:ListTrainingJobs is not allowed.');
    pools = { dev: new AppError('denied', 'sagemaker:ListTrainingJobs is not allowed.') };
    await assert.rejects(showWarmPools(services()), { reason: 'denied' });
  });

  it('says that there are more than it lists', async () => {
    isAll = false;
    await showWarmPools(services());
    assert.equal(shown[0]?.message, 'Local sandbox has more warm pools than the 2 listed.');
  });
});
