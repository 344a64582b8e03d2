import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import { argumentsOf, readsEach } from './reading';

const script = (...lines: readonly string[]): string =>
  [
    'from absl import app, flags',
    'import enum',
    'class Mode(enum.Enum):',
    '    FAST = 1',
    '    SLOW = 2',
    'FLAGS = flags.FLAGS',
    ...lines,
    'def main(_): pass',
    "if __name__ == '__main__':",
    '    app.run(main)',
  ].join('\n');

describe('inspectScript: absl', () => {
  readsEach(
    [
      ["string('data_dir', None, 'Where.')", '--data_dir str = null'],
      ["integer('steps', 10, 'How many.', lower_bound=1)", '--steps int = 10'],
      ["float(name='lr', default=1e-3, help='x')", '--lr float = 0.001'],
      ["integer('n', 1, 'x')", '-n --n int = 1'],
      ["string('out', '', 'x', short_name='o', required=True)", '--out -o str = "" required'],
      ["bool('fast', False, 'x')", '--fast --nofast flag boolean_optional = false'],
      ["boolean('fast', None, 'x')", '--fast --nofast flag boolean_optional = null'],
      ["enum('opt', 'a', ['a', 'b'], 'x')", '--opt str = "a" of ["a","b"]'],
      ["enum_class('mode', Mode.FAST, Mode, 'x')", '--mode str = "FAST" of ["FAST","SLOW"]'],
      ["list('names', ['a', 'b'], 'x')", '--names other = "a,b"'],
      ["spaceseplist('names', 'a b', 'x')", '--names other = "a b"'],
      ["multi_integer('k', 3, 'x')", '--kk int append = [3]'],
      ["multi_enum('k', ['a'], ['a', 'b'], 'x')", '--kk str append = ["a"] of ["a","b"]'],
      ["string('root', os.getcwd(), 'x')", '--root str ?'],
    ],
    (definition) => argumentsOf(script(`flags.DEFINE_${definition.replace("'k'", "'kk'")}`)),
  );

  it('reads what is said of flags after they are defined', () => {
    const text = script(
      "flags.DEFINE_string('aa', None, 'x')",
      "BB = flags.DEFINE_integer('bb', 1, 'x')",
      "flags.DEFINE_integer('cc', 1, 'x')",
      "flags.mark_flags_as_required(['aa'])",
      "FLAGS.set_default('cc', 5)",
      'flags.set_default(BB, 7)',
    );
    assert.deepEqual(argumentsOf(text), [
      '--aa str = null required',
      '--bb int = 7',
      '--cc int = 5',
    ]);
  });

  it('knows TensorFlow’s names for it', () => {
    const text =
      "import tensorflow.compat.v1 as tf\nflags = tf.flags\nflags.DEFINE_integer('aa', 1, 'x')\n";
    assert.deepEqual(argumentsOf(`${text}tf.app.run()\n`), ['--aa int = 1']);
  });

  it('says that a switch cannot be turned off, and that imports may define more flags', () => {
    const { parser, problems } = inspectScript(
      script("flags.DEFINE_bool('fast', True, 'x')"),
      'train.py',
    );
    assert.deepEqual([parser?.kind, parser?.certain], ['absl', false]);
    assert.match(problems[0]?.message ?? '', /absl reads --fast False as --fast/);
  });

  it('doubts flags that are defined only under a condition', () => {
    const text = script('import sys', 'if sys.argv[1]:', "    flags.DEFINE_integer('aa', 1, 'x')");
    assert.deepEqual(argumentsOf(text), ['--aa int = 1 ?']);
  });

  it('leaves argparse alone where absl only runs the script', () => {
    const text = [
      'import argparse',
      'from absl import app',
      'def main(_):',
      '    parser = argparse.ArgumentParser()',
      "    parser.add_argument('--aa')",
      '    parser.parse_args()',
      'app.run(main)',
    ].join('\n');
    assert.deepEqual(argumentsOf(text), ['--aa str']);
  });
});
