import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteWords } from '../../../../../src/core/training/argv/quoteWords';
import { readShellWords } from '../../../../../src/core/training/argv/shellWords';

describe('quoteWords', () => {
  it('leaves plain words as they are', () => {
    assert.equal(quoteWords(['--lr', '1e-3', '', 'it’s']), `--lr 1e-3 '' 'it’s'`);
  });

  it('gives a shell what it takes for the same words', () => {
    fc.assert(
      fc.property(fc.array(fc.string().filter((word) => !word.includes('\0'))), (words) => {
        const reading = readShellWords(quoteWords(words));
        assert.ok(reading);
        assert.deepEqual(
          reading.words.map(({ text }) => text),
          words,
        );
        assert.deepEqual([reading.end, reading.open], [null, []]);
      }),
    );
  });
});
