import assert from 'node:assert/strict';
import { join, relative, resolve } from 'node:path';
import fc from 'fast-check';
import {
  allowedSourceFolders,
  packedFile,
  pathMappings,
  sourceRoots,
} from '../../../../src/ui/launch/sourceRoots';

const script = resolve('/home/me/mono/services/train/train.py');
const home = resolve('/home/me');

describe('the folders that a script is packed from', () => {
  it('are its own and those round it up to the workspace folder', () => {
    const allowed = (workspace: string | undefined, at = home) =>
      allowedSourceFolders(script, workspace && resolve(workspace), at);
    assert.deepEqual(allowed('/home/me/mono'), ['.', '..', '../..']);
    assert.deepEqual(allowed('/home/me/mono/services/train'), ['.']);
    assert.deepEqual(allowed('/somewhere/else'), ['.']);
    assert.deepEqual(allowed(undefined), ['.']);
  });

  it('are never a home folder, what lies above one, or the root', () => {
    assert.deepEqual(allowedSourceFolders(script, resolve('/'), home), ['.', '..', '../..']);
    assert.deepEqual(
      allowedSourceFolders(resolve('/a/train.py'), resolve('/'), resolve('/home/me')),
      ['.'],
    );
  });

  it('hold the script, at the path that the job starts', () => {
    const name = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.nat(6), (names, depth) => {
        const file = resolve('/', ...names, 'train.py');
        const workspace = resolve('/', ...names.slice(0, depth));
        for (const sourceFolder of allowedSourceFolders(file, workspace, resolve('/root/me'))) {
          const roots = sourceRoots(file, { sourceFolder, alsoPacked: [] });
          assert.equal(resolve(roots.directory, roots.entryPoint), file);
          assert.equal(packedFile(roots, roots.entryPoint), file);
          const way = relative(workspace, roots.directory);
          assert.ok(sourceFolder === '.' || !way.startsWith('..'));
        }
      }),
    );
  });

  it('lead from a path of the archive to the file', () => {
    const alsoPacked = [resolve('/home/me/libs/shared'), resolve('/home/me/one.py')];
    const roots = sourceRoots(script, { sourceFolder: '..', alsoPacked });
    assert.equal(roots.entryPoint, 'train/train.py');
    assert.equal(packedFile(roots, 'train/a.py'), resolve('/home/me/mono/services/train/a.py'));
    assert.equal(packedFile(roots, 'shared/in/b.py'), resolve('/home/me/libs/shared/in/b.py'));
    assert.equal(packedFile(roots, 'one.py'), resolve('/home/me/one.py'));
    assert.deepEqual(pathMappings(roots, resolve('/opt/ml/code')), [
      { localRoot: alsoPacked[0], remoteRoot: join(resolve('/opt/ml/code'), 'shared') },
      { localRoot: alsoPacked[1], remoteRoot: join(resolve('/opt/ml/code'), 'one.py') },
      { localRoot: resolve('/home/me/mono/services'), remoteRoot: resolve('/opt/ml/code') },
    ]);
  });
});
