import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ansiSpans, plainText } from '../../../../src/core/logs/ansi';

const sgr = (codes: string, text: string): string => `\u001b[${codes}m${text}`;

const classesOf = (codes: string): string => ansiSpans(sgr(codes, 'x'))[0]?.classes ?? 'none';

describe('ansiSpans', () => {
  const cases: readonly (readonly [codes: string, classes: string])[] = [
    ['31', 'fg-1'],
    ['97', 'fg-15'],
    ['44', 'bg-4'],
    ['107', 'bg-15'],
    ['1;31', 'bold fg-1'],
    ['1;2;3;4;9', 'bold dim italic underline strike'],
    ['7', 'inverse'],
    ['', ''],
    ['0', ''],
    ['1;0', ''],
    ['1;22', ''],
    ['4;4:0', ''],
    ['4:3', 'underline'],
    ['38;5;9', 'fg-9'],
    ['38;5;196;1', 'bold fg-9'],
    ['48;5;232', 'bg-0'],
    ['38;5;999', ''],
    ['38;2;200;10;10;4', 'underline fg-1'],
    ['48:2::0:250:5', 'bg-10'],
    ['38:5:12', 'fg-12'],
    ['38', ''],
    ['31;39', ''],
    ['5;999;12', ''],
  ];
  for (const [codes, classes] of cases) {
    it(`draws ${JSON.stringify(codes)} as ${JSON.stringify(classes)}`, () => {
      assert.equal(classesOf(codes), classes);
    });
  }

  it('cuts a line where its look changes', () => {
    assert.deepEqual(
      ansiSpans(`plain ${sgr('32', 'green')}${sgr('1', ' both')}${sgr('0', ' end')}`),
      [
        { text: 'plain ', classes: '' },
        { text: 'green', classes: 'fg-2' },
        { text: ' both', classes: 'bold fg-2' },
        { text: ' end', classes: '' },
      ],
    );
  });

  it('joins what looks alike', () => {
    assert.deepEqual(ansiSpans(`a${sgr('0', 'b')}${sgr('39', 'c')}`), [
      { text: 'abc', classes: '' },
    ]);
  });

  it('leaves out everything else that a terminal obeys', () => {
    const escapes = [
      '\u001b[2K',
      '\u001b[?25l',
      '\u001b[1;5H',
      '\u001b]0;title\u0007',
      '\u001b]8;;http://example.invalid\u001b\\',
      '\u001bPq data\u001b\\',
      '\u001b(B',
      '\u001bM',
      '\u0008\u0000\u007f\u009b',
    ];
    assert.equal(plainText(`a${escapes.join('b')}c\td\ne`), `a${'b'.repeat(8)}c\td\ne`);
  });

  it('does not let an unfinished sequence hide the rest', () => {
    assert.equal(plainText('\u001b]0;rest of the line'), '0;rest of the line');
    assert.equal(plainText('end\u001b'), 'end');
    assert.equal(plainText('end\u001b[31'), 'end31');
  });

  it('keeps the text, whatever it is', () => {
    const piece = fc.constantFrom(
      '\u001b',
      '[',
      '3',
      '1;',
      'm',
      ']',
      '\u0007',
      'x',
      '\\',
      '38;2;',
      ':',
      'P',
    );
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join('')),
    );
    fc.assert(
      fc.property(text, (line) => {
        const spans = ansiSpans(line);
        assert.equal(spans.map((span) => span.text).join(''), plainText(line));
        assert.ok(!plainText(line).includes('\u001b'));
        assert.ok(
          spans.every(({ classes }) => /^(?:[a-z]+(?:-(?:1[0-5]|\d))?(?: |$))*$/.test(classes)),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('reads hostile lines to the end', () => {
    const hostile = [
      '\u001b]',
      '\u001b[1;',
      '\u001b[',
      '1;',
      '\u001b[31m',
      '\u001bP',
      '\u001b ',
      ':',
    ];
    for (const piece of hostile) {
      assert.equal(typeof plainText(`\u001b[${piece.repeat(100_000)}`), 'string');
      assert.ok(ansiSpans(`\u001b[${piece.repeat(100_000)}m`).length <= 100_001);
    }
  });
});
