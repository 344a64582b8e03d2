import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Connection } from '../../../../src/aws/connection';
import { createStorage } from '../../../../src/aws/storage';
import { launchTrainingJob } from '../../../../src/aws/training/launchTrainingJob';
import { AppError } from '../../../../src/core/errors';
import type { Sender } from '../../../../src/core/resources/kind';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import { FakeS3 } from '../../../fakes/fakeS3';
import { JobService } from '../../../fakes/jobService';
import { launchPlaces } from '../../../fakes/launchPlaces';
import { memoryConnection } from '../../../fakes/memoryConnection';

const bucket = 'sagemaker-eu-west-1-123456789012';

/** Everything that a launch reaches, and what happens at each of its moments. */
interface World {
  readonly s3: FakeS3;
  readonly jobs: JobService;
  readonly connection: Connection;
  onMoment: () => void;
}

describe('a launch that is cancelled', function () {
  this.timeout(120_000);
  let folder: string;
  let launch: TrainingLaunch;
  const large = randomBytes(17 * 1024 * 1024);

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'cancelled-'));
    await mkdir(path.join(folder, 'code'));
    await mkdir(path.join(folder, 'data'));
    await writeFile(path.join(folder, 'code', 'train.py'), 'print(1)\n');
    await writeFile(path.join(folder, 'data', 'large.bin'), large);
    await writeFile(path.join(folder, 'data', 'small.csv'), '1,2\n');
    await writeFile(path.join(folder, 'data', 'other.csv'), '3,4\n');
    for (const name of ['large.bin', 'small.csv', 'other.csv']) {
      await utimes(path.join(folder, 'data', name), 1e9, 1e9);
    }
    launch = {
      jobName: 'iris-1',
      ...{ sourceDirectory: path.join(folder, 'code'), script: 'train.py', alsoPacked: [] },
      channels: [{ name: 'train', path: path.join(folder, 'data') }],
      ...{ hyperparameters: [], metrics: [], instanceType: 'ml.m5.large' },
      image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/image:1',
      role: 'arn:aws:iam::123456789012:role/some',
      ...{ maxRuntimeSeconds: 3600, installRequirements: false },
    };
  });

  after(() => rm(folder, { recursive: true }));

  const createWorld = (...buckets: readonly string[]): World => {
    const s3 = new FakeS3(...buckets);
    const clock = { now: () => Date.now(), sleep: () => Promise.resolve() };
    const jobs = new JobService(() => Date.now());
    const sagemaker: Sender = {
      send: async (command, signal) => {
        world.onMoment();
        const answer = await jobs.send(command, signal);
        world.onMoment();
        return answer;
      },
    };
    const storage = createStorage({ api: s3, region: 'eu-west-1', clock });
    const connection = { ...memoryConnection(() => ({})), sagemaker, storage };
    const world: World = { s3, jobs, connection, onMoment: () => undefined };
    s3.before = () => world.onMoment();
    s3.after = () => world.onMoment();
    return world;
  };

  /** Runs a launch and aborts it at one of its moments; answers how many there were. */
  const run = async (world: World, at: number): Promise<number> => {
    const abort = new AbortController();
    let moments = 0;
    world.onMoment = () => {
      if (moments++ === at) {
        abort.abort();
      }
    };
    const steps = new Set<string>();
    await launchTrainingJob(world.connection, launch, {
      ...launchPlaces(folder),
      signal: abort.signal,
      onProgress: ({ step }) => {
        if (!steps.has(step)) {
          steps.add(step);
          world.onMoment();
        }
      },
    });
    return moments;
  };

  const checkAccount = (world: World, where: string): void => {
    const { s3, jobs } = world;
    assert.deepEqual(s3.unfinished, [], where);
    for (const [key, { body }] of s3.buckets.get(bucket)?.objects ?? []) {
      const isWhole = key.endsWith('/large.bin')
        ? body.equals(large)
        : body.length === 4 || key.endsWith('.tar.gz');
      assert.ok(isWhole, `${where}: ${key}`);
    }
    assert.ok(
      [...jobs.jobs.values()].every(({ isStopped }) => isStopped),
      `${where}: a job runs`,
    );
  };

  for (const isThere of [false, true]) {
    const name = isThere ? 'in a bucket that was there' : 'in a bucket of its own';
    it(`leaves complete uploads only, at each of its moments, ${name}`, async () => {
      const buckets = isThere ? [bucket] : [];
      const moments = await run(createWorld(...buckets), -1);
      assert.ok(moments > 30, String(moments));
      let stopped = 0;
      for (let at = 0; at < moments; at++) {
        const world = createWorld(...buckets);
        const where = `moment ${at} of ${moments}, after ${world.s3.names.at(-1) ?? 'nothing'}`;
        const error: unknown = await run(world, at).then(
          () => undefined,
          (one: unknown) => one,
        );
        assert.ok(error instanceof AppError, where);
        checkAccount(world, where);
        if (world.jobs.jobs.size > 0) {
          stopped++;
          assert.equal(error.reason, 'conflict', where);
          assert.match(error.message, /iris-1 was created before.*is being stopped/);
        } else {
          assert.equal(error.reason, 'cancelled', where);
        }
        const objects = world.s3.buckets.get(bucket)?.objects;
        assert.ok(isThere || objects?.size !== 0, `${where}: an empty bucket is left`);
        assert.deepEqual(await readdir(path.join(folder, 'temp')).catch(() => []), [], where);
      }
      assert.ok(stopped > 0);
    });
  }

  it('is reused by the next launch', async () => {
    const world = createWorld();
    world.s3.before = ({ name }) => {
      if (name === 'CompleteMultipartUpload') {
        throw new AppError('denied', 'No.');
      }
    };
    await assert.rejects(run(world, -1), { reason: 'denied' });
    world.s3.before = () => undefined;
    world.s3.sent.length = 0;
    await run(world, -1);
    const uploads = world.s3.names.filter((name) => /^(Put|UploadPart|Create)/.test(name));
    assert.deepEqual(uploads, []);
    assert.equal(world.jobs.created, 1);
  });

  it('says so when the job can not be stopped', async () => {
    const world = createWorld();
    const abort = new AbortController();
    world.jobs.fate = (operation) => {
      if (operation === 'CreateTrainingJob') {
        abort.abort();
      }
      return operation === 'StopTrainingJob'
        ? { takesEffect: false, failure: 'denied' }
        : { takesEffect: true };
    };
    const options = { ...launchPlaces(folder), signal: abort.signal };
    await assert.rejects(launchTrainingJob(world.connection, launch, options), {
      reason: 'denied',
      message: /iris-1 was created.*could not be stopped, so stop it yourself/,
    });
  });
});
