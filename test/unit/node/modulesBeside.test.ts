import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspectScript } from '../../../src/core/training/inspect/inspectScript';
import { readDependencyTexts } from '../../../src/node/dependencyTexts';
import { modulesBeside } from '../../../src/node/modulesBeside';

describe('what stands beside a script', () => {
  let root: string;
  let script: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'beside-'));
    await mkdir(join(root, 'code/package'), { recursive: true });
    script = join(root, 'code/train.py');
  });

  afterEach(() => rm(root, { recursive: true }));

  it('is read by the name that an import gives it', async () => {
    await writeFile(join(root, 'code/options.py'), 'one');
    await writeFile(join(root, 'code/package/__init__.py'), 'two');
    await writeFile(join(root, 'code/package/inner.py'), 'three');
    const read = modulesBeside(script);
    assert.deepEqual(['options', '.options', 'package', 'package.inner', 'numpy'].map(read), [
      ...['one', 'one', 'two', 'three', undefined],
    ]);
  });

  it('is nothing outside of the folder, also not through a link or above it', async function () {
    await writeFile(join(root, 'secret.py'), 'secret');
    if (process.platform === 'win32') this.skip();
    await symlink(join(root, 'secret.py'), join(root, 'code/linked.py'));
    await symlink(join(root, 'code/own.py'), join(root, 'code/inside.py'));
    await writeFile(join(root, 'code/own.py'), 'own');
    const read = modulesBeside(script);
    assert.deepEqual(['linked', '..secret', '../secret', 'inside'].map(read), [
      ...[undefined, undefined, undefined, 'own'],
    ]);
  });

  it('is also what lies at the root of the code, and what was packed beside that', async () => {
    await mkdir(join(root, 'libs/shared'), { recursive: true });
    await writeFile(join(root, 'common.py'), 'root');
    await writeFile(join(root, 'code/options.py'), 'beside');
    await writeFile(join(root, 'options.py'), 'root');
    await writeFile(join(root, 'libs/shared/inner.py'), 'inner');
    await writeFile(join(root, 'libs/other.py'), 'other');
    const packed = ['.', 'libs/shared', 'libs/other.py', 'gone'].map((one) => join(root, one));
    const read = modulesBeside(script, packed);
    const names = ['common', '.common', 'options', 'shared.inner', 'other', 'inner'];
    assert.deepEqual(names.map(read), ['root', undefined, 'beside', 'inner', 'other', undefined]);
  });

  it('is what its editor shows where that is not saved', async () => {
    await writeFile(join(root, 'code/options.py'), 'old');
    const read = modulesBeside(script, [], (file) =>
      file === join(root, 'code/options.py') ? 'new' : undefined,
    );
    assert.equal(read('options'), 'new');
  });

  it('is bounded in size and in number', async () => {
    await writeFile(join(root, 'code/data.py'), '#'.repeat(400_000));
    await writeFile(join(root, 'code/options.py'), 'one');
    const read = modulesBeside(script);
    assert.equal(read('data'), undefined);
    assert.equal(read('options'), 'one');
    for (let index = 0; index < 200; index++) read(`absent${index}`);
    assert.equal(read('options'), undefined);
  });

  it('shows the arguments of a parser that is made there', async () => {
    const options =
      'import argparse\ndef parser():\n    made = argparse.ArgumentParser()\n' +
      "    made.add_argument('--epochs', type=int, default=20)\n    return made\n";
    await writeFile(join(root, 'code/options.py'), options);
    const text = 'from options import parser\nargs = parser().parse_args()\n';
    const { arguments: found } = inspectScript(text, 'train.py', modulesBeside(script));
    assert.deepEqual(
      found.map(({ name, default: preset }) => [name, preset]),
      [['epochs', 20]],
    );
  });

  it('gives the texts that name what the script needs', async () => {
    await writeFile(join(root, 'code/requirements.txt'), 'torch==2.1\n');
    await mkdir(join(root, 'code/pyproject.toml'));
    assert.deepEqual(await readDependencyTexts(join(root, 'code')), {
      requirements: 'torch==2.1\n',
      ...{ project: undefined, environment: undefined },
    });
    const unsaved = (file: string) => (file.endsWith('.yml') ? 'torch=2.2\n' : undefined);
    const { environment } = await readDependencyTexts(join(root, 'code'), unsaved);
    assert.equal(environment, 'torch=2.2\n');
  });
});
