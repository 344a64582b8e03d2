import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { debuggedCommand } from '../../../../src/sandbox/runner/debug/debuggedCommand';
import { Debuggers } from '../../../../src/sandbox/runner/debug/debuggers';

describe('the debugger beside a script', () => {
  let folder: string;

  beforeEach(async function () {
    if (process.platform === 'win32') this.skip();
    folder = await mkdtemp(path.join(os.tmpdir(), 'debugged-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const begin = async (temporaryFolder: string, signal: AbortSignal) => {
    const silent = path.join(folder, 'silent');
    await writeFile(silent, '#!/bin/sh\nexec sleep 60\n');
    await chmod(silent, 0o700);
    const command = { interpreter: silent, command: [], cwd: folder, env: {}, failure: () => '' };
    const { accompany } = debuggedCommand(command, {
      ...{ jobName: 'job', codeFolder: folder, temporaryFolder, debugger: silent },
      env: { PATH: process.env['PATH'] ?? '' },
      debuggers: new Debuggers(),
    });
    await accompany?.(signal);
  };

  it('is not waited for when the job is stopped while it starts', async () => {
    const started = performance.now();
    await assert.rejects(begin(folder, AbortSignal.timeout(100)), { name: 'JobFailure' });
    // It would be given up by itself, but only after half a minute.
    assert.ok(performance.now() - started < 10_000);
  });

  it('has no socket where the path is too long, which would be cut off', async () => {
    const deep = path.join(folder, 'd'.repeat(100));
    await mkdir(deep);
    await assert.rejects(begin(deep, new AbortController().signal), {
      name: 'JobFailure',
      message: /too long for a socket .*TMPDIR/,
    });
    assert.deepEqual(await readdir(deep), []);
  });
});
