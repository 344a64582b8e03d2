import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { copySample } from '../../scripts/sampleProject';

const run = promisify(execFile);
const python = process.platform === 'win32' ? 'python' : 'python3';

interface Model {
  readonly classes: readonly string[];
  readonly features: readonly string[];
  readonly weights: readonly (readonly number[])[];
}

interface Metrics {
  readonly accuracy: number;
  readonly rows: number;
}

describe('the sample project', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'sample-'));
    await copySample(folder);
  });

  after(() => rm(folder, { recursive: true, force: true }));

  /** The environment is emptied of `SM_*`, which would redirect the script. */
  function train(options: readonly string[], variables: NodeJS.ProcessEnv = {}) {
    const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('SM_'));
    const env = { ...Object.fromEntries(inherited), ...variables };
    return run(python, ['train.py', '--pause', '0', ...options], { cwd: folder, env });
  }

  async function read<T>(...file: string[]): Promise<T> {
    return JSON.parse(await readFile(path.join(folder, ...file), 'utf8')) as T;
  }

  it('learns on its own, one line per epoch', async () => {
    const { stdout } = await train(['--epochs', '12']);

    const epochs = stdout.match(/^epoch \d+\/12 loss=\d+\.\d{4} accuracy=[01]\.\d{3}\r?$/gm);
    assert.equal(epochs?.length, 12);
    const model = await read<Model>('model', 'model.json');
    assert.deepEqual(model.classes, ['Adelie', 'Chinstrap', 'Gentoo']);
    assert.deepEqual(
      model.weights.map((line) => line.length),
      model.classes.map(() => model.features.length + 1),
    );
    const metrics = await read<Metrics>('model', 'metrics.json');
    assert.equal(metrics.rows, 342);
    assert.ok(metrics.accuracy > 0.95, `accuracy ${String(metrics.accuracy)}`);
  });

  it('repeats itself with the same seed and differs with another', async () => {
    const [first, same, other] = [
      (await train(['--epochs', '2'])).stdout,
      (await train(['--epochs', '2'])).stdout,
      (await train(['--epochs', '2', '--seed', '8'])).stdout,
    ];
    assert.equal(same, first);
    assert.notEqual(other, first);
  });

  it("follows a training job's folders and option values", async () => {
    const variables = { SM_CHANNEL_TRAIN: path.join(folder, 'data'), SM_MODEL_DIR: 'kept' };
    const { stdout } = await train(['--epochs', '1', '--schedule', 'linear'], variables);
    assert.match(stdout, /^epoch 1\/1 /m);
    assert.equal((await read<Metrics>('kept', 'metrics.json')).rows, 342);
  });

  it('says what is missing when the channel has no data', async () => {
    const variables = { SM_CHANNEL_TRAIN: path.join(folder, 'empty') };
    await assert.rejects(train([], variables), (error: { stderr: string }) => {
      assert.match(error.stderr, /^No CSV file in /);
      return true;
    });
  });
});
