import assert from 'node:assert/strict';
import { compareScript, countNeedlesslyUncertain } from '../../../scripts/corpus/compareScript';
import type { TruthArgument, TruthParser } from '../../../scripts/corpus/truth';
import type { ScriptArgument, ScriptInspection } from '../../../src/core/training/inspection';

const none = { value: null };

const truthOf = (given: Partial<TruthArgument> = {}): TruthArgument => ({
  flags: ['--lr'],
  destination: 'lr',
  action: '_StoreAction',
  ownAction: false,
  open: false,
  type: 'float',
  nargs: none,
  default: { value: 0.1 },
  choices: none,
  required: { value: false },
  help: none,
  expandedHelp: none,
  sometimes: false,
  ...given,
});

const parserOf = (...given: readonly TruthArgument[]): TruthParser => ({
  acceptsUnknown: false,
  allowAbbrev: true,
  open: false,
  exclusive: [],
  subcommands: null,
  arguments: given,
  read: [],
});

const oursOf = (given: Partial<ScriptArgument> = {}): ScriptArgument => ({
  name: 'lr',
  flags: ['--lr'],
  destination: 'lr',
  action: 'store',
  type: 'float',
  default: 0.1,
  defaultText: '0.1',
  hasDefault: true,
  choices: null,
  nargs: null,
  required: false,
  variable: null,
  help: null,
  certain: true,
  line: 1,
  ...given,
});

const inspectionOf = (...given: readonly ScriptArgument[]): ScriptInspection => ({
  file: 'train.py',
  framework: null,
  imports: [],
  arguments: given,
  parser: null,
  channels: [],
  hyperparameters: [],
  surroundings: { gpu: null, distributed: null },
  metrics: [],
  problems: [],
});

const whats = (ours: Partial<ScriptArgument>, truth: Partial<TruthArgument>): string[] =>
  compareScript(inspectionOf(oursOf(ours)), parserOf(truthOf(truth))).map(
    ({ what, certain }) => `${what}${certain ? '!' : ''}`,
  );

describe('the comparison with the truth', () => {
  it('finds nothing where all is the same', () => {
    assert.deepEqual(whats({}, {}), []);
    assert.deepEqual(whats({ help: 'a b' }, { help: { value: 'a\n  b' } }), []);
    const list = { kind: 'list', members: [{ value: 'a' }, { value: 2 }] };
    assert.deepEqual(whats({ choices: ['a', 2] }, { choices: list }), []);
  });

  const differing: readonly [string, Partial<ScriptArgument>, Partial<TruthArgument>][] = [
    ['flags!', { flags: ['--lr', '-l'] }, {}],
    ['type!', { type: 'int' }, {}],
    ['type!', { type: 'str' }, { nargs: { value: 0 }, type: 'str' }],
    ['default!', { default: 0.2 }, {}],
    ['default', { default: null, hasDefault: false, certain: false }, {}],
    ['default!', {}, { default: { unknown: 'stub' } }],
    ['default!', {}, { default: { object: 'function', text: '' } }],
    ['default!', {}, { default: { variable: 'SM_MODEL_DIR' } }],
    ['choices!', { choices: ['a'] }, {}],
    ['choices!', {}, { choices: { kind: 'list', members: [{ unknown: 'stub' }] } }],
    ['nargs!', { nargs: '+' }, {}],
    ['required!', { required: true }, {}],
    ['help!', {}, { help: { value: 'x' }, expandedHelp: { value: 'x' } }],
  ];
  for (const [what, ours, truth] of differing) {
    it(`finds ${what} in ${JSON.stringify([ours, truth])}`, () =>
      assert.deepEqual(whats(ours, truth), [what]));
  }

  const agreeing: readonly [Partial<ScriptArgument>, Partial<TruthArgument>][] = [
    [{ certain: false }, { default: { unknown: 'differs' } }],
    [{ certain: false }, { default: { object: 'function', text: '' } }],
    [{}, { default: { value: '1e-1' } }],
    [{ default: 'a/b' }, { default: { object: 'path', text: 'a/b' } }],
    [{ variable: 'SM_MODEL_DIR' }, { default: { variable: 'SM_MODEL_DIR' } }],
    [{ type: 'flag' }, { nargs: { value: 0 }, type: 'str' }],
    [{ type: 'other' }, { ownAction: true }],
    [
      { help: 'x 0.1 5%' },
      { help: { value: 'x %(default)s 5%%' }, expandedHelp: { value: 'x 0.1 5%' } },
    ],
    [
      { choices: ['b', 'a'] },
      { choices: { kind: 'set', members: [{ value: 'a' }, { value: 'b' }] } },
    ],
  ];
  for (const [ours, truth] of agreeing) {
    it(`finds nothing in ${JSON.stringify([ours, truth])}`, () =>
      assert.deepEqual(whats(ours, truth), []));
  }

  it('finds what is missing and what nobody declared', () => {
    const found = (ours: ScriptInspection, truth: TruthParser): string[] =>
      compareScript(ours, truth).map(({ what, argument }) => `${what} ${argument}`);
    assert.deepEqual(found(inspectionOf(), parserOf(truthOf())), ['missing --lr']);
    assert.deepEqual(found(inspectionOf(), parserOf(truthOf({ sometimes: true }))), []);
    assert.deepEqual(found(inspectionOf(oursOf()), parserOf()), ['extra --lr']);
    assert.deepEqual(found(inspectionOf(oursOf()), { ...parserOf(), open: true }), []);
  });

  it('holds an argument of a sub-command against that command’s', () => {
    const subcommands = { required: true, names: ['fit'], arguments: [truthOf()] };
    const truth = { ...parserOf(), subcommands };
    assert.deepEqual(compareScript(inspectionOf(oursOf()), truth), []);
    const wrong = compareScript(inspectionOf(oursOf({ type: 'int' })), truth);
    assert.deepEqual(wrong, [
      { argument: '--lr', what: 'type', ours: 'int', truth: 'float', certain: true },
    ]);
  });

  it('counts doubt without need', () => {
    const count = (truth: TruthArgument): number =>
      countNeedlesslyUncertain(inspectionOf(oursOf({ certain: false })), parserOf(truth));
    assert.equal(count(truthOf()), 1);
    assert.equal(count(truthOf({ default: { unknown: 'stub' } })), 0);
  });
});
