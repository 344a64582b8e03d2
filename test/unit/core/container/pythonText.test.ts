import assert from 'node:assert/strict';
import fc from 'fast-check';
import { dumpsPython, reprFloat, reprPython } from '../../../../src/core/training/pythonText';
import { parsePythonJson, toPython } from '../../../../src/core/training/pythonValue';

/** `json.loads`, then `repr`; the expected texts come from Python 3.11. */
const readings: readonly (readonly [json: string, repr: string])[] = [
  ['-0', '0'],
  ['-0.0', '-0.0'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['1.5e-7', '1.5e-07'],
  ['1e15', '1000000000000000.0'],
  ['1e16', '1e+16'],
  ['1e999', 'inf'],
  ['NaN', 'nan'],
  ['-Infinity', '-inf'],
  ['[1, 1.0, null]', '[1, 1.0, None]'],
  ['"it\'s"', '"it\'s"'],
  ['"\\u00e9\\n\\u007f\\u200b"', "'é\\n\\x7f\\u200b'"],
  ['"\\"\'"', "'\"\\''"],
];

describe('Python text', () => {
  for (const [json, repr] of readings) {
    it(`reads ${json} and writes ${repr}`, () => {
      const value = parsePythonJson(json);
      assert.ok(value);
      assert.equal(reprPython(value), repr);
    });
  }

  it('refuses what json.loads refuses', () => {
    for (const text of [
      '',
      '01',
      '1.',
      '[1,]',
      "'a'",
      'tru',
      '{"a"}',
      '"a\tb"',
      '1 2',
      '"\\u00z"',
    ]) {
      assert.equal(parsePythonJson(text), undefined, text);
    }
  });

  it('dumps to JSON that means the same, in ASCII', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = dumpsPython(toPython(value));
        assert.match(text, /^[ -~]*$/);
        assert.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it('writes floats that read back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        assert.ok(Object.is(Number(reprFloat(value)), value));
        assert.match(reprFloat(value), /[.e]/);
      }),
    );
  });
});
