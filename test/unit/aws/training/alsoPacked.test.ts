import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { launchTrainingJob } from '../../../../src/aws/training/launchTrainingJob';
import { AppError } from '../../../../src/core/errors';
import { listArchive } from '../../../../src/node/readArchive';
import { launchPlaces } from '../../../fakes/launchPlaces';
import { memoryConnection } from '../../../fakes/memoryConnection';

describe('launching with what is packed beside the source folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'also-packed-'));
    for (const name of ['code', 'shared']) {
      await mkdir(path.join(folder, name));
      await writeFile(path.join(folder, name, `${name}.py`), 'A = 1\n');
    }
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('packs it at the root of the archive, and nothing where a part of it cannot be', async () => {
    const connection = memoryConnection(({ name }) => {
      if (name === 'DescribeTrainingJobCommand') throw new AppError('notFound', 'No such job.');
      return {};
    });
    const launch = (...alsoPacked: readonly string[]) =>
      launchTrainingJob(
        connection,
        {
          jobName: 'iris-1',
          ...{ sourceDirectory: path.join(folder, 'code'), script: 'code.py' },
          alsoPacked: alsoPacked.map((name) => path.join(folder, name)),
          ...{ hyperparameters: [], channels: [], metrics: [], image: 'image:1' },
          ...{ instanceType: 'ml.m5.large', maxRuntimeSeconds: 3600, installRequirements: false },
        },
        launchPlaces(folder),
      );
    await assert.rejects(launch('shared', 'gone'), {
      reason: 'invalid',
      message: `${path.join(folder, 'gone')}: It is not there.`,
    });
    assert.deepEqual([connection.sagemaker.sent, connection.storage.events], [[], []]);
    await launch('shared');
    const [code = ''] = connection.storage.objects.keys();
    const members = await listArchive(connection.storage.read(code));
    assert.deepEqual(
      members.map(({ name }) => name),
      ['code.py', 'shared/shared.py'],
    );
  });
});
