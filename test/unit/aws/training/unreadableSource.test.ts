import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchTrainingJob } from '../../../../src/aws/training/launchTrainingJob';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { asOrdinaryUser } from '../../../fakes/asOrdinaryUser';
import { launchPlaces } from '../../../fakes/launchPlaces';
import { memoryConnection } from '../../../fakes/memoryConnection';

const launch = (source: string): TrainingLaunch => ({
  jobName: 'iris-1',
  ...{ sourceDirectory: source, script: 'train.py', alsoPacked: [] },
  ...{ hyperparameters: [], channels: [], metrics: [], image: 'image:1' },
  ...{ instanceType: 'ml.m5.large', maxRuntimeSeconds: 3600, installRequirements: false },
});

describe('launching what may not be read', function () {
  let source: string;

  before(function () {
    if (process.platform === 'win32') this.skip();
  });

  beforeEach(async () => {
    source = await mkdtemp(path.join(os.tmpdir(), 'unreadable-'));
    await chmod(source, 0o755);
    await writeFile(path.join(source, 'train.py'), 'print(1)\n');
    for (const name of ['a.bin', 'b.bin']) {
      await writeFile(path.join(source, name), '', { mode: 0 });
    }
  });

  afterEach(() => rm(source, { recursive: true }));

  it('is refused for the sake of its rules first', async () => {
    await writeFile(path.join(source, '.gitignore'), '*.bin\n', { mode: 0 });
    const connection = memoryConnection(() => ({}));
    await assert.rejects(
      asOrdinaryUser(() => launchTrainingJob(connection, launch(source), launchPlaces(source))),
      {
        reason: 'invalid',
        message:
          '.gitignore cannot be read: permission denied. Allow reading it: its rules decide what is packed.',
      },
    );
  });

  it('is refused before anything is packed or called', async () => {
    const connection = memoryConnection(() => ({}));
    await assert.rejects(
      asOrdinaryUser(() => launchTrainingJob(connection, launch(source), launchPlaces(source))),
      {
        reason: 'invalid',
        message:
          'a.bin and 1 more cannot be read: permission denied. Allow reading, or leave out what the job does not need with a .sagemakerignore file.',
      },
    );
    assert.deepEqual([connection.sagemaker.sent, connection.storage.events], [[], []]);
  });
});
