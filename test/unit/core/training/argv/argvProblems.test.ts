import assert from 'node:assert/strict';
import { parser } from '@lezer/python';
import { argvProblems } from '../../../../../src/core/training/argv/argvProblems';
import { argvOf } from '../../../../../src/core/training/argv/scriptArgv';
import type { ArgvProblem, ScriptEdit } from '../../../../../src/core/training/argv/argvProblem';
import { ScriptRepairs } from '../../../../../src/core/training/argv/scriptFix';
import { containerImage } from '../../../../../src/core/training/containerImage';
import { initialDraft } from '../../../../../src/core/training/draft';
import type { ScriptParser } from '../../../../../src/core/training/inspection';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import { argparseScript } from './argparseScript';

const pytorch = containerImage(
  '1.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.8.0-cpu-py312',
);
const sklearn = containerImage('1.dkr.ecr.eu-west-1.amazonaws.com/sagemaker-scikit-learn:1.4-2');

function subjectOf(
  text: string,
  values: Readonly<Record<string, string>>,
  image = sklearn,
): Parameters<typeof argvProblems>[0] {
  const inspection = inspectScript(text, 'train.py');
  const draft = initialDraft(inspection, { script: '/x/train.py', folders: [], now: new Date(0) });
  const repairs = new ScriptRepairs(text);
  return {
    inspection,
    draft: { ...draft, values: { ...draft.values, ...values } },
    image,
    repairs,
  };
}

function onlyProblem(problems: readonly ArgvProblem[]): ArgvProblem {
  const [first] = problems;
  assert.ok(first && problems.length === 1, JSON.stringify(problems));
  return first;
}

/** The script after the problem's edits of it. */
function repaired(text: string, problem: ArgvProblem): string {
  const fix = problem.fixes.find(({ kind }) => kind === 'script');
  assert.ok(fix?.kind === 'script', JSON.stringify(problem));
  const lines = text.split('\n');
  const backwards = [...fix.edits].sort((a, b) => b.line - a.line || b.from - a.from);
  for (const { line, from, to, text: put } of backwards) edit(lines, { line, from, to, text: put });
  return lines.join('\n');
}

function edit(lines: string[], { line, from, to, text }: ScriptEdit): void {
  const old = lines[line - 1] ?? '';
  lines[line - 1] = old.slice(0, from) + text + old.slice(to);
}

