import assert from 'node:assert/strict';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import {
  launchTrainingJob,
  previewTrainingJob,
} from '../../../../src/aws/training/launchTrainingJob';
import type { LaunchProgress } from '../../../../src/aws/training/prepareLaunch';
import { AppError } from '../../../../src/core/errors';
import { packSource } from '../../../../src/node/archive';
import { listSourceFiles } from '../../../../src/node/sourceFiles';
import { listArchive } from '../../../../src/node/readArchive';
import { makeLaunchFolder, noJobs, type LaunchFolder } from '../../../fakes/launchFolder';
import { memoryConnection } from '../../../fakes/memoryConnection';

const bucket = 'sagemaker-eu-west-1-123456789012';

describe('launching a training job', () => {
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

  it('packs, uploads and creates, in this order', async () => {
    const connection = memoryConnection(noJobs);
    const { jobName, request } = await launchTrainingJob(connection, launchOf(), base);
    assert.equal(jobName, 'iris-1');
    const [code = '', ...data] = [...connection.storage.objects.keys()];
    assert.match(
      code,
      new RegExp(`^s3://${bucket}/sagemaker-workbench/code/[0-9a-f]{64}/sourcedir\\.tar\\.gz$`),
    );
    const [uri = ''] = /^.*\/data\//.exec(data[0] ?? '') ?? [];
    assert.match(uri, new RegExp(`^s3://${bucket}/sagemaker-workbench/data/[0-9a-f]{64}/data/$`));
    assert.deepEqual(data.sort(), [`${uri}deep/two.csv`, `${uri}one.csv`]);
    const { events } = connection.storage;
    assert.equal(events[0], `bucket ${bucket} of 123456789012`);
    assert.equal(events.at(-1), `drop stale s3://${bucket}/sagemaker-workbench/`);
    assert.deepEqual(commands(connection), [
      'DescribeTrainingJobCommand',
      'CreateTrainingJobCommand',
    ]);
    assert.deepEqual(connection.sagemaker.sent[1]?.input, request);
    assert.equal(request.HyperParameters?.['sagemaker_submit_directory'], JSON.stringify(code));
    assert.equal(request.InputDataConfig?.[0]?.DataSource.S3DataSource?.S3Uri, uri);
    assert.deepEqual(request.Environment, { PYTHON: '/usr/bin/python3' });
    assert.deepEqual(await readdir(tempDir), []);
  });

  it('packs the code without what is uploaded as data', async () => {
    const connection = memoryConnection(noJobs);
    await launchTrainingJob(connection, launchOf(), base);
    const [code = ''] = connection.storage.objects.keys();
    const members = await listArchive(connection.storage.read(code));
    assert.deepEqual(
      members.map(({ name }) => name),
      ['pkg/a.py', 'train.py'],
    );
  });

  it('uploads unchanged code once, changed code anew', async () => {
    const connection = memoryConnection(noJobs);
    const codeUploads = () =>
      connection.storage.events.filter((event) => event.endsWith('sourcedir.tar.gz')).length;
    await launchTrainingJob(connection, launchOf(), base);
    await launchTrainingJob(connection, launchOf({ jobName: 'iris-2' }), base);
    assert.equal(codeUploads(), 1);
    await writeFile(path.join(folder, 'code', 'train.py'), 'print(2)\n');
    await launchTrainingJob(connection, launchOf({ jobName: 'iris-3' }), base);
    assert.equal(codeUploads(), 2);
  });

  it('uploads code anew where something else is at its address', async () => {
    const connection = memoryConnection(noJobs);
    const { objects, digests } = connection.storage;
    await launchTrainingJob(connection, launchOf(), base);
    const [code = ''] = objects.keys();
    const packed = objects.get(code) ?? assert.fail();
    objects.set(code, Buffer.alloc(packed.length));
    digests.delete(code);
    await launchTrainingJob(connection, launchOf({ jobName: 'iris-2' }), base);
    assert.ok(objects.get(code)?.equals(packed));
  });

  it('uploads no code with a secret in it unless that very secret was let through', async () => {
    const connection = memoryConnection(noJobs);
    const file = path.join(folder, 'code', 'pkg', 'b.py');
    const token = (name: string): string => `ghp_${name.repeat(3)}`;
    await writeFile(file, `A = 1\nT = "${token('aB3dE6gH9jK2')}"\n`);
    const launching = launchTrainingJob(connection, launchOf(), base);
    await assert.rejects(launching, (error) => {
      assert.ok(AppError.is(error, 'invalid'));
      assert.match(error.message, /pkg\/b\.py, line 2 \(GitHub token\)/);
      return !error.message.includes('aB3dE6gH9jK2');
    });
    assert.deepEqual([...connection.storage.objects.keys()], []);
    assert.deepEqual(commands(connection), []);

    const listing = await listSourceFiles(path.join(folder, 'code', 'pkg'));
    const { secrets } = await packSource(listing.files, path.join(folder, 'found.tar.gz'));
    const letThrough = secrets.map((secret) => ({ ...secret, path: 'pkg/b.py' }));
    await launchTrainingJob(connection, launchOf(), { ...base, letThrough });
    assert.equal(commands(connection).at(-1), 'CreateTrainingJobCommand');
    await writeFile(file, `T = "${token('zY8xW5vU2tS1')}"\n`);
    await assert.rejects(
      launchTrainingJob(connection, launchOf({ jobName: 'iris-2' }), { ...base, letThrough }),
      { reason: 'invalid' },
    );
  });

  it('takes a single file as a channel', async () => {
    const connection = memoryConnection(noJobs);
    const file = path.join(folder, 'code', 'data', 'one.csv');
    const channels = [{ name: 'validation', path: file }];
    await launchTrainingJob(connection, launchOf({ channels }), base);
    const [, uri = ''] = connection.storage.objects.keys();
    assert.match(uri, /\/data\/[0-9a-f]{64}\/one\/one\.csv$/);
  });

  it('follows links in data, but not in circles', async () => {
    const data = path.join(folder, 'linked');
    await mkdir(data);
    await symlink(path.join(folder, 'code', 'data', 'deep'), path.join(data, 'deep'), 'junction');
    await symlink(data, path.join(data, 'loop'), 'junction');
    const connection = memoryConnection(noJobs);
    const channels = [{ name: 'train', path: data }];
    await launchTrainingJob(connection, launchOf({ channels }), base);
    const keys = [...connection.storage.objects.keys()].slice(1);
    assert.equal(keys.length, 1);
    assert.match(keys[0] ?? '', /\/data\/[0-9a-f]{64}\/linked\/deep\/two\.csv$/);
  });

  it('refuses a name in use before anything is uploaded', async () => {
    const connection = memoryConnection(() => ({ TrainingJobStatus: 'Failed' }));
    await assert.rejects(launchTrainingJob(connection, launchOf(), base), {
      reason: 'conflict',
      message: 'There is a training job named iris-1 already.',
    });
    assert.deepEqual(connection.storage.events, []);
    assert.deepEqual(await readdir(tempDir), []);
  });

  it('reports growing fractions of every step', async () => {
    const progress: LaunchProgress[] = [];
    const onProgress = (one: LaunchProgress) => progress.push(one);
    await launchTrainingJob(memoryConnection(noJobs), launchOf(), { ...base, onProgress });
    const steps = [...new Set(progress.map(({ step }) => step))];
    assert.deepEqual(steps, [
      'packing',
      'readingData',
      'uploadingCode',
      'uploadingData',
      'creating',
    ]);
    for (const step of steps) {
      const fractions = progress.filter((one) => one.step === step).map(({ fraction }) => fraction);
      assert.deepEqual(
        fractions,
        [...fractions].sort((a, b) => (a ?? 0) - (b ?? 0)),
      );
      assert.ok(step === 'creating' || fractions.at(-1) === 1, step);
    }
  });

  it('creates nothing once cancelled, whenever that is', async () => {
    for (const step of [
      'packing',
      'readingData',
      'uploadingCode',
      'uploadingData',
      'creating',
    ] as const) {
      const connection = memoryConnection(noJobs);
      const abort = new AbortController();
      const onProgress = (progress: LaunchProgress) => {
        if (progress.step === step) {
          abort.abort();
        }
      };
      const options = { ...base, onProgress, signal: abort.signal };
      await assert.rejects(launchTrainingJob(connection, launchOf(), options), {
        reason: 'cancelled',
      });
      assert.ok(!commands(connection).includes('CreateTrainingJobCommand'), step);
      assert.deepEqual(await readdir(tempDir), [], step);
    }
  });

  it('keeps at most four uploads under way, and stops the others when one fails', async () => {
    const data = path.join(folder, 'many');
    await mkdir(data);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => writeFile(path.join(data, `${index}.csv`), 'x')),
    );
    const connection = memoryConnection(noJobs);
    let [running, most] = [0, 0];
    connection.storage.beforePut = async (uri) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 2));
      running--;
      if (uri.endsWith('/14.csv')) {
        throw new AppError('denied', 'No.');
      }
    };
    const channels = [{ name: 'train', path: data }];
    await assert.rejects(launchTrainingJob(connection, launchOf({ channels }), base), {
      reason: 'denied',
    });
    assert.equal(most, 4);
    assert.equal(running, 0);
    assert.ok(connection.storage.events.length < 15, String(connection.storage.events.length));
    assert.ok(!commands(connection).includes('CreateTrainingJobCommand'));
  });

  it('previews the very request that it would send', async () => {
    const connection = memoryConnection(noJobs);
    const preview = await previewTrainingJob(connection, launchOf(), base);
    assert.deepEqual([...commands(connection), ...connection.storage.events], []);
    const { request } = await launchTrainingJob(connection, launchOf(), base);
    assert.deepEqual(preview, request);
  });
});
