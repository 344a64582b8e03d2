import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import {
  launchTrainingJob,
  previewTrainingJob,
} from '../../../../src/aws/training/launchTrainingJob';
import { AppError } from '../../../../src/core/errors';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { launchPlaces } from '../../../fakes/launchPlaces';
import { memoryConnection } from '../../../fakes/memoryConnection';

describe('launching what SageMaker would refuse', () => {
  let folder: string;
  let launch: TrainingLaunch;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'unsound-test-'));
    await mkdir(path.join(folder, 'code'));
    await writeFile(path.join(folder, 'code', 'train.py'), 'print(1)\n');
    launch = {
      jobName: 'iris-1',
      sourceDirectory: path.join(folder, 'code'),
      script: 'train.py',
      alsoPacked: [],
      hyperparameters: [],
      channels: [],
      metrics: [],
      image: 'image:1',
      instanceType: 'ml.m5.large',
      maxRuntimeSeconds: 3600,
      installRequirements: false,
      spot: { maxWaitSeconds: 60 },
      apiFields: { RetryStrategy: { MaximumRetryAttempts: 3 } },
    };
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('is refused with the field that is wrong, before anything is called or uploaded', async () => {
    const connection = memoryConnection(() => ({}));
    await assert.rejects(
      launchTrainingJob(connection, launch, launchPlaces(folder)),
      (error) =>
        AppError.is(error, 'invalid') &&
        error.message.includes('StoppingCondition.MaxWaitTimeInSeconds is 60 seconds, less than'),
    );
    assert.deepEqual(connection.sagemaker.sent, []);
    assert.deepEqual([...connection.storage.objects.keys()], []);
  });

  it('is shown in the preview all the same', async () => {
    const connection = memoryConnection(() => ({}));
    const request = await previewTrainingJob(connection, launch, launchPlaces(folder));
    assert.equal(request.StoppingCondition?.MaxWaitTimeInSeconds, 60);
  });
});
