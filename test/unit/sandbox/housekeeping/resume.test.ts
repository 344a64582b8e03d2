import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import {
  makeTemporaryFolder,
  noJobs,
  removeTemporaryFolders,
  startTestSandbox,
} from '../../../fakes/startedSandbox';
import { exists } from './dataFixture';

const run = promisify(execFile);

describe('housekeeping at a start', () => {
  let dataDir: string;
  let sandbox: RunningSandbox | undefined;

  beforeEach(async () => {
    dataDir = path.join(await makeTemporaryFolder(), 'data');
    await (await startTestSandbox({ dataDir })).stop('test');
  });

  afterEach(async () => {
    await sandbox?.stop('test');
    sandbox = undefined;
    await removeTemporaryFolders();
  });

  /** Folders in each other whose paths are longer than the system takes. */
  const makeStubborn = async (folder: string) => {
    await mkdir(folder, { recursive: true });
    const dig = `const fs = require('fs'); const name = 'd'.repeat(200);
      for (let depth = 0; depth < 30; depth++) { fs.mkdirSync(name); process.chdir(name); }`;
    await run(process.execPath, ['-e', dig], { cwd: folder });
  };

  /** Brings what lies deep within reach, until nothing is left. */
  const removeStubborn = async (folder: string) => {
    const fill = `const fs = require('fs'); const name = 'd'.repeat(200);
      while (fs.existsSync(name)) {
        if (fs.existsSync(name + '/' + name)) fs.renameSync(name + '/' + name, 'rest');
        fs.rmdirSync(name);
        if (fs.existsSync('rest')) fs.renameSync('rest', name);
      }`;
    await run(process.execPath, ['-e', fill], { cwd: folder });
  };

  for (const order of [undefined, '{"what":"everything"}']) {
    const after = order === undefined ? 'an earlier order' : 'the order that it takes up';
    it(`starts also when what is left of ${after} cannot be deleted`, async function () {
      if (process.platform === 'win32') this.skip();
      await makeStubborn(path.join(dataDir, 'removed', 'x'));
      await mkdir(path.join(dataDir, 'jobs'), { recursive: true });
      if (order !== undefined) await writeFile(path.join(dataDir, 'cleanup.json'), order);
      const reported: unknown[] = [];
      try {
        sandbox = await startTestSandbox({ dataDir, reported });
        assert.equal(reported.length, 1);
        // What has been set aside is gone for whoever uses the sandbox.
        assert.equal(await exists(path.join(dataDir, 'jobs')), order === undefined);
        assert.ok(!(await exists(path.join(dataDir, 'cleanup.json'))));
      } finally {
        await removeStubborn(path.join(dataDir, 'removed', 'x'));
      }
    });
  }

  it('goes on when an order about what has ended cannot be carried out, and keeps it', async () => {
    const order = path.join(dataDir, 'cleanup.json');
    await writeFile(order, '{"what":"ended","before":1}');
    const reported: unknown[] = [];
    const failure = new Error('It cannot be removed.');
    const jobs = { removeEnded: () => Promise.reject(failure) };
    sandbox = await startTestSandbox({ dataDir, reported, jobs });
    assert.deepEqual(reported, [failure]);
    assert.ok(await exists(order));
  });

  it('closes the stores when it cannot start after all', async () => {
    await writeFile(path.join(dataDir, 'cleanup.json'), 'no JSON');
    let closed = 0;
    const openJobs = () =>
      Promise.resolve({
        ...noJobs,
        close: () =>
          Promise.resolve().then(() => {
            closed++;
          }),
      });
    await assert.rejects(startTestSandbox({ dataDir, openJobs }), SyntaxError);
    assert.equal(closed, 1);
    await rename(path.join(dataDir, 'cleanup.json'), path.join(dataDir, 'removed.json'));
    sandbox = await startTestSandbox({ dataDir });
  });
});
