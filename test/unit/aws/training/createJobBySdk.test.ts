import assert from 'node:assert/strict';
import { createJobOnce } from '../../../../src/aws/training/createJobOnce';
import { connectTo } from '../../../fakes/fakeConnection';
import { FakeService, fault, json, reset, type Script } from '../../../fakes/fakeService';
import { jobRequest as request } from '../../../fakes/jobRequest';
import { memoryConnection } from '../../../fakes/memoryConnection';

/** As the service gives it back: hyperparameters in another order, and more than was sent. */
const described = {
  ...request,
  HyperParameters: { epochs: '5', sagemaker_program: '"train.py"' },
  TrainingJobStatus: 'InProgress',
  EnableNetworkIsolation: false,
};

describe('creating a job once, by the SDK', function () {
  this.timeout(20_000);
  const missing = fault('ValidationException', 'Requested resource not found.');
  const inUse = fault('ResourceInUse', 'Job name must be unique.');
  /** By the service's clock, which its answers tell. */
  const found = (seconds = 0): Script =>
    json({ ...described, CreationTime: Date.now() / 1000 + seconds });

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
    await assert.rejects(run([reset, inUse], [other]), { reason: 'conflict' });
  });

  it('takes no job for its own that its only call has found in use', async () => {
    await assert.rejects(run([inUse], [found()]), {
      reason: 'conflict',
      message: 'There is a training job named iris-1 already.',
    });
  });

  it('takes no job for its own that was there before its first call', async () => {
    await assert.rejects(run([reset, inUse], [found(-300)]), { reason: 'conflict' });
  });
});
