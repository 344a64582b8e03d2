import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { findPython } from '../../scripts/python';
import type { ArgvValue } from '../../src/core/training/argv/argvValue';
import { checkArguments, type ArgvAnswer } from '../../src/core/training/argv/checkArguments';
import { strPython } from '../../src/core/training/pythonText';
import { argvCases, inspectionOf, type ArgvCase } from './argvCases';
import { ArgvPythonPool, type PythonAnswer, type PythonAnswerValue } from './argvPythonPool';

type Certain = Exclude<ArgvAnswer, { kind: 'unknown' }>;

describe('the check of a command line', () => {
  let pool: ArgvPythonPool<ArgvCase, PythonAnswer>;
  const tally = new Map<string, number>();

  before(async () => {
    const python = await findPython(9);
    pool = await ArgvPythonPool.open(python.path, 'argparse_answers.py', 2);
  });
  after(() => pool.close());

  it('accepts exactly what Python’s argparse accepts, with its values and its words', async function () {
    this.timeout(120_000);
    const runs = fc.asyncProperty(
      fc.array(argvCases, { minLength: 1, maxLength: 20, size: 'max' }),
      async (cases) => {
        const answers = await pool.ask(cases);
        for (const [index, given] of cases.entries()) {
          const theirs = answers[index];
          assert.ok(theirs);
          compare(given, theirs);
        }
      },
    );
    await fc.assert(runs, { numRuns: 60 });
  });

  it('was decided often enough, both ways', () => {
    const count = (kind: string) => tally.get(kind) ?? 0;
    const all = [...tally.values()].reduce((sum, one) => sum + one, 0);

    const shares = JSON.stringify(Object.fromEntries(tally));
    assert.ok(all >= 300, shares);
    assert.ok(count('accepted') > all / 8 && count('refused') > all / 4, shares);
    assert.ok(count('unknown') < all / 3 && count('invalid') < all / 20, shares);
  });

  /** Of an `unknown`, what is likely has to hold too, but for what another parser or release decides. */
  function compare(given: ArgvCase, theirs: PythonAnswer): void {
    const ours = theirs.kind === 'invalid' ? null : checkArguments(inspectionOf(given), given.argv);
    tally.set(ours?.kind ?? 'invalid', (tally.get(ours?.kind ?? 'invalid') ?? 0) + 1);
    const certain = ours?.kind === 'unknown' ? foreseen(ours) : ours;
    if (certain !== null) {
      const told = JSON.stringify(
        { given: summary(given), theirs, ours: printable(ours) },
        null,
        1,
      );
      holdsAgainst(certain, theirs, told);
    }
  }

  function foreseen({ doubts, likely }: Exclude<ArgvAnswer, Certain>): Certain | null {
    const [, minor = 0] = pool.version;
    const open = ['subcommand', 'identity', ...(minor === 11 ? [] : ['versions'])];
    const isOpen = doubts.some(({ reason }) => open.includes(reason));
    return isOpen ? null : likely;
  }

  function holdsAgainst(ours: Certain, theirs: PythonAnswer, told: string): void {
    if (ours.kind === 'refused') {
      const reasons = new Map([
        ['help', 'help'],
        ['crash', 'crash'],
      ]);
      assert.equal(theirs.kind, reasons.get(ours.reason) ?? 'refused', told);
      if (theirs.kind === 'refused')
        assert.equal(worded(ours.message), worded(theirs.message), told);
      return;
    }
    assert.ok(theirs.kind === 'accepted', told);
    assert.deepEqual([...ours.values.keys()].sort(), Object.keys(theirs.values).sort(), told);
    for (const [name, value] of ours.values) {
      const other = theirs.values[name];
      assert.ok(other && agree(value, other), `${name}: ${told}`);
    }
    assert.equal(ours.unrecognized.length, theirs.rest.length, told);
  }
});

/** JSON did not tell the Python side `1` from `1.0` among the choices, and releases quote them apart. */
function worded(message: string): string {
  return message.replace(/ \(choose from .*/s, '');
}

function agree(ours: ArgvValue, theirs: PythonAnswerValue): boolean {
  if (ours.kind === 'unknown') return true;
  if (ours.kind === 'list') {
    return (
      theirs.kind === 'list' &&
      theirs.items.length === ours.items.length &&
      theirs.items.every((item, index) => agree(ours.items[index] ?? { kind: 'none' }, item))
    );
  }
  // A default such as 1e20 is a whole number in JSON.
  if (ours.kind === 'float' && theirs.kind === 'int') return Number(theirs.text) === ours.value;
  return theirs.kind === ours.kind && (theirs.kind === 'none' || theirs.text === strPython(ours));
}

function summary({ arguments: args, ...rest }: ArgvCase): object {
  const shown = [
    'flags',
    'name',
    'action',
    'type',
    'nargs',
    'choices',
    'default',
    'hasDefault',
    'required',
  ];
  return {
    ...rest,
    arguments: args.map((argument) => JSON.stringify(argument, shown)),
  };
}

function printable(answer: ArgvAnswer | null): unknown {
  const text = JSON.stringify(answer, (_, value: unknown) => {
    if (typeof value === 'bigint') return String(value);
    return value instanceof Map ? [...(value as Map<string, unknown>)] : value;
  });
  return JSON.parse(text) as unknown;
}
