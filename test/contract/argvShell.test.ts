import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { readShellWords } from '../../src/core/training/argv/shellWords';

// Without commands, expansions and files to find: none of these does anything but fail.
const signs = fc.constantFrom(
  'a',
  'b',
  '1',
  '-',
  '=',
  ' ',
  '\t',
  "'",
  '"',
  '\\',
  '[',
  ']',
  ',',
  '{',
  '}',
  '#',
  '$',
  ';',
  '(',
  '\n',
  '~',
  '*',
  '%',
  '!',
);
const texts = fc.string({ unit: signs, maxLength: 8 });

describe('the words that a shell makes of a command line', () => {
  let folder = '';

  before(async function () {
    // The images that use a shell are Linux.
    if (process.platform === 'win32') this.skip();
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'argv-shell-'));
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  it('are those of /bin/sh', async function () {
    this.timeout(60_000);
    const tally = { words: 0, broken: 0, open: 0 };
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        const reading = readShellWords(text);
        if (reading === null) {
          tally.broken++;
          assert.equal(await shellWords(text), null);
        } else if (reading.end === null && reading.open.length === 0) {
          tally.words++;
          assert.deepEqual(
            reading.words.map((word) => word.text),
            await shellWords(text),
          );
        } else {
          tally.open++;
        }
      }),
      { numRuns: 500 },
    );
    assert.ok(tally.words > 50 && tally.broken > 20, JSON.stringify(tally));
  });

  /** `null`: the shell refuses the line. */
  function shellWords(line: string): Promise<readonly string[] | null> {
    return new Promise((resolve) => {
      const command = `printf '%s\\0' begin ${line}`;
      execFile('/bin/sh', ['-c', command], { cwd: folder, env: { PATH: '' } }, (error, stdout) => {
        resolve(error === null ? stdout.split('\0').slice(1, -1) : null);
      });
    });
  }
});
