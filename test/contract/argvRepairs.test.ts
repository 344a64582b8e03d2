import assert from 'node:assert/strict';
import { cleanEnvironment, run } from '../../scripts/processes';
import { findPython } from '../../scripts/python';
import { ScriptRepairs, type Repair } from '../../src/core/training/argv/scriptFix';
import { inspectScript } from '../../src/core/training/inspect/inspectScript';

interface Repaired {
  readonly what: string;
  readonly call: string;
  readonly repair: Repair;
  /** Command lines and what the attribute then is by `repr`; what a person types comes first. */
  readonly answers: readonly (readonly [argv: string, value: string])[];
}

const cases: readonly Repaired[] = [
  {
    what: 'a switch',
    call: "'--amp', action='store_true', help='mixed'",
    repair: 'switch',
    answers: [
      ['--amp', 'True'],
      ['', 'False'],
      ['--amp True', 'True'],
      ['--amp False', 'False'],
    ],
  },
  {
    what: 'a switch that switches off, with a default of its own',
    call: "'--amp', default=True, action='store_false'",
    repair: 'switch',
    answers: [
      ['--amp', 'False'],
      ['', 'True'],
      ['--amp False', 'False'],
    ],
  },
  {
    what: 'type=bool',
    call: "'--amp', type=bool, default=True",
    repair: 'boolType',
    answers: [
      ['--amp True', 'True'],
      ['', 'True'],
      ['--amp False', 'False'],
    ],
  },
  {
    what: 'a positional',
    call: "'amp', type=int",
    repair: 'option',
    answers: [['--amp 3', '3']],
  },
  {
    what: 'a positional with a hyphen',
    call: "\n    'the-amp',\n    type=int,\n",
    repair: 'option',
    answers: [['--the-amp 3', '3']],
  },
  {
    what: 'a list of numbers',
    call: "'--amp', nargs='+', type=int, default=[1]",
    repair: 'list',
    answers: [
      ['--amp 64,32', '[64, 32]'],
      ['', '[1]'],
      ['--amp [64,32]', '[64, 32]'],
    ],
  },
  {
    what: 'a list of texts',
    call: "'--amp', nargs='*'",
    repair: 'list',
    answers: [
      ['--amp a,b', "['a', 'b']"],
      ['', 'None'],
    ],
  },
];

describe('a script that was mended for SageMaker', () => {
  let python: string;

  before(async () => {
    python = (await findPython(9)).path;
  });

  for (const { what, call, repair, answers } of cases) {
    it(`reads what it is given, and what it was given before: ${what}`, async function () {
      this.timeout(30_000);
      const text = repaired(
        [
          'import argparse',
          'parser = argparse.ArgumentParser()',
          `parser.add_argument(${call})`,
          'args = parser.parse_args()',
          'print(repr(list(vars(args).values())[0]))',
          '',
        ].join('\n'),
        repair,
      );
      for (const [argv, value] of answers) {
        let output = '';
        const words = argv === '' ? [] : argv.split(' ');
        const onOutput = (more: string) => (output += more);
        const code = await run(python, ['-c', text, ...words], {
          env: cleanEnvironment(),
          onOutput,
        });
        assert.deepEqual([code, output.trim()], [0, value], `${text}\n${argv}`);
      }
    });
  }
});

function repaired(text: string, repair: Repair): string {
  const [argument] = inspectScript(text, 'train.py').arguments;
  const edits = argument && new ScriptRepairs(text).edits(argument, repair);
  assert.ok(edits, text);
  const lines = text.split('\n');
  for (const edit of [...edits].sort((a, b) => b.line - a.line || b.from - a.from)) {
    const line = lines[edit.line - 1] ?? '';
    lines[edit.line - 1] = line.slice(0, edit.from) + edit.text + line.slice(edit.to);
  }
  return lines.join('\n');
}
