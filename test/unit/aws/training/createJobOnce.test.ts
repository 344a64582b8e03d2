import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createJobOnce } from '../../../../src/aws/training/createJobOnce';
import { untilAborted } from '../../../../src/aws/untilAborted';
import { AppError } from '../../../../src/core/errors';
import type { Sender } from '../../../../src/core/resources/kind';
import { JobService, type Fate } from '../../../fakes/jobService';
import { jobRequest as request } from '../../../fakes/jobRequest';
import { memoryConnection } from '../../../fakes/memoryConnection';

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
    ['count', { ResourceConfig: { ...request.ResourceConfig, InstanceCount: 2 } }],
    ['longest runtime', { StoppingCondition: { MaxRuntimeInSeconds: 7200 } }],
    ['number of hyperparameters', { HyperParameters: { ...request.HyperParameters, more: '1' } }],
    ['environment', { Environment: { A: 'b' } }],
    ['network', { VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] } }],
    ['checkpoint', { CheckpointConfig: { S3Uri: 's3://bucket/checkpoints/' } }],
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

  it('knows its job by what the service has filled in and named otherwise', async () => {
    const sent = {
      ...request,
      AlgorithmSpecification: { AlgorithmName: 'some-algorithm', TrainingInputMode: 'File' },
      VpcConfig: { Subnets: ['subnet-2', 'subnet-1'], SecurityGroupIds: ['sg-1'] },
      EnableNetworkIsolation: false,
      Tags: [{ Key: 'a', Value: 'b' }],
    };
    const arn = 'arn:aws:sagemaker:eu-west-1:123456789012:algorithm/some-algorithm';
    service.add({
      ...sent,
      AlgorithmSpecification: { ...sent.AlgorithmSpecification, AlgorithmName: arn },
      OutputDataConfig: { S3OutputPath: 's3://bucket', CompressionType: 'GZIP' },
      ResourceConfig: { ...request.ResourceConfig, VolumeSizeInGB: 50 },
      VpcConfig: { Subnets: ['subnet-1', 'subnet-2'], SecurityGroupIds: ['sg-1'] },
      EnableManagedSpotTraining: false,
      EnableNetworkIsolation: undefined,
      ProfilerConfig: { S3OutputPath: 's3://bucket/' },
      Tags: undefined,
    });
    const connection = { ...memoryConnection(() => ({})), sagemaker: service };
    await createJobOnce(connection, sent, { clock });
    const other = { ...sent.AlgorithmSpecification, AlgorithmName: 'another-algorithm' };
    const others = createJobOnce(connection, { ...sent, AlgorithmSpecification: other }, { clock });
    await assert.rejects(others, { reason: 'conflict' });
  });

  it('waits for ever for no answer once it is cancelled', async () => {
    for (const hanging of ['CreateTrainingJob', 'DescribeTrainingJob']) {
      const abort = new AbortController();
      const sagemaker: Sender = {
        send: async (command, signal) => {
          const operation = command.constructor.name.replace(/Command$/, '');
          abort.abort();
          return operation === hanging
            ? await untilAborted(new Promise(() => undefined), signal)
            : await service.send(command, signal);
        },
      };
      service.fate = fates({ takesEffect: false, failure: 'network' });
      const connection = { ...memoryConnection(() => ({})), sagemaker };
      const options = { clock, signal: abort.signal, graceMilliseconds: 20 };
      await assert.rejects(createJobOnce(connection, request, options), {
        reason: 'network',
        message: /was created is not known/,
      });
    }
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
});
