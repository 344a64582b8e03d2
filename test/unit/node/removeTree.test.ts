import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { removeTree } from '../../../src/node/removeTree';

describe('removal of a tree', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'remove-tree-'));
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const locked = async (owner?: number) => {
    const folder = path.join(root, 'job', 'cache', 'deep');
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, 'file'), '');
    await mkdir(path.join(root, 'other'));
    await symlink(path.join(root, 'other'), path.join(folder, 'link'));
    await chmod(path.join(root, 'other'), 0o500);
    const folders = [folder, path.dirname(folder), path.join(root, 'job'), root];
    for (const one of folders) if (owner !== undefined) await chown(one, owner, owner);
    await chmod(folder, 0o500);
    await chmod(path.dirname(folder), 0o000);
  };

  it('takes what is write-protected, and leaves alone what its links point to', async function () {
    if (process.platform === 'win32') return this.skip();
    if (process.getuid?.() === 0) {
      // Nothing is protected from root.
      const nobody = 65_534;
      await locked(nobody);
      const program = `import(process.argv[1]).then((m) => {
        process.setgid(${nobody}); process.setuid(${nobody});
        return (m.default ?? m).removeTree(process.argv[2]);
      })`;
      const file = path.resolve('src/node/removeTree.ts');
      const args = ['--import', 'tsx', '-e', program, file, path.join(root, 'job')];
      await promisify(execFile)(process.execPath, args);
    } else {
      await locked();
      await removeTree(path.join(root, 'job'));
    }
    assert.deepEqual(await readdir(root), ['other']);
  });

  it('does nothing for what is not there', async () => {
    await removeTree(path.join(root, 'none'));
    assert.deepEqual(await readdir(root), []);
  });
});
