import assert from 'node:assert/strict';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptProcess } from '../../../../src/sandbox/runner/process/scriptProcess';

describe('script process', () => {
  const command = (interpreter: string) => ({
    interpreter,
    command: [interpreter, 'train.py'],
    failure: () => '',
    cwd: os.tmpdir(),
    env: {},
  });

  it('lets whoever waits for it later learn that its interpreter is gone', async () => {
    const gone = path.join(os.tmpdir(), 'no-such-folder', 'python');
    // It would end the whole sandbox.
    const unhandled: unknown[] = [];
    const note = (error: unknown) => unhandled.push(error);
    process.on('unhandledRejection', note);
    try {
      const script = new ScriptProcess(command(gone), '/no/home', () => Promise.resolve());
      await sleep(50);
      await assert.rejects(script.ended, { code: 'ENOENT' });
      await script.stop(10);
      assert.deepEqual(unhandled, []);
    } finally {
      process.removeListener('unhandledRejection', note);
    }
  });
});
