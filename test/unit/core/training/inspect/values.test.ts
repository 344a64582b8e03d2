import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type { ScriptArgument, ScriptInspection } from '../../../../../src/core/training/inspection';

const inspect = (lines: readonly string[]): ScriptInspection =>
  inspectScript(['import argparse, os, sys', ...lines].join('\n'), 'train.py');

const argumentsOf = (...lines: string[]): readonly ScriptArgument[] => inspect(lines).arguments;

describe('inspectScript: values', () => {
  it('reads enumerations, lambdas, partials and bound methods', () => {
    const found = argumentsOf(
      'from enum import Enum',
      'from functools import partial',
      'class Color(str, Enum):',
      "    RED = 'red'",
      "    BLUE = 'blue'",
      'class Level(Enum):',
      '    LOW = 1',
      'parser = argparse.ArgumentParser()',
      'add = parser.add_argument',
      "add('--color', default=Color.RED, choices=[c.value for c in Color], type=Color)",
      "add('--level', default=Level.LOW.value, choices=[c.name for c in Level])",
      'number = partial(add, type=float)',
      "number('--rate', default=(lambda x, y=2: x ** -y)(10))",
      "add('--kind', choices=list(Color), type=lambda text: text.strip())",
      'parser.parse_args()',
    ).map(({ default: value, choices, type, certain }) => [value, choices, type, certain]);
    assert.deepEqual(found, [
      ['red', ['red', 'blue'], 'other', true],
      [1, ['LOW'], 'str', true],
      [0.01, null, 'float', true],
      [null, ['red', 'blue'], 'other', true],
    ]);
  });

  it('tells floats from integers and tuples from lists', () => {
    const texts = argumentsOf(
      'parser = argparse.ArgumentParser()',
      'for index, value in enumerate([1, 1.0, 6 / 2, 1e-5, 1e16, 0.1 + 0.2, (1,), [1.0], "1", -0.0]):',
      "    parser.add_argument(f'--v{index}', default=value)",
      'parser.parse_args()',
    ).map(({ defaultText }) => defaultText);
    assert.deepEqual(texts, [
      '1',
      '1.0',
      '3.0',
      '1e-05',
      '1e+16',
      '0.30000000000000004',
      '(1,)',
      '[1.0]',
      "'1'",
      '-0.0',
    ]);
  });

  it('decodes the text of f-strings', () => {
    const values = argumentsOf(
      "name = 'x'",
      'parser = argparse.ArgumentParser()',
      String.raw`parser.add_argument('--a', default=f'it\'s\t{name} {{}}')`,
      String.raw`parser.add_argument('--b', default=rf"\t'{name}'")`,
      'parser.parse_args()',
    ).map(({ default: value }) => value);
    assert.deepEqual(values, ["it's\tx {}", String.raw`\t'x'`]);
  });

  const unknowable = [
    '__file__',
    'os.path.dirname(__file__)',
    'os.getcwd()',
    'os.cpu_count()',
    "os.path.join(os.getcwd(), 'data')",
    "os.environ['HOME']",
    "os.path.expanduser('~/x')",
    'time.time()',
    'f\'run-{time.strftime("%Y")}\'',
    'random.random()',
    'settings.rate',
    'len(sys.argv)',
    'os.listdir()',
    '(1 if os.path.exists("x") else 2)',
    '[n for n in os.listdir()]',
    'min(os.cpu_count(), 8)',
  ];
  for (const expression of unknowable) {
    it(`does not pretend to know ${expression}`, () => {
      const [argument] = argumentsOf(
        'import time, random, settings',
        `value = ${expression}`,
        'parser = argparse.ArgumentParser()',
        "parser.add_argument('--aa', default=value)",
        'parser.parse_args()',
      );
      assert.deepEqual(
        [argument?.certain, argument?.hasDefault, argument?.defaultText],
        [false, false, 'value'],
      );
    });
  }

  it('sees paths and the variables that they come from', () => {
    const [out, model, log] = argumentsOf(
      'from pathlib import Path',
      "root = Path(os.environ.get('SM_OUTPUT_DATA_DIR', 'out'))",
      'parser = argparse.ArgumentParser()',
      "parser.add_argument('--out', type=Path, default=root / 'sub')",
      "parser.add_argument('--model', default=os.environ.get('SM_MODEL_DIR'))",
      "parser.add_argument('--log', default=str(Path('a') / 'b' / 'c.txt'))",
      'parser.parse_args()',
    );
    assert.deepEqual([out?.default, out?.variable], ['out/sub', 'SM_OUTPUT_DATA_DIR']);
    assert.deepEqual([model?.default, model?.variable], [null, 'SM_MODEL_DIR']);
    assert.deepEqual([log?.default, log?.variable], ['a/b/c.txt', null]);
  });
});
