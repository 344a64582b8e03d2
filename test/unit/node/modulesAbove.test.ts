import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { modulesAbove } from '../../../src/node/modulesAbove';

describe('modules round a script', () => {
  let root: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'above-'));
    for (const name of [
      ...['common.py', 'services/common.py', 'libs/shared/__init__.py', 'tools/deep/too/far.py'],
      ...['shop/models/user.py', 'data/metrics/a.csv', 'node_modules/hidden.py', '.venv/hidden.py'],
      ...['libs/common.py', 'shop/plots/a.png', 'shop/plots.py'],
    ]) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), '');
    }
  });

  afterEach(() => rm(root, { recursive: true }));

  const find = async (...modules: readonly string[]): Promise<string[]> => {
    const folders = ['services', ''].map((name) => path.join(root, name));
    const found = await modulesAbove(modules, folders);
    return found.map(
      ({ module, path: file, folder, isAtTop }) =>
        `${module} ${path.relative(root, file)} of ${path.relative(root, folder) || '.'} ${isAtTop}`,
    );
  };

  it('are found at the top of the nearest folder, else one folder below', async () => {
    assert.deepEqual(await find('common', 'shared', 'libs', 'models'), [
      `common ${path.join('services', 'common.py')} of services true`,
      `shared ${path.join('libs', 'shared')} of . false`,
      'libs libs of . true',
      `models ${path.join('shop', 'models')} of . false`,
    ]);
  });

  it('are not hidden by a folder of data of their name', async () => {
    assert.deepEqual(await find('plots'), [`plots ${path.join('shop', 'plots.py')} of . false`]);
  });

  it('are none in folders of tools, of data, or further down', async () => {
    assert.deepEqual(await find('hidden', 'metrics', 'far', 'too', 'absent'), []);
    assert.deepEqual(await modulesAbove(['common'], [path.join(root, 'gone')]), []);
  });
});
