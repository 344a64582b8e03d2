import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { press, shown, workbench } from '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import type { Connection } from '../../../../src/aws/connection';
import type { Finding } from '../../../../src/core/preflight/finding';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';
import { fakeConnection } from '../../../fakes/fakeKind';
import { elsewhere, FileWorld, role } from './fileWorld';

describe('launching a job file', () => {
  let folder: string;
  let file: vscode.Uri;
  let world: FileWorld;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'filed-'));
    file = vscode.Uri.file(path.join(folder, 'birds.sagemaker.json'));
    await writeFile(path.join(folder, 'train.py'), 'import torch\n');
    world = new FileWorld();
    workbench.folder = folder;
    workbench.settings = { 'my.type': 'ml.g5.xlarge' };
    press(undefined);
    shown.length = 0;
  });
  afterEach(async () => {
    workbench.folder = undefined;
    workbench.settings = {};
    press(undefined);
    await rm(folder, { recursive: true, force: true });
  });

  const write = (job: object) => writeFile(file.fsPath, `// mine\n${JSON.stringify(job)}`);
  const start = (connection: Connection) => world.start(file, connection);
  const { signal } = new AbortController();
  const preview = (connection: Connection) => world.preview(file, connection, signal);

  it('reads paths from the file’s folder, replaces variables, and takes the script’s image', async () => {
    await writeFile(path.join(folder, 'data'), '1');
    await writeFile(path.join(folder, 'all'), '1');
    await write({
      script: 'train.py',
      channels: { train: 'data', all: '${workspaceFolder}/all' },
      instanceType: '${config:my.type}',
      hyperparameters: { epochs: 3 },
    });
    await start(fakeConnection());
    const [launch = assert.fail()] = world.launched;
    assert.deepEqual(launch.channels, [
      { name: 'train', path: path.join(folder, 'data') },
      { name: 'all', path: path.join(folder, 'all') },
    ]);
    assert.equal(launch.sourceDirectory, folder);
    assert.match(launch.image, /pytorch-training:.*-gpu-/);
    assert.match(launch.jobName, /^filed-\w+-2026-11-21-12-00-00-000$/);
    assert.deepEqual(world.asked, []);
  });

  it('names nothing of an account where the job runs here', async () => {
    await write({ script: 'train.py', image: 'mine', role, RoleArn: role, output: 's3://mine/' });
    await start(fakeConnection());
    assert.deepEqual(
      world.launched.map((launch) => [launch.role, launch.outputUri, launch.apiFields]),
      [[undefined, undefined, {}]],
    );
  });

  it('takes what the SDK’s defaults say where nobody else does, and says so', async () => {
    world.defaults = {
      ...{
        ...noSettings,
        fields: { roleArn: role, outputUri: 's3://theirs/', isIsolated: 'true' },
      },
      environment: [{ name: 'MODE', value: 'slow' }],
      tags: [{ name: 'team', value: 'birds' }],
    };
    await write({
      ...{ script: 'train.py', image: 'mine', output: 's3://mine/', networkIsolation: false },
      environment: { MODE: 'fast' },
    });
    press('Start');
    await start(elsewhere());
    const [launch = assert.fail()] = world.launched;
    assert.deepEqual(
      [launch.role, launch.outputUri, launch.isNetworkIsolated, launch.environment, launch.tags],
      [role, 's3://mine/', undefined, { MODE: 'fast' }, { team: 'birds' }],
    );
    const lines = (await preview(elsewhere())).split('\n');
    for (const name of ['RoleArn', 'Tags']) {
      const at = lines.find((line) => line.includes(`"${name}"`)) ?? assert.fail(name);
      assert.match(at, /config\.yaml of the SageMaker SDK/);
    }
  });

  it('asks the account with what the fields of the API say, and the person once', async () => {
    await write({ script: 'train.py', image: 'mine', RoleArn: role, name: 'mine' });
    press('Start');
    await start(elsewhere());
    assert.deepEqual(
      world.asked.map((question) => (question as { role?: string }).role),
      [role],
    );
    assert.deepEqual(
      shown.map(({ message }) => message),
      ['Start the training job mine-2026-11-21-12-00-00-000?'],
    );
    assert.equal(world.launched[0]?.role, role);
  });

  it('takes the role that was used last where the file names none, and says so', async () => {
    world.remembered = { launchRoles: { 'profile:prod:us-east-1': [role] } };
    await write({ script: 'train.py', image: 'mine' });
    press('Start');
    await start(elsewhere());
    assert.equal(world.launched[0]?.role, role);
    const text = await preview(elsewhere());
    assert.match(text, /"RoleArn": .*, \/\/ last launch/);
  });

  it('starts nothing that the account would refuse, or that nobody has confirmed', async () => {
    await write({ script: 'train.py', image: 'mine', role });
    await assert.rejects(start(elsewhere()), { reason: 'cancelled' });
    const refusal: Finding = {
      ...{ id: 'role', tone: 'error', message: 'The role does not trust SageMaker.' },
    };
    world.answers = [[], [refusal], [refusal]];
    press('Start');
    await assert.rejects(start(elsewhere()), {
      reason: 'invalid',
      message: 'The role does not trust SageMaker.',
    });
    assert.deepEqual(world.launched, []);
  });

  it('says in the one question what the page says beside its button, as it was said last', async () => {
    await write({ script: 'train.py', image: 'mine', role });
    const say = (id: string, tone: Finding['tone'], message: string): Finding => ({
      ...{ id, tone, message },
    });
    world.answers = [
      [say('role', 'warning', 'The role was looked at too early.')],
      [
        say('role', 'ok', 'The role trusts SageMaker.'),
        say('warm', 'warning', 'The warm pool does not match.'),
        say('data', 'info', 'Whether the role may read the data cannot be told.'),
      ],
    ];
    press('Start');
    await start(elsewhere());
    const lines = shown[0]?.detail?.split('\n') ?? [];
    assert.deepEqual(lines.slice(-2), [
      'The warm pool does not match.',
      'Whether the role may read the data cannot be told.',
    ]);
    assert.ok(!lines.some((line) => /too early|passed|trusts/.test(line)), lines.join('\n'));
  });

  it('takes no consent to install or to debug from a file, and no interpreter', async () => {
    const variables = {
      ...{ SAGEMAKER_WORKBENCH_INSTALL: 'requirements', SAGEMAKER_WORKBENCH_DEBUG: 'wait' },
      ...{ SAGEMAKER_WORKBENCH_PYTHON: '/bin/other' },
    };
    await write({
      ...{ script: 'train.py', image: 'mine', environment: { ...variables, A: '1' } },
      Environment: { ...variables, B: '2' },
    });
    await start(fakeConnection());
    assert.deepEqual(
      world.launched.map(({ environment, apiFields }) => [environment, apiFields]),
      [[{ A: '1' }, { Environment: { B: '2' } }]],
    );
  });

  it('can be stopped while it reads and while it previews', async () => {
    await write({ script: 'train.py' });
    const stopped = new AbortController();
    const reading = world.launcher.read(file, fakeConnection(), stopped.signal);
    stopped.abort();
    await assert.rejects(reading, { name: 'AbortError' });
    await preview(fakeConnection());
    assert.equal(world.given, signal);
  });

  it('refuses a wrong file by its line', async () => {
    await writeFile(file.fsPath, '{\n  "script": "train.py",\n  "instanceCount": "two"\n}');
    await assert.rejects(start(fakeConnection()), {
      reason: 'invalid',
      message: 'birds.sagemaker.json, line 3: instanceCount must be a whole number.',
    });
    await writeFile(file.fsPath, '{\n  "script": "train.py",\n  "role": "${env:NO_SUCH}"\n}');
    await assert.rejects(start(fakeConnection()), /line 3: role names \$\{env:NO_SUCH\}/);
    await write({ script: 'train.py', inputMode: '${config:my.type}' });
    await assert.rejects(start(fakeConnection()), /inputMode is “ml.g5.xlarge”; it can be File/);
    assert.deepEqual(world.launched, []);
  });

  it('previews the request with who said what', async () => {
    await write({ script: 'train.py', image: 'mine', name: 'mine', tags: { team: 'birds' } });
    const text = await preview(elsewhere());
    assert.equal(
      text,
      [
        '{',
        '  "TrainingJobName": "mine-2026-11-21-12-00-00-000", // file',
        `  "RoleArn": "${role}", // connection`,
        '  "Tags": [] // file',
        '}',
        '',
      ].join('\n'),
    );
  });
});
