import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { listArtifact, readArtifact } from '../../../src/aws/artifacts';
import type { CallRecord } from '../../../src/aws/clients';
import type { Connection } from '../../../src/aws/connection';
import { ConnectionStore } from '../../../src/aws/connections';
import { launchTrainingJob } from '../../../src/aws/training/launchTrainingJob';
import { trainAgain } from '../../../src/aws/training/trainAgain';
import type { SandboxLock } from '../../../src/core/sandbox/protocol';
import type { TrainingLaunch } from '../../../src/core/training/launch';
import { launchPlaces } from '../../fakes/launchPlaces';
import { findPython } from '../../../src/node/python';
import { systemClock } from '../../../src/node/systemClock';
import { trainingJob } from '../../../src/resources/kinds/trainingJob';

const program = fileURLToPath(new URL('../../../src/sandbox/main.ts', import.meta.url));
const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;

const script = `
import argparse, json, os
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int)
arguments = parser.parse_args()
with open(os.path.join(os.environ['SM_CHANNEL_TRAIN'], 'one.csv')) as file:
    print('read', file.read().strip())
for epoch in range(arguments.epochs):
    print('epoch', epoch)
with open(os.path.join(os.environ['SM_MODEL_DIR'], 'metrics.json'), 'w') as file:
    json.dump({'epochs': arguments.epochs}, file)
`;

interface Description {
  readonly TrainingJobStatus: string;
  readonly FailureReason?: string;
  readonly ModelArtifacts?: { readonly S3ModelArtifacts?: string };
}

describe('a sandbox connection', function () {
  this.timeout(60_000);
  let folder: string;
  let store: ConnectionStore;
  let connection: Connection;
  const calls: CallRecord[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'sandbox-connection-'));
    await mkdir(path.join(folder, 'bundle'));
    await mkdir(path.join(folder, 'code'));
    await mkdir(path.join(folder, 'data'));
    await writeFile(path.join(folder, 'code', 'train.py'), script);
    await writeFile(path.join(folder, 'data', 'one.csv'), '1,2\n');
    store = new ConnectionStore({
      bundleDir: path.join(folder, 'bundle'),
      storageDir: folder,
      env: process.env,
      clock: systemClock,
      command: { command: process.execPath, args: ['--import', loader, program] },
      onCall: (call) => calls.push(call),
      askMfaCode: () => Promise.resolve(undefined),
      protectedPatterns: () => [],
    });
    connection = await store.open('sandbox');
    const python = await findPython();
    assert.ok(python, 'these tests need Python on the PATH');
    await store.usePython(python.path);
  });

  after(async () => {
    await store.restartSandbox();
    await store.dispose();
    await rm(folder, { recursive: true, maxRetries: 5 });
  });

  const launchOf = (jobName: string): TrainingLaunch => ({
    jobName,
    sourceDirectory: path.join(folder, 'code'),
    script: 'train.py',
    alsoPacked: [],
    hyperparameters: [{ name: 'epochs', value: 3 }],
    channels: [{ name: 'train', path: path.join(folder, 'data') }],
    image: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
    instanceType: 'ml.m5.large',
    maxRuntimeSeconds: 600,
    metrics: [],
    installRequirements: false,
  });

  const launch = (jobName: string) =>
    launchTrainingJob(connection, launchOf(jobName), launchPlaces(folder));

  const completed = async (name: string): Promise<Description> => {
    for (;;) {
      const description = (await trainingJob.describe?.(connection.sagemaker, {
        name,
      })) as Description;
      const item = { name, status: description.TrainingJobStatus };
      if (trainingJob.tone(item) !== 'busy') {
        assert.equal(description.TrainingJobStatus, 'Completed', description.FailureReason);
        return description;
      }
      await sleep(100);
    }
  };

  const logOf = async (jobName: string): Promise<readonly string[]> => {
    const group = '/aws/sagemaker/TrainingJobs';
    const [name = ''] = await connection.logs.streams(group, `${jobName}/`);
    const messages: string[] = [];
    let token: string | undefined;
    for (;;) {
      const page = await connection.logs.read({ group, name }, token);
      messages.push(...page.events.map(({ message }) => message));
      if (page.token === token) {
        return messages;
      }
      token = page.token;
    }
  };

  it('trains a script, shows its log and its model, and runs it again', async () => {
    await launch('iris-1');
    const { ModelArtifacts } = await completed('iris-1');
    const log = await logOf('iris-1');
    for (const line of ['read 1,2', 'epoch 0', 'epoch 2']) {
      assert.ok(log.includes(line), log.join('\n'));
    }
    const uri = ModelArtifacts?.S3ModelArtifacts ?? '';
    assert.deepEqual(
      (await listArtifact(connection, uri)).map(({ name }) => name),
      ['metrics.json'],
    );
    assert.equal(await readArtifact(connection, uri, 'metrics.json'), '{"epochs": 3}');
    const again = await trainAgain(connection, 'iris-1', { clock: systemClock });
    await completed(again);
    const { items } = await trainingJob.list(connection.sagemaker);
    assert.deepEqual(
      items.map(({ name }) => name),
      [again, 'iris-1'],
    );
  });

  it('refuses a name in use without uploading again', async () => {
    const from = calls.length;
    await assert.rejects(launch('iris-1'), { reason: 'conflict' });
    assert.ok(!calls.slice(from).some(({ operation }) => operation === 'PutObject'));
  });

  it('goes on with a new sandbox when it was killed, with everything that was there', async () => {
    const lockFile = path.join(folder, 'sandbox', 'data', 'sandbox.lock');
    const { pid } = JSON.parse(await readFile(lockFile, 'utf8')) as SandboxLock;
    process.kill(pid, 'SIGKILL');
    const { items } = await trainingJob.list(connection.sagemaker);
    assert.equal(items.length, 2);
    await launch('after-the-kill');
    await completed('after-the-kill');
  });

  it('goes on after a restart', async () => {
    await store.restartSandbox();
    assert.notEqual(await store.open('sandbox'), connection);
    assert.equal((await connection.identity()).accountId, '000000000000');
  });

  it('removes a job', async () => {
    const item = { name: 'after-the-kill' };
    await trainingJob.remove?.(connection.sagemaker, item);
    await assert.rejects(trainingJob.describe?.(connection.sagemaker, item) ?? Promise.resolve(), {
      reason: 'notFound',
    });
  });
});
