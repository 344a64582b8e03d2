import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pruneEnvironments } from '../../../../src/sandbox/housekeeping/pruneEnvironments';
import { makeTemporaryFolder, removeTemporaryFolders } from '../../../fakes/startedSandbox';
import { exists, makeEnvironment } from './dataFixture';

describe('pruning of environments', () => {
  const now = Date.now();
  let dataDir: string;
  let folder: string;

  beforeEach(async () => {
    dataDir = await makeTemporaryFolder();
    folder = path.join(dataDir, 'environments', 'e');
    await makeEnvironment(dataDir, 'e', now - 1000);
  });

  afterEach(removeTemporaryFolders);

  it('leaves alone what a job makes anew meanwhile', async () => {
    for (let index = 0; index < 40; index++) {
      const inner = path.join(folder, 'lib', String(index));
      await mkdir(inner, { recursive: true });
      for (let file = 0; file < 50; file++) await writeFile(path.join(inner, `${file}.py`), '');
    }
    const pruned = pruneEnvironments(dataDir, now, () => false);
    while (await exists(path.join(folder, 'complete'))) await sleep(1);
    // As a job does that finds no mark: it takes longer to get there.
    await sleep(10);
    await mkdir(path.join(folder, 'bin'), { recursive: true });
    await writeFile(path.join(folder, 'bin', 'python'), '');
    await pruned;
    assert.deepEqual(await readdir(folder), ['bin']);
    assert.ok(!(await exists(path.join(dataDir, 'removed'))));
  });

  it('takes none while a job runs', async () => {
    await pruneEnvironments(dataDir, now, () => true);
    assert.ok(await exists(path.join(folder, 'complete')));
    await pruneEnvironments(dataDir, now, () => false);
    assert.ok(!(await exists(folder)));
  });
});