describe('the command line of a launch', () => {
  it('is what the image builds, through its shell', () => {
    const text = argparseScript("'--name'", "'--lr', type=float", "'--amp', action='store_true'");
    const values = { name: 'adam w; ls', lr: '0.5', amp: 'true' };
    const parts = argvOf(subjectOf(text, values).draft, inspectScript(text, 'train.py'), pytorch);
    assert.deepEqual(parts, [
      { name: 'amp', built: ['--amp', 'True'], received: ['--amp', 'True'], damage: null },
      { name: 'lr', built: ['--lr', '0.5'], received: ['--lr', '0.5'], damage: null },
      {
        name: 'name',
        built: ['--name', 'adam w; ls'],
        received: ['--name', 'adam', 'w'],
        damage: 'runs',
      },
    ]);
  });

  it('has no problem where the script takes all of it', () => {
    const text = argparseScript(
      "'--lr', type=float",
      "'--model', choices=['a', 'b']",
      "'--n', type=int",
    );
    assert.deepEqual(argvProblems(subjectOf(text, { lr: '1e-3', model: 'b', n: '3' })), []);
  });

  it('names a switch, and mends it in the script or leaves it out', () => {
    const text = argparseScript("'--amp', action='store_true', help='mixed precision'");
    const problem = onlyProblem(argvProblems(subjectOf(text, { amp: 'true' })));
    assert.equal(problem.name, 'amp');
    assert.equal(problem.line, 3);
    assert.match(problem.message, /--amp True.*unrecognized arguments: True/);
    assert.deepEqual(problem.fixes.at(-1), { kind: 'form', name: 'amp', value: null });
    assert.equal(
      repaired(text, problem).split('\n')[2],
      "parser.add_argument('--amp', type=lambda text: text.lower() in ('1', 'true', 'yes'), " +
        "nargs='?', const=True, default=False, help='mixed precision')",
    );
    assert.deepEqual(
      argvProblems(subjectOf(repaired(text, problem), { amp: 'true' })).filter(
        ({ severity }) => severity === 'error',
      ),
      [],
    );
  });

  it('names what type=bool would read as true', () => {
    const text = argparseScript("'--amp', type=bool, default=True");
    const problem = onlyProblem(argvProblems(subjectOf(text, { amp: 'false' })));
    assert.match(problem.message, /--amp False, which type=bool reads as true/);
    assert.match(repaired(text, problem), /'--amp', type=lambda text: .*, default=True\)/);
  });

  it('makes a positional an option under the same attribute', () => {
    const text = argparseScript("'data-dir', help='files'", "'rest', nargs='*'");
    const problem = onlyProblem(argvProblems(subjectOf(text, {})));
    assert.match(
      repaired(text, problem),
      /add_argument\('--data-dir', dest='data-dir', required=True, help='files'\)/,
    );
  });

  it('names each of several, as argparse itself would only one', () => {
    const text = argparseScript(
      "'--epochs', type=int, required=True",
      "'--model', choices=['a', 'b']",
      "'--amp', action='store_true'",
      "'--layers', type=int, nargs='+'",
    );
    const values = { epochs: '', model: 'c', amp: 'true', layers: '[64, 32]' };
    const problems = argvProblems(subjectOf(text, values));
    assert.deepEqual(problems.map(({ name }) => name).sort(), ['amp', 'epochs', 'layers', 'model']);
    const layers = problems.find(({ name }) => name === 'layers');
    assert.ok(layers);
    assert.match(
      repaired(text, layers),
      /type=lambda text: \[int\(item\) for item in .*nargs=None/,
    );
  });

  it('says what a value has to be, and keeps argparse’s own words beside it', () => {
    const text = argparseScript("'--epochs', type=int", "'--solver', choices=['lbfgs', 'saga']");
    const problems = argvProblems(subjectOf(text, { epochs: 'many', solver: 'sgd' }));
    assert.deepEqual(
      problems.map(({ message, detail }) => [message, detail]),
      [
        [
          '--epochs takes a whole number, such as 20; “many” is not.',
          "argument --epochs: invalid int value: 'many'",
        ],
        [
          '--solver takes one of: lbfgs, saga; “sgd” is not.',
          "argument --solver: invalid choice: 'sgd' (choose from 'lbfgs', 'saga')",
        ],
      ],
    );
  });

  it('names every argument that is missing, and does not offer to leave out what is required', () => {
    const text = argparseScript("'--out', required=True", "'--epochs', type=int, required=True");
    const missing = argvProblems(subjectOf(text, {}));
    assert.deepEqual(
      missing.map(({ message }) => message),
      ['The script requires --out.', 'The script requires --epochs.'],
    );
    const wrong = onlyProblem(argvProblems(subjectOf(text, { out: 'x', epochs: 'x' })));
    assert.deepEqual([wrong.name, wrong.fixes], ['epochs', []]);
  });

  it('holds values against what is declared where the parser is another one than argparse', () => {
    const text = argparseScript(
      "'--epochs', type=int",
      "'--out', required=True",
      "'--amp', type=bool",
    );
    const subject = subjectOf(text, { epochs: 'many', amp: 'false' });
    const parser = { ...subject.inspection.parser, kind: 'click' } as ScriptParser;
    const problems = argvProblems({ ...subject, inspection: { ...subject.inspection, parser } });
    assert.deepEqual(
      problems.map(({ name, fixes }) => [name, fixes.map(({ kind }) => kind)]),
      [
        ['epochs', ['form']],
        ['out', []],
      ],
    );
  });

  it('takes a positional that has a default for none that is missing', () => {
    const text = argparseScript("'src'");
    const subject = subjectOf(text, {});
    const [argument] = subject.inspection.arguments;
    assert.ok(argument);
    const inspection = { ...subject.inspection, arguments: [{ ...argument, required: false }] };
    assert.deepEqual(argvProblems({ ...subject, inspection }), []);
  });

  const switches: readonly (readonly [ScriptParser['kind'], string, RegExp | undefined])[] = [
    ['click', 'true', /--amp True, but --amp takes no value/],
    ['typer', 'true', /takes no value/],
    ['absl', 'true', undefined],
    ['fire', 'true', undefined],
  ];
  for (const [kind, amp, message] of switches) {
    it(`knows what ${kind} makes of a switch with a value`, () => {
      const subject = subjectOf(argparseScript("'--amp', action='store_true'"), { amp });
      const parser = { ...subject.inspection.parser, kind } as ScriptParser;
      const [problem] = argvProblems({ ...subject, inspection: { ...subject.inspection, parser } });
      assert.equal(problem === undefined, message === undefined);
      assert.match(problem?.message ?? '', message ?? /^$/);
    });
  }

  it('fills what is missing with a choice', () => {
    const text = argparseScript("'--model', choices=['a', 'b'], required=True");
    const problem = onlyProblem(argvProblems(subjectOf(text, {})));
    assert.deepEqual(problem.fixes, [{ kind: 'form', name: 'model', value: 'a' }]);
  });

  it('knows of a value below zero that argparse takes for an option', () => {
    const text = argparseScript("'--lr', type=float");
    const problem = onlyProblem(argvProblems(subjectOf(text, { lr: '-1e-7' })));
    assert.match(problem.message, /expected one argument/);
  });

  it('names what the shell does, and takes spaces out of a list', () => {
    const text = argparseScript("'--layers', type=str", "'--name'");
    const problems = argvProblems(subjectOf(text, { layers: '[64, 32]', name: "it's" }, pytorch));
    assert.deepEqual(
      problems.map(({ name, severity }) => [name, severity]),
      [
        ['layers', 'warning'],
        ['name', 'warning'],
      ],
    );
    assert.deepEqual(problems[0]?.fixes[0], { kind: 'form', name: 'layers', value: '[64,32]' });
    assert.match(problems[1]?.message ?? '', /does not start/);
    assert.deepEqual(argvProblems(subjectOf(text, { layers: '[64,32]' }, pytorch)), []);
  });

  it('does not offer to leave out what is required, whatever a shell does to it', () => {
    const text = argparseScript("'--glob', required=True", "'--more'");
    const problems = argvProblems(subjectOf(text, { glob: '*.csv', more: '*.csv' }, pytorch));
    assert.deepEqual(
      problems.map(({ name, fixes }) => [name, fixes]),
      [
        ['glob', []],
        ['more', [{ kind: 'form', name: 'more', value: null }]],
      ],
    );
  });

  it('parses the script once, however many edits of it are offered', () => {
    const text = argparseScript("'--amp', action='store_true'", "'--shuffle', type=bool");
    const subject = subjectOf(text, { amp: 'true', shuffle: 'false' });
    let parsed = 0;
    const parse = parser.parse.bind(parser);
    parser.parse = (...given) => (parsed++, parse(...given));
    try {
      const fixes = [1, 2].flatMap(() => argvProblems(subject).flatMap((one) => one.fixes));
      assert.equal(fixes.filter(({ kind }) => kind === 'script').length, 4);
    } finally {
      parser.parse = parse;
    }
    assert.equal(parsed, 1);
  });

  it('offers no edit of a call that it does not understand', () => {
    const text = argparseScript("'--amp', **dict(action='store_true')");
    for (const problem of argvProblems(subjectOf(text, { amp: 'true' }))) {
      assert.ok(problem.fixes.every(({ kind }) => kind === 'form'));
    }
  });
});
