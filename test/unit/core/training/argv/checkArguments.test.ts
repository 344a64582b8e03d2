import assert from 'node:assert/strict';
import { checkArguments } from '../../../../../src/core/training/argv/checkArguments';
import type { ScriptInspection, ScriptParser } from '../../../../../src/core/training/inspection';
import { inspectionOf } from './inspectionOf';

// What argparse accepts is held against Python itself in test/contract/argvAgainstPython.test.ts.
describe('the check of a command line', () => {
  it('gives the values that the script gets', () => {
    const inspection = inspectionOf([
      { name: 'epochs', type: 'int', default: 3 },
      { name: 'lr', type: 'float', default: 0.1 },
    ]);
    const answer = checkArguments(inspection, ['--lr', '1e-3']);
    assert.ok(answer.kind === 'accepted');
    assert.deepEqual(
      [...answer.values],
      [
        ['epochs', { kind: 'int', value: 3n }],
        ['lr', { kind: 'float', value: 0.001 }],
      ],
    );
  });

  it('says with argparse’s words why a switch does not take the value that SageMaker gives', () => {
    const inspection = inspectionOf([{ name: 'amp', action: 'store_true', type: 'flag' }]);
    assert.deepEqual(checkArguments(inspection, ['--amp', 'True']), {
      kind: 'refused',
      reason: 'unrecognized',
      argument: null,
      message: 'unrecognized arguments: True',
      words: [1],
    });
  });

  it('knows that a number such as -1e-5 is taken for an option', () => {
    const inspection = inspectionOf([{ name: 'lr', type: 'float' }]);
    assert.deepEqual(checkArguments(inspection, ['--lr', '-0.5']).kind, 'accepted');
    const refused = checkArguments(inspection, ['--lr', '-1e-5']);
    assert.ok(refused.kind === 'refused');
    assert.equal(refused.message, 'argument --lr: expected one argument');
  });

  const unsure: readonly (readonly [string, Partial<ScriptParser>])[] = [
    ['that was not seen in full', { certain: false }],
    ['that is not argparse', { kind: 'click' }],
  ];
  for (const [what, parser] of unsure) {
    it(`knows nothing of a parser ${what}`, () => {
      const answer = checkArguments(inspectionOf([{ name: 'lr' }], parser), ['--lr', '1']);
      assert.ok(answer.kind === 'unknown');
      assert.deepEqual(answer.doubts[0], { reason: 'parser', argument: null });
    });
  }

  it('does not take a text that is a default for given, where only one of several may be', () => {
    const inspection = inspectionOf(
      [
        { name: 'x', destination: 'x', type: 'int' },
        { name: 'rest', destination: 'rest', flags: [], nargs: '?', default: 'True' },
      ],
      { exclusive: [{ destinations: ['x', 'rest'], required: false }] },
    );
    assert.equal(checkArguments(inspection, ['--x', '1']).kind, 'accepted');
  });

  it('knows nothing of a value that a function of the script reads, but says what it depends on', () => {
    const inspection = inspectionOf([{ name: 'date', type: 'other' }]);
    const answer = checkArguments(inspection, ['--date', 'today']);
    assert.ok(answer.kind === 'unknown' && answer.likely?.kind === 'accepted');
    assert.deepEqual(answer.doubts, [{ reason: 'type', argument: 'date' }]);
    assert.equal(checkArguments(inspection, ['--date', 'today', '--dat=']).kind, 'unknown');
    assert.equal(checkArguments(inspection, ['--date', 'today', 'more']).kind, 'refused');
  });

  it('does not trust an argument that could not be read in full', () => {
    const inspection = inspectionOf([{ name: 'model', certain: false, choices: ['a'] }]);
    assert.equal(checkArguments(inspection, ['--model', 'b']).kind, 'unknown');
    assert.equal(checkArguments(inspection, []).kind, 'accepted');
  });

  it('never throws, whatever an inspection says', () => {
    const counts = [1e12, -3, 0.5, Number.NaN, 'odd'];
    for (const nargs of counts) {
      const inspection = inspectionOf([
        { name: 'x', nargs },
        { name: 'y', flags: [], nargs },
      ]);
      assert.ok(checkArguments(inspection, ['--x', '1', '2', '--', '3']).kind);
    }
    const many = Array.from({ length: 40 }, (_, index) => ({
      name: `p${index}`,
      flags: [],
      nargs: '*',
    }));
    const words = Array.from({ length: 400 }, () => 'word');
    const answer = checkArguments(inspectionOf(many), words);
    assert.equal(answer.kind, 'unknown');
  });

  it('knows nothing where the script reads no command line', () => {
    const inspection: ScriptInspection = { ...inspectionOf([]), parser: null };
    assert.equal(checkArguments(inspection, []).kind, 'unknown');
  });
});
