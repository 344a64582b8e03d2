import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createJobOnce } from '../../../../src/aws/training/createJobOnce';
import { AppError } from '../../../../src/core/errors';
import { connectTo } from '../../../fakes/fakeConnection';
import { FakeService, fault, json, reset, type Script } from '../../../fakes/fakeService';
import { JobService, type Fate } from '../../../fakes/jobService';
import { memoryConnection } from '../../../fakes/memoryConnection';

const request = {
  TrainingJobName: 'iris-1',
  RoleArn: 'arn:aws:iam::123456789012:role/some',
  AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' },
  HyperParameters: { sagemaker_program: '"train.py"', epochs: '5' },
  InputDataConfig: [
    { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://bucket/data/' } } },
  ],
  OutputDataConfig: { S3OutputPath: 's3://bucket/' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
};

/** As the service gives it back: hyperparameters in another order, and more than was sent. */
const described = {
  ...request,
  HyperParameters: { epochs: '5', sagemaker_program: '"train.py"' },
  TrainingJobStatus: 'InProgress',
  EnableNetworkIsolation: false,
};

describe('creating a job once', () => {
  let now: number;
  let service: JobService;

  beforeEach(() => {
    now = Date.UTC(2026, 10, 21, 10);
    service = new JobService(() => now);
  });

  const clock = {
    now: () => now,
    sleep: (milliseconds: number, signal?: AbortSignal): Promise<void> => {
      signal?.throwIfAborted();
      now += milliseconds;
      return Promise.resolve();
    },
  };

  const create = (signal?: AbortSignal): Promise<void> =>
    createJobOnce({ ...memoryConnection(() => ({})), sagemaker: service }, request, {
      clock,
      signal,
    });

  /** The fates of the calls to create; the last one stays. */
  const fates = (...all: readonly Fate[]): ((operation: string) => Fate) => {
    let calls = 0;
    return (operation) =>
      operation === 'CreateTrainingJob' ? (all[Math.min(calls++, all.length - 1)] ?? well) : well;
  };
  const well: Fate = { takesEffect: true };

  it('asks for nothing more when all is well', async () => {
    await create();
    assert.deepEqual(service.calls, ['CreateTrainingJob']);
  });

  for (const failure of ['network', 'throttled', 'unexpected', 'quota', 'denied'] as const) {
    it(`finds the job of a call that failed as ${failure}`, async () => {
      service.fate = fates({ takesEffect: true, failure });
      await create();
      assert.deepEqual(service.calls, ['CreateTrainingJob', 'DescribeTrainingJob']);
    });
  }

  it('takes a job that is in use for its own when it is', async () => {
    service.add(request); // By the first of the SDK's own attempts.
    await create();
    assert.equal(service.created, 0);
  });

  it('repeats what had no effect', async () => {
    const lost: Fate = { takesEffect: false, failure: 'network' };
    service.fate = fates(lost, lost, well);
    await create();
    assert.equal(service.created, 1);
    assert.equal(service.calls.filter((name) => name === 'CreateTrainingJob').length, 3);
  });

  it('gives up a refusal at once', async () => {
    service.fate = fates({ takesEffect: false, failure: 'denied' });
    await assert.rejects(create(), { reason: 'denied' });
    assert.deepEqual(service.calls, ['CreateTrainingJob', 'DescribeTrainingJob']);
  });

  const others: readonly [string, object][] = [
    ['image', { AlgorithmSpecification: { TrainingImage: 'image:2' } }],
    ['role', { RoleArn: 'arn:aws:iam::123456789012:role/other' }],
    ['hyperparameter', { HyperParameters: { ...request.HyperParameters, epochs: '6' } }],
    ['output', { OutputDataConfig: { S3OutputPath: 's3://other/' } }],
    ['data', { InputDataConfig: [] }],
  ];
  for (const [what, change] of others) {
    it(`does not take a job with another ${what} for its own`, async () => {
      service.add({ ...request, ...change });
      await assert.rejects(create(), {
        reason: 'conflict',
        message: 'There is a training job named iris-1 already.',
      });
    });
  }

  it('does not take an old job for its own', async () => {
    service.add(request);
    now += 2 * 24 * 60 * 60 * 1000;
    await assert.rejects(create(), { reason: 'conflict' });
  });

  it('says so when it cannot be known whether the job is there', async () => {
    service.fate = (operation) => ({
      takesEffect: operation === 'CreateTrainingJob',
      failure: 'network',
    });
    await assert.rejects(create(), {
      reason: 'network',
      message: /iris-1 was created is not known/,
    });
  });

  it('repeats nothing once it is cancelled', async () => {
    const abort = new AbortController();
    service.fate = (operation) => {
      abort.abort();
      return operation === 'CreateTrainingJob' ? { takesEffect: false, failure: 'network' } : well;
    };
    await assert.rejects(create(abort.signal), { reason: 'cancelled' });
    assert.equal(service.calls.filter((name) => name === 'CreateTrainingJob').length, 1);
  });

  it('says so when it is cancelled and cannot know whether the job is there', async () => {
    const abort = new AbortController();
    let calls = 0;
    service.fate = (operation) => {
      abort.abort();
      const isLost = operation === 'CreateTrainingJob' || ++calls > 1;
      return isLost ? { takesEffect: false, failure: 'network' } : well;
    };
    await assert.rejects(create(abort.signal), { reason: 'network', message: /is not known/ });
  });

  it('never creates two jobs nor denies one, whatever is lost', async () => {
    const failure = fc.constantFrom('network', 'throttled', 'unexpected' as const);
    const fate = fc.record({ takesEffect: fc.boolean(), failure });
    const fatesOfCalls = fc.array(fc.option(fate, { nil: well }), { maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fatesOfCalls, async (all) => {
        service = new JobService(() => now);
        const queue = [...all];
        service.fate = () => queue.shift() ?? well;
        const error: unknown = await create().then(
          () => undefined,
          (one: unknown) => one,
        );
        assert.ok(service.created <= 1);
        if (error === undefined) {
          assert.equal(service.jobs.size, 1);
        } else {
          assert.ok(error instanceof AppError);
          const isUnknown = error.message.includes('is not known');
          assert.ok(isUnknown || service.jobs.size === 0, error.message);
        }
      }),
      { numRuns: 300 },
    );
  });

  describe('by the SDK', function () {
    this.timeout(20_000);
    const missing = fault('ValidationException', 'Requested resource not found.');
    const inUse = fault('ResourceInUse', 'Job name must be unique.');
    const found = (): Script =>
      json({ ...described, CreationTime: Date.UTC(2026, 10, 21, 10) / 1000 });

    /** Answers by operation, in turn, the last one again and again. */
    const by = (create: readonly Script[], describe: readonly Script[]): Script => {
      const counts = { CreateTrainingJob: 0, DescribeTrainingJob: 0 };
      return (received, response) => {
        const operation = received.operation as keyof typeof counts;
        const scripts = operation === 'CreateTrainingJob' ? create : describe;
        scripts[Math.min(counts[operation]++, scripts.length - 1)]?.(received, response);
      };
    };

    const run = async (
      create: readonly Script[],
      describe: readonly Script[],
    ): Promise<readonly string[]> => {
      const service = await FakeService.start(by(create, describe));
      const { senders, clock } = connectTo(service);
      const sagemaker = senders.sender('sagemaker');
      try {
        await createJobOnce({ ...memoryConnection(() => ({})), sagemaker }, request, { clock });
        return service.received.map(({ operation }) => operation);
      } finally {
        senders.dispose();
        await service.stop();
      }
    };

    it('finds the job when the connection is cut after it was created', async () => {
      const calls = await run([reset, inUse], [found()]);
      assert.deepEqual(calls, ['CreateTrainingJob', 'CreateTrainingJob', 'DescribeTrainingJob']);
    });

    it('finds the job when the service fails after it was created', async () => {
      await run([fault('InternalFailure', 'Oh.', 500), inUse], [found()]);
    });

    it('finds the job when its own job has used up the quota', async () => {
      await run([reset, fault('ResourceLimitExceeded', 'One at most.')], [found()]);
    });

    const denied = fault('AccessDeniedException', 'Not here.');

    it('believes a refusal of its only call where nothing can be looked up', async () => {
      await assert.rejects(run([denied], [denied]), { reason: 'denied' });
    });

    it('says that it does not know after a refusal of a call that was repeated', async () => {
      await assert.rejects(run([reset, denied], [denied]), {
        reason: 'network',
        message: /iris-1 was created is not known/,
      });
    });

    it('finds the job that the service shows late', async () => {
      await run([reset, inUse], [missing, missing, found()]);
    });

    it('creates it when nothing but errors came before', async () => {
      const failures = Array.from({ length: 5 }, () => reset);
      const calls = await run([...failures, json({ TrainingJobArn: 'arn' })], [missing]);
      assert.equal(calls.at(-1), 'CreateTrainingJob');
    });

    it('tells of another’s job', async () => {
      const other = json({ ...described, RoleArn: 'arn:aws:iam::1:role/other' });
      await assert.rejects(run([inUse], [other]), { reason: 'conflict' });
    });
  });
});
