import assert from 'node:assert/strict';
import fc from 'fast-check';
import { plainText } from '../../../src/core/logs/ansi';
import { LogSearch } from '../../../src/core/logs/find';
import { messageSegments } from '../../../src/webview/logs/messageSegments';

const message = fc
  .array(fc.constantFrom('\u001b[31m', '\u001b[0m', 'a', 'B', 'İ', 'ß', '.*', '\n', '\t', ' '))
  .map((parts) => parts.join(''));

const nothing = { query: '', matchCase: false };

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

  it('links a line of the job’s code, and folds what every path of the job begins with', () => {
    const folder = '/data/jobs/1/opt/ml/code';
    const drawn = messageSegments(`  File "${folder}/lib/a.py", line 42, in main`, nothing);
    assert.deepEqual(
      drawn.map(({ text, classes, link }) => [text, classes, link?.path, link?.line]),
      [
        ['  File "', '', undefined, undefined],
        [folder, 'folded', 'lib/a.py', 42],
        ['/lib/a.py", line 42', '', 'lib/a.py', 42],
        [', in main', '', undefined, undefined],
      ],
    );
    const [, prefix, rest] = drawn;
    assert.equal(prefix?.link, rest?.link, 'one link');
  });

  it('hides nothing that is searched for', () => {
    const text = 'File "/opt/ml/code/a.py", line 1';
    const drawn = (query: string) => messageSegments(text, { query, matchCase: false });
    const classes = (query: string): string =>
      drawn(query)
        .map((one) => one.classes)
        .join();
    assert.match(classes('a.py'), /folded.*match/);
    assert.doesNotMatch(classes('ml/code'), /folded/);
    assert.ok(drawn('ml/code').some(({ classes: all, link }) => all === 'match' && link));
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
