import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { CreateAccountAliasCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../src/aws/connection';
import { ConnectionStore } from '../../src/aws/connections';
import { AppError } from '../../src/core/errors';
import type { ResourceItem } from '../../src/core/resources/kind';
import { systemClock } from '../../src/node/systemClock';
import { trainingJob } from '../../src/resources/kinds/trainingJob';
import { sklearnJob } from '../fakes/sklearnJob';
import { needs } from './environments';
import { startMoto } from './motoServer';
import { SandboxServer, temporaryFolder } from './sandboxServer';

/** A server that speaks the AWS APIs, with a key for it. */
interface Backend {
  readonly endpoint: string;
  readonly accountId: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly alias?: string;
  stop(): Promise<void>;
}

const backends: Readonly<Record<string, (folder: string) => Promise<Backend>>> = {
  'the sandbox': async (folder) => {
    const sandbox = await SandboxServer.start(path.join(folder, 'data'));
    return { ...sandbox.announcement, accountId: '000000000000', stop: () => sandbox.stop() };
  },
  moto: async () => {
    const moto = await startMoto();
    const keys = { accessKeyId: 'testing', secretAccessKey: 'testing' };
    const { endpoint } = moto;
    const iam = new IAMClient({ region: 'us-east-1', endpoint, credentials: keys });
    await iam.send(new CreateAccountAliasCommand({ AccountAlias: 'acme-lab' }));
    return { ...moto, ...keys, accountId: '123456789012', alias: 'acme-lab' };
  },
};

const name = 'contract-browsing';

for (const [backendName, start] of Object.entries(backends)) {
  describe(`an AWS profile that points to ${backendName}`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let backend: Backend;
    let store: ConnectionStore;
    let connection: Connection;

    needs('aws');

    before(async () => {
      folder = await temporaryFolder();
      backend = await start(folder.path);
      process.env['AWS_CONFIG_FILE'] = await writeProfile(folder.path, backend);
      process.env['AWS_SHARED_CREDENTIALS_FILE'] = path.join(folder.path, 'none');
      store = new ConnectionStore({
        bundleDir: folder.path,
        storageDir: folder.path,
        env: process.env,
        clock: systemClock,
        onCall: () => undefined,
        askMfaCode: () => Promise.resolve(undefined),
        protectedPatterns: () => [],
      });
      const choice = (await store.choices()).find(({ label }) => label === 'contract');
      connection = await store.open(choice?.id ?? '');
    });

    after(async () => {
      await store.dispose();
      await backend.stop();
      delete process.env['AWS_CONFIG_FILE'];
      delete process.env['AWS_SHARED_CREDENTIALS_FILE'];
      await folder.remove();
    });

    const bucket = (): string => `sagemaker-us-east-1-${backend.accountId}`;

    it('knows whose account it is', async () => {
      assert.equal((await connection.identity()).accountId, backend.accountId);
    });

    it('knows what people call that account, where it has a name', async () => {
      assert.deepEqual(await connection.account(), { id: backend.accountId, alias: backend.alias });
      assert.deepEqual(connection.info.account, { id: backend.accountId, alias: backend.alias });
    });

    it('keeps files', async () => {
      const file = path.join(folder.path, 'rows ä.csv');
      await fs.writeFile(file, 'a,b\n'.repeat(100_000));
      const uri = `s3://${bucket()}/${name}/input/train/rows ä+.csv`;
      const digest = 'of-rows';
      await connection.storage.ensureBucket(bucket(), backend.accountId);
      await connection.storage.ensureBucket(bucket(), backend.accountId);
      assert.equal(await connection.storage.holds(uri, digest), false);
      let sent = 0;
      await connection.storage.putFile(uri, file, { digest, onBytes: (bytes) => (sent += bytes) });
      assert.equal(await connection.storage.holds(uri, digest), true);
      assert.equal(sent, 400_000);
      const parts: Uint8Array[] = [];
      for await (const part of await connection.storage.get(uri)) {
        parts.push(part);
      }
      assert.deepEqual(Buffer.concat(parts), await fs.readFile(file));
    });

    it('creates, lists and describes a training job', async () => {
      await connection.sagemaker.send(new CreateTrainingJobCommand(request(bucket())));
      const item = await untilSettled(connection);
      assert.match(item.arn ?? '', new RegExp(`:${backend.accountId}:training-job/${name}$`));
      assert.ok(item.createdAt instanceof Date);
      const described = (await trainingJob.describe?.(connection.sagemaker, item)) as Record<
        string,
        unknown
      >;
      assert.equal(described['TrainingJobName'], name);
      assert.equal(described['TrainingJobStatus'], item.status);
      assert.deepEqual(described['HyperParameters'], request(bucket()).HyperParameters);
    });

    it('says that a job does not exist', async () => {
      const missing: ResourceItem = { name: 'contract-no-such-job' };
      await assert.rejects(
        async () => trainingJob.describe?.(connection.sagemaker, missing),
        (error) => AppError.is(error, 'notFound'),
      );
    });

    it('has no log streams where there are none', async () => {
      const group = '/aws/sagemaker/ProcessingJobs';
      assert.deepEqual(await connection.logs.streams(group, 'contract'), []);
    });
  });
}

async function writeProfile(folder: string, backend: Backend): Promise<string> {
  const file = path.join(folder, 'config');
  const lines = [
    '[profile contract]',
    'region = us-east-1',
    `endpoint_url = ${backend.endpoint}`,
    `aws_access_key_id = ${backend.accessKeyId}`,
    `aws_secret_access_key = ${backend.secretAccessKey}`,
  ];
  await fs.writeFile(file, `${lines.join('\n')}\n`);
  return file;
}

const request = (bucket: string) =>
  sklearnJob({
    name,
    source: `s3://${bucket}/${name}/no-such-source.tar.gz`,
    output: `s3://${bucket}/`,
  });

/** The job's row once it is over; how it ended is the backend's affair. */
async function untilSettled(connection: Connection): Promise<ResourceItem> {
  for (let tries = 0; tries < 600; tries += 1) {
    const { items } = await trainingJob.list(connection.sagemaker);
    const item = items.find((one) => one.name === name);
    assert.ok(item, 'The job is not listed.');
    if (trainingJob.tone(item) !== 'busy') {
      return item;
    }
    await sleep(100);
  }
  throw new Error('The job does not end.');
}
