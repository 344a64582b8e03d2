import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { listDataFiles } from '../../../../src/node/dataFiles';
import { summarizeData, type SummaryOptions } from '../../../../src/aws/training/dataSummary';
import { asOrdinaryUser } from '../../../fakes/asOrdinaryUser';

describe('files of a channel', () => {
  let folder: string;

  const write = async (name: string, text = 'x'): Promise<void> => {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  };

  const summarize = (options: Partial<SummaryOptions> = {}) =>
    summarizeData(folder, {
      signal: new AbortController().signal,
      onProgress: () => undefined,
      ...options,
    });

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'data-test-'));
    await chmod(folder, 0o755);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('are counted with some of their names', async () => {
    await write('b.csv', '12345');
    await write('deep/a.csv', '123');
    assert.deepEqual(await summarize(), {
      ...{ files: 2, bytes: 8, isComplete: true },
      names: ['b.csv', 'deep/a.csv'],
    });
  });

  it('that cannot be read are told in words, with the folder', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    await write('a.csv');
    await write('closed/b.csv');
    const closed = path.join(folder, 'closed');
    // Without `x` its names can be read, and nothing about them.
    for (const mode of [0o000, 0o644]) {
      await chmod(closed, mode);
      const place = mode === 0 ? closed : path.join(closed, 'b.csv');
      const told = {
        reason: 'invalid',
        message: `${place} cannot be read: permission denied. Choose other data, or allow reading it.`,
      };
      await asOrdinaryUser(async () => {
        await assert.rejects(listDataFiles(folder), told);
        await assert.rejects(summarize(), told);
        await assert.rejects(listDataFiles(path.join(closed, 'b.csv')), {
          reason: 'invalid',
          message: /b\.csv cannot be read: permission denied/,
        });
      });
    }
    await chmod(closed, 0o755);
  });

  it('do not include links that lead nowhere or in a circle', async () => {
    await write('a.csv');
    await symlink('nowhere', path.join(folder, 'broken'));
    await symlink('self', path.join(folder, 'self'));
    await symlink(folder, path.join(folder, 'up'));
    assert.deepEqual((await summarize()).names, ['a.csv']);
  });

  it('are counted as far as the limits go', async () => {
    await Promise.all(['a', 'b', 'c'].map((name) => write(name)));
    const limits = { files: 2, milliseconds: 60_000 };
    assert.deepEqual(await summarize({ limits }), {
      ...{ files: 2, bytes: 2, isComplete: false },
      names: ['a', 'b'],
    });
    const exactly = await summarize({ limits: { ...limits, files: 3 } });
    assert.equal(exactly.isComplete, true);
  });

  it('are counted for a time only, also where there are folders and no files', async () => {
    const wide = Array.from({ length: 40 }, (_, index) => String(index));
    await Promise.all(
      wide.flatMap((a) => wide.map((b) => mkdir(path.join(folder, a, b), { recursive: true }))),
    );
    const limits = { files: 1000, milliseconds: 1 };
    assert.equal((await summarize({ limits })).isComplete, false);
    const stopping = new AbortController();
    const summary = summarize({ signal: stopping.signal });
    stopping.abort();
    await assert.rejects(summary, { name: 'AbortError' });
  });
});
