import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { press, shown, workbench } from '../../../fakes/fakeVscode';
import * as vscode from 'vscode';
import type { Connection } from '../../../../src/aws/connection';
import { fakeConnection } from '../../../fakes/fakeKind';
import { elsewhere, FileWorld, role } from './fileWorld';

describe('the start of a job file', () => {
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

  it('starts one job of a file at a time, and says so to whoever asks for another', async () => {
    await write({ script: 'train.py', image: 'mine', role });
    press('Start');
    const first = start(elsewhere());
    await assert.rejects(start(fakeConnection()), { reason: 'cancelled' });
    await first;
    assert.deepEqual(
      shown.map(({ message }) => message),
      [
        'birds.sagemaker.json is being started already.',
        `Start the training job ${world.launched[0]?.jobName ?? ''}?`,
      ],
    );
    assert.equal(world.launched.length, 1);
    await start(fakeConnection());
    assert.equal(world.launched.length, 2);
  });

  it('looks at what the file names on this computer before anybody is asked', async () => {
    press('Start');
    for (const [fields, message] of [
      [{ channels: { train: 'gone' } }, /^birds\.sagemaker\.json, line 2: .*gone$/],
      [{ script: 'gone.py' }, /line 2: There is no such script: .*gone\.py$/],
      [{ role: '${env:NO_SUCH_VARIABLE}' }, /line 2: role names \$\{env:NO_SUCH_VARIABLE\}/],
    ] as const) {
      await write({ script: 'train.py', image: 'mine', role, ...fields });
      await assert.rejects(start(elsewhere()), { reason: 'invalid', message });
    }
    assert.deepEqual([world.asked, shown, world.launched], [[], [], []]);
  });

  it('reads the metrics that the script prints unless the file says which', async () => {
    await writeFile(path.join(folder, 'train.py'), 'print(f"loss={loss:.4f}")\n');
    const metricsOf = async (fields: object) => {
      await write({ script: 'train.py', image: 'mine', ...fields });
      const { launch } = await world.launcher.read(file, fakeConnection(), signal);
      return launch.metrics.map(({ name }) => name);
    };
    assert.deepEqual(await metricsOf({}), ['loss']);
    const text = await preview(fakeConnection());
    assert.match(text, /"MetricDefinitions": [^/]*\/\/ from the script\n/);
    assert.deepEqual(await metricsOf({ metrics: {} }), []);
    assert.deepEqual(await metricsOf({ metrics: { other: 'o=(.*)' } }), ['other']);
    const fields = { AlgorithmSpecification: { MetricDefinitions: [] } };
    assert.deepEqual(await metricsOf(fields), []);
  });
});
