import assert from 'node:assert/strict';
import fc from 'fast-check';
import { quoteWords } from '../../../../../src/core/training/argv/quoteWords';
import { readShellWords } from '../../../../../src/core/training/argv/shellWords';

describe('quoteWords', () => {
  it('leaves plain words as they are', () => {
    assert.equal(quoteWords(['--lr', '1e-3', '', 'it’s']), `--lr 1e-3 '' 'it’s'`);
  });

  it('keeps braces from a shell that makes alternatives of them', () => {
    const open = ['{,}', 'a{1..3}'].map((word) => readShellWords(quoteWords([word]))?.open);
    assert.deepEqual(open, [[], []]);
    assert.deepEqual(readShellWords('a{1..3}')?.open, [1]);
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
