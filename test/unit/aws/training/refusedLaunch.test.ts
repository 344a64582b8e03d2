import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { launchTrainingJob } from '../../../../src/aws/training/launchTrainingJob';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { makeLaunchFolder, noJobs, type LaunchFolder } from '../../../fakes/launchFolder';
import { memoryConnection } from '../../../fakes/memoryConnection';

const bucket = 'sagemaker-eu-west-1-123456789012';

describe('launching what cannot be launched', () => {
  let folder: string;
  let tempDir: string;
  let base: LaunchFolder['base'];
  let launchOf: LaunchFolder['launchOf'];

  beforeEach(async () => {
    ({ folder, tempDir, base, launchOf } = await makeLaunchFolder());
  });

  afterEach(() => rm(folder, { recursive: true }));

  const commands = (connection: ReturnType<typeof memoryConnection>) =>
    connection.sagemaker.sent.map(({ name }) => name);

  const refusals: readonly [what: string, changed: () => Partial<TrainingLaunch>, RegExp][] = [
    ['missing data', () => ({ channels: [{ name: 'a', path: '/no/such' }] }), /not there/],
    ['an empty data folder', () => ({ channels: [{ name: 'a', path: tempDir }] }), /no files/],
    ['a missing script', () => ({ script: 'other.py' }), /other\.py is not among/],
    ['a missing folder', () => ({ sourceDirectory: '/no/such' }), /not there/],
  ];
  for (const [what, changed, message] of refusals) {
    it(`refuses ${what} before anything is called`, async () => {
      await mkdir(tempDir);
      const connection = memoryConnection(noJobs);
      await assert.rejects(launchTrainingJob(connection, launchOf(changed()), base), message);
      assert.deepEqual([...commands(connection), ...connection.storage.events], []);
    });
  }

  it('asks for no bucket that it does not need', async () => {
    const own = { algorithm: {}, channels: [], hyperparameters: [] };
    const eventsOf = async (changed: Partial<TrainingLaunch>): Promise<readonly string[]> => {
      const connection = memoryConnection(noJobs);
      await launchTrainingJob(connection, launchOf({ ...own, ...changed }), base);
      return connection.storage.events.filter((event) => event.startsWith('bucket'));
    };
    const needed = [`bucket ${bucket} of 123456789012`];
    assert.deepEqual(await eventsOf({ outputUri: 's3://results/' }), []);
    assert.deepEqual(await eventsOf({}), needed);
    const checkpoint = { uri: `s3://${bucket}/checkpoints/` };
    assert.deepEqual(await eventsOf({ outputUri: 's3://results/', checkpoint }), needed);
    const channels = launchOf().channels;
    assert.deepEqual(await eventsOf({ outputUri: 's3://results/', channels }), needed);
  });

  it('refuses names that are too long for S3 before anything is called', async () => {
    const deep = path.join(folder, 'long', ...Array.from({ length: 8 }, () => 'ä'.repeat(60)));
    await mkdir(deep, { recursive: true });
    await writeFile(path.join(deep, 'one.csv'), '1');
    const connection = memoryConnection(noJobs);
    const channels = [{ name: 'train', path: path.join(folder, 'long') }];
    await assert.rejects(launchTrainingJob(connection, launchOf({ channels }), base), {
      reason: 'invalid',
      message: /one\.csv would have a name of 1\d\d\d bytes in S3, which takes 1024 bytes at most/,
    });
    assert.deepEqual([...commands(connection), ...connection.storage.events], []);
  });

  it('starts nothing where the job has no role', async () => {
    const connection = memoryConnection(noJobs, { defaultRole: undefined });
    await assert.rejects(launchTrainingJob(connection, launchOf(), base), {
      reason: 'invalid',
      message: /need a role/,
    });
    assert.deepEqual(commands(connection), []);
  });

  it('lets no job wait for a debugger where nobody can join it', async () => {
    const connection = memoryConnection(noJobs, { runsHere: false });
    const launch = launchOf({ debug: 'wait' });
    await assert.rejects(launchTrainingJob(connection, launch, base), /cannot be debugged/);
    assert.deepEqual(commands(connection), []);
  });
});
