import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import { trainAgain } from '../../../../src/aws/training/trainAgain';
import { memoryConnection } from '../../../fakes/memoryConnection';

const sleep = () => Promise.resolve();

describe('training again', () => {
  it('creates a job again under a new name, with the present interpreter', async () => {
    const described = {
      TrainingJobName: 'iris-2026-01-01-00-00-00-000',
      TrainingJobStatus: 'Failed',
      RoleArn: 'arn:aws:iam::1:role/r',
      AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' },
      Environment: { OWN: '1', PYTHON: '/old/python', SAGEMAKER_WORKBENCH_DEBUG: 'wait' },
    };
    const connection = memoryConnection(({ name }) =>
      name === 'DescribeTrainingJobCommand' ? described : {},
    );
    const now = () => Date.UTC(2026, 10, 21, 10, 2, 33, 5);
    const name = await trainAgain(connection, described.TrainingJobName, {
      clock: { now, sleep },
    });
    assert.equal(name, 'iris-2026-11-21-10-02-33-005');
    assert.deepEqual(connection.sagemaker.sent[1], {
      name: 'CreateTrainingJobCommand',
      input: {
        TrainingJobName: name,
        RoleArn: described.RoleArn,
        AlgorithmSpecification: described.AlgorithmSpecification,
        Environment: { OWN: '1', PYTHON: '/usr/bin/python3' },
      },
    });
  });

  it('creates it with what is to be otherwise, and its checkpoints where they are', async () => {
    const CheckpointConfig = { S3Uri: 's3://bucket/checkpoints/' };
    const ResourceConfig = { InstanceType: 'ml.g5.xlarge', InstanceCount: 1 };
    const described = { TrainingJobName: 'iris', CheckpointConfig, ResourceConfig };
    const connection = memoryConnection(({ name }) =>
      name === 'DescribeTrainingJobCommand' ? described : {},
    );
    const changed = { ...ResourceConfig, InstanceType: 'ml.g6.xlarge' };
    await trainAgain(connection, 'iris', {
      clock: { now: () => 0, sleep },
      change: (request) => ({ ...request, ResourceConfig: changed }),
    });
    const { input } = connection.sagemaker.sent[1] ?? { input: {} };
    const { TrainingJobName: name, ...sent } = input as Record<string, unknown>;
    assert.notEqual(name, 'iris');
    assert.deepEqual(sent, {
      ...{ CheckpointConfig, ResourceConfig: changed },
      Environment: { PYTHON: '/usr/bin/python3' },
    });
  });

  const TrainingJobArn = 'arn:aws:sagemaker:us-east-1:1:training-job/iris';

  /** What is sent to create the job where `tags` answers each question for them. */
  const created = async (tags: () => object): Promise<object | undefined> => {
    const connection = memoryConnection(({ name }) => {
      switch (name) {
        case 'DescribeTrainingJobCommand':
          return { TrainingJobName: 'iris', TrainingJobArn };
        case 'ListTagsCommand':
          return tags();
        default:
          return {};
      }
    });
    const clock = { now: () => 0, sleep };
    assert.equal(await trainAgain(connection, 'iris', { clock, name: 'iris-2' }), 'iris-2');
    return connection.sagemaker.sent.find(({ name }) => name === 'CreateTrainingJobCommand')?.input;
  };

  it('gives it the tags of the first one, all pages of them, but not those of AWS', async () => {
    const pages = [
      { Tags: [{ Key: 'team', Value: 'iris' }], NextToken: 'more' },
      {
        Tags: [
          { Key: 'aws:cloudformation:stack', Value: 'x' },
          { Key: 'cost', Value: '1' },
        ],
      },
    ];
    assert.deepEqual(await created(() => pages.shift() ?? {}), {
      TrainingJobName: 'iris-2',
      Tags: [
        { Key: 'team', Value: 'iris' },
        { Key: 'cost', Value: '1' },
      ],
      Environment: { PYTHON: '/usr/bin/python3' },
    });
  });

  it('creates it without tags where they may not be read, and not where that failed', async () => {
    const failing = (reason: 'denied' | 'network') => () => {
      throw new AppError(reason, 'No.');
    };
    assert.ok(!Object.hasOwn((await created(failing('denied'))) ?? {}, 'Tags'));
    await assert.rejects(created(failing('network')), { reason: 'network' });
  });
});
