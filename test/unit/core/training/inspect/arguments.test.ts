import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import { helpText } from '../../../../../src/core/training/helpText';
import type { ScriptArgument, ScriptInspection } from '../../../../../src/core/training/inspection';

const head = 'import argparse, os\nparser = argparse.ArgumentParser()\n';

const inspect = (body: string): ScriptInspection => inspectScript(head + body, 'train.py');

/** The argument of one `add_argument(…)`. */
const one = (given: string): ScriptArgument => {
  const { arguments: found } = inspect(`parser.add_argument(${given})\n`);
  const [argument] = found;
  assert.ok(argument);
  return argument;
};

describe('inspectScript: one argument', () => {
  it('reads everything that is said', () => {
    assert.deepEqual(
      one(
        `'-l', '--learning-rate', type=float, default=1e-3, help='step (default: %(default)s) 5%%'`,
      ),
      {
        name: 'learning-rate',
        flags: ['-l', '--learning-rate'],
        destination: 'learning_rate',
        action: 'store',
        type: 'float',
        default: 0.001,
        defaultText: '0.001',
        hasDefault: true,
        choices: null,
        nargs: null,
        required: false,
        variable: null,
        help: 'step (default: %(default)s) 5%%',
        certain: true,
        line: 3,
      },
    );
  });

  it('writes the default into the help as argparse does, or as the script spells it', () => {
    const helpWith = (preset: string) => helpText(one(`'--aa', help='(%(default)s)'${preset}`));
    assert.equal(helpWith(', default=1.0'), '(1.0)');
    assert.equal(helpWith(", default='word'"), '(word)');
    assert.equal(helpWith(''), '(None)');
    assert.equal(helpWith(', default=True'), '(True)');
    assert.equal(helpWith(', default=[1, None]'), '([1, None])');
    assert.equal(helpWith(', default=cpu_count() - 1'), '(cpu_count() - 1)');
  });

  it('keeps the spelling of names', () => {
    assert.equal(one(`'--batch_size', '--batch-size'`).name, 'batch_size');
    assert.equal(one(`'-e', '--E', '--Epochs'`).name, 'Epochs');
    assert.equal(one(`'-x'`).name, 'x');
  });

  const types: readonly (readonly [string, ScriptArgument['type']])[] = [
    [`'--aa'`, 'str'],
    [`'--aa', type=int`, 'int'],
    [`'--aa', type=bool`, 'bool'],
    [`'--aa', type=pathlib.Path`, 'str'],
    [`'--aa', type=str2bool`, 'other'],
    [`'--aa', type=lambda s: s.lower() == 'true'`, 'other'],
    [`'--aa', action='store_true'`, 'flag'],
    [`'--aa', action='store_const', const=3`, 'flag'],
    [`'--aa', action='count', default=0`, 'flag'],
    [`'--aa', action=argparse.BooleanOptionalAction, default=True`, 'flag'],
    [`'--aa', action='append'`, 'str'],
    [`'--aa', action=MyAction`, 'other'],
  ];
  for (const [given, type] of types) {
    it(`reads the type of ${given} as ${type}`, () => assert.equal(one(given).type, type));
  }

  const defaults: readonly (readonly [string, ScriptArgument['default']])[] = [
    ['5', 5],
    ['-5', -5],
    ['+.5', 0.5],
    ['1.', 1],
    ['1.e-3', 0.001],
    ['1_000', 1000],
    ['0x10', 16],
    ['2 ** 10', 1024],
    ['60 * 60 // 7', 514],
    ['(1 + 2) / 4', 0.75],
    ['True', true],
    ['not True', false],
    ['None', null],
    [`float('inf')`, 'inf'],
    [`-float("inf")`, '-inf'],
    ['int(1e6)', 1_000_000],
    ['str(3)', '3'],
    [`'a' "b" r'\\d'`, 'ab\\d'],
    [`("a"\n  "b")`, 'ab'],
    [`'a' + 'b'`, 'ab'],
    [`"tab\\tquote\\"\\u00e9\\x41\\101"`, 'tab\tquote"éAA'],
    [`'''long\ntext'''`, 'long\ntext'],
    [`f'plain {{}}'`, 'plain {}'],
    ['[64, 32]', [64, 32]],
    [`('a', [1, None])`, ['a', [1, null]]],
    [`os.environ.get('EPOCHS', 7)`, 7],
    [`int(os.getenv('EPOCHS', '7'))`, 7],
    [`os.environ.get('EPOCHS') or 9`, 9],
    ['[]', []],
  ];
  for (const [given, value] of defaults) {
    it(`reads the default ${JSON.stringify(given)}`, () => {
      const argument = one(`'--aa', default=${given}`);
      assert.deepEqual(argument.default, value);
      assert.deepEqual([argument.hasDefault, argument.certain], [true, true]);
    });
  }

  const unreadable = [
    'compute()',
    'a if b else c',
    `f'{x}'`,
    `b'bytes'`,
    '3j',
    '{}',
    '[*a]',
    '10 ** 400',
    '99999999999999999999',
    'cfg.epochs',
    `os.environ['EPOCHS']`,
    'UNKNOWN',
  ];
  for (const given of unreadable) {
    it(`says that it cannot read the default ${given}`, () => {
      const { arguments: found, problems } = inspect(
        `parser.add_argument('--aa', default=${given})\n`,
      );
      assert.deepEqual(
        found.map(({ certain, hasDefault, default: value }) => [certain, hasDefault, value]),
        [[false, false, null]],
      );
      assert.deepEqual(
        problems.map(({ code, severity, line }) => [code, severity, line]),
        [['unreadable', 'info', 3]],
      );
    });
  }

  it('reads switches with their defaults', () => {
    assert.equal(one(`'--aa', action='store_true'`).default, false);
    assert.equal(one(`'--aa', action='store_false'`).default, true);
    assert.equal(one(`'--aa', action='store_true', default=True`).default, true);
  });

  it('knows no default where none is given, or where it is suppressed', () => {
    assert.equal(one(`'--aa'`).hasDefault, false);
    assert.equal(one(`'--aa', default=argparse.SUPPRESS`).hasDefault, false);
    assert.equal(one(`'--aa', default=None`).hasDefault, true);
    assert.equal(one(`'--aa', help=argparse.SUPPRESS`).help, null);
  });

  it('reads choices, nargs and required', () => {
    assert.deepEqual(one(`'--aa', choices=['x', "y"]`).choices, ['x', 'y']);
    assert.deepEqual(one(`'--aa', choices=range(1, 4)`).choices, [1, 2, 3]);
    assert.deepEqual(one(`'--aa', choices=list({'m': f, 'n': g})`).choices, ['m', 'n']);
    assert.equal(one(`'--aa', choices=load()`).certain, false);
    assert.equal(one(`'--aa', nargs='+'`).nargs, '+');
    assert.equal(one(`'--aa', nargs=2`).nargs, 2);
    assert.equal(one(`'--aa', action='append'`).nargs, null);
    assert.equal(one(`'--aa', required=True`).required, true);
  });

  it('marks what ** may add', () => {
    const argument = one(`'--aa', **common`);
    assert.deepEqual([argument.certain, argument.type], [false, 'other']);
  });

  it('names the variable that SageMaker sets', () => {
    assert.equal(one(`'--aa', default=os.environ['SM_MODEL_DIR']`).variable, 'SM_MODEL_DIR');
    const direct = one(`'--aa', type=int, default=int(os.environ.get("SM_NUM_GPUS", 0))`);
    assert.deepEqual([direct.variable, direct.default, direct.certain], ['SM_NUM_GPUS', 0, true]);
    const joined = one(`'--aa', default=os.path.join(os.environ['SM_MODEL_DIR'], 'x')`);
    assert.deepEqual([joined.variable, joined.certain], ['SM_MODEL_DIR', true]);
    assert.equal(one(`'--aa', default=json.loads(os.environ['SM_HOSTS'])`).variable, 'SM_HOSTS');
  });
});
