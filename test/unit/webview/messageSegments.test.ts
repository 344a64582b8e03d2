import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/core/logs/ansi';
import { LogSearch } from '../../../src/core/logs/find';
import { messageSegments } from '../../../src/webview/logs/messageSegments';

const message = fc
  .array(fc.constantFrom('\u001b[31m', '\u001b[0m', 'a', 'B', 'İ', 'ß', '.*', '\n', '\t', ' '))
  .map((parts) => parts.join(''));

describe('messageSegments', () => {
  it('reads as the plain text does, but for line breaks', () => {
    fc.assert(
      fc.property(message, fc.string(), (text, query) => {
        const drawn = messageSegments(text, { query, matchCase: false });
        const expected = plainText(text).replaceAll('\n', '↵');
        assert.equal(drawn.map((segment) => segment.text).join(''), expected);
      }),
    );
  });

  it('marks something exactly in the lines that the host’s search finds', () => {
    const query = fc.constantFrom('a', 'ab', 'B', 'İ', 'ss', '.*', ' a', 'aB');
    fc.assert(
      fc.property(message, query, fc.boolean(), (text, searched, matchCase) => {
        const search = new LogSearch({ length: 1, message: () => text }, searched, matchCase);
        const marked = messageSegments(text, { query: searched, matchCase }).some(({ classes }) =>
          classes.includes('match'),
        );
        assert.equal(marked, search.find(0, 'next').count === 1);
      }),
    );
  });
});
