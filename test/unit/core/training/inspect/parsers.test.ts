import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type { ScriptInspection } from '../../../../../src/core/training/inspection';

const head = 'import argparse, os\nparser = argparse.ArgumentParser()\n';

const inspect = (body: string): ScriptInspection => inspectScript(head + body, 'train.py');

const namesOf = (text: string): string[] =>
  inspectScript(text, 'train.py').arguments.map(({ name }) => name);

describe('inspectScript: where arguments stand', () => {
  it('finds parsers in functions, under main, by alias, by class and inline', () => {
    assert.deepEqual(
      namesOf(
        [
          'from argparse import ArgumentParser as AP',
          'class Mine(argparse.ArgumentParser): pass',
          'def get():',
          '    p = AP()',
          "    p.add_argument('--aa')",
          '    return p',
          "if __name__ == '__main__':",
          '    m: Mine = Mine()',
          "    m.add_argument('--bb')",
          "    argparse.ArgumentParser().add_argument('--cc')",
        ].join('\n'),
      ),
      ['aa', 'bb', 'cc'],
    );
  });

  it('finds groups, parameters and members', () => {
    assert.deepEqual(
      namesOf(
        [
          'import argparse',
          'x = argparse.ArgumentParser()',
          "g = x.add_argument_group('model')",
          "g.add_argument('--aa')",
          "x.add_mutually_exclusive_group().add_argument('--bb')",
          'def more(parser):',
          "    parser.add_argument('--cc')",
          'class T:',
          '    def __init__(self):',
          '        self.parser = argparse.ArgumentParser()',
          "        self.parser.add_argument('--dd')",
          'def other(o):',
          "    o.add_argument('--ee', type=int)",
        ].join('\n'),
      ),
      ['aa', 'bb', 'cc', 'dd', 'ee'],
    );
  });

  it('leaves alone what only looks like it', () => {
    const text = 'options = webdriver.ChromeOptions()\noptions.add_argument("--headless")\n';
    assert.deepEqual(namesOf(text), []);
  });

  it('reads constants, as they are where they are used', () => {
    const text = [
      'BASE = 2',
      'EPOCHS = BASE * 10',
      'SOLVERS: list = ["lbfgs", "saga"]',
      'MODELS = {"small": 1, "big": 2}',
      'OUT = os.environ.get("SM_OUTPUT_DATA_DIR", "out")',
      'RATE = 1',
      'RATE += 1',
      "parser.add_argument('--epochs', default=EPOCHS)",
      "parser.add_argument('--solver', default=SOLVERS[0], choices=SOLVERS)",
      "parser.add_argument('--model', choices=MODELS.keys())",
      "parser.add_argument('--out', default=OUT)",
      "parser.add_argument('--rate', default=RATE)",
    ].join('\n');
    const [epochs, solver, model, out, rate] = inspect(text).arguments;
    assert.equal(epochs?.default, 20);
    assert.deepEqual(solver?.choices, ['lbfgs', 'saga']);
    assert.deepEqual(model?.choices, ['small', 'big']);
    assert.equal(out?.variable, 'SM_OUTPUT_DATA_DIR');
    assert.deepEqual([rate?.default, rate?.certain], [2, true]);
  });

  it('applies set_defaults and keeps the first of two equal names', () => {
    const text = [
      "parser.add_argument('--batch-size', type=int, default=1)",
      "parser.add_argument('--batch-size', type=str, default=2)",
      'parser.set_defaults(batch_size=64)',
    ].join('\n');
    assert.deepEqual(
      inspect(text).arguments.map(({ type, default: value }) => [type, value]),
      [['int', 64]],
    );
  });

  it('is not led astray by constants of constants', () => {
    const doubled = Array.from(
      { length: 60 },
      (_, index) => `A${index + 1} = A${index} + A${index}`,
    );
    const text = ['A0 = 1', ...doubled, "parser.add_argument('--aa', default=A60)"].join('\n');
    assert.equal(inspect(text).arguments[0]?.certain, false);
    const circle = "A = B\nB = A\nparser.add_argument('--aa', default=A, choices=B)";
    assert.equal(inspect(circle).arguments[0]?.certain, false);
  });
});

describe('inspectScript: what SageMaker cannot pass', () => {
  const problemsOf = (body: string): unknown[] =>
    inspect(body).problems.map(({ code, severity, line }) => [code, severity, line]);

  const cases: readonly (readonly [string, string, string])[] = [
    [`'data'`, 'positional', 'error'],
    [`'data', nargs='?'`, 'positional', 'info'],
    [`'--x'`, 'unpassable', 'warning'],
    [`'-lr', type=float`, 'unpassable', 'warning'],
    [`'--sizes', nargs='+'`, 'unpassable', 'info'],
    [`'--flag', action='store_true'`, 'flag', 'info'],
    [`'--flag', type=bool`, 'boolType', 'warning'],
    [`f'--{name}'`, 'unreadable', 'warning'],
    [`*names`, 'unreadable', 'warning'],
  ];
  for (const [given, code, severity] of cases) {
    it(`says so of ${given}`, () => {
      assert.deepEqual(problemsOf(`parser.add_argument(${given})`), [[code, severity, 3]]);
    });
  }

  it('says so of sub-commands, whose arguments it leaves out', () => {
    const text = [
      'sub = parser.add_subparsers()',
      "fit = sub.add_parser('fit')",
      "fit.add_argument('--aa', type=int)",
      "sub.add_parser('eval').add_argument('--bb', type=int)",
    ].join('\n');
    assert.deepEqual(problemsOf(text), [['unpassable', 'warning', 3]]);
    assert.deepEqual(inspect(text).arguments, []);
  });

  it('says which other way of reading arguments it found', () => {
    const { problems } = inspectScript('import hydra\n@hydra.main()\ndef f(): pass\n', 'train.py');
    assert.deepEqual(
      problems.map(({ code, message }) => [code, message.includes('hydra')]),
      [['unreadable', true]],
    );
    const dataclasses = inspectScript(
      'from transformers import HfArgumentParser\np = HfArgumentParser(Args)\n',
      'train.py',
    );
    assert.match(dataclasses.problems[0]?.message ?? '', /defined elsewhere/);
  });
});
