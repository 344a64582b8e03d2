import assert from 'node:assert/strict';
import * as path from 'node:path';
import { temporaryFolder } from './sandboxServer';
import { runSeries } from './crash/series';

/** `CRASH_SEED=7` repeats one series. */
const chosen = process.env['CRASH_SEED'];
const seeds =
  chosen === undefined ? Array.from({ length: 20 }, (_, index) => index + 1) : [Number(chosen)];
const killsEach = 10;
/** More at a time than processors, as they wait for timers and disks. */
const atATime = 4;

describe('the sandbox, killed at 200 moments', function () {
  this.timeout(600_000);

  it('has all that it acknowledged and nothing half done', async () => {
    const folder = await temporaryFolder();
    const waiting = [...seeds];
    const failures: string[] = [];
    const work = async () => {
      for (let seed = waiting.shift(); seed !== undefined; seed = waiting.shift()) {
        try {
          await runSeries(seed, killsEach, path.join(folder.path, String(seed)));
        } catch (error) {
          failures.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
        }
      }
    };
    await Promise.all(Array.from({ length: atATime }, work));
    // It fails when a process of a job still runs.
    await folder.remove();
    assert.deepEqual(failures, []);
  });
});
