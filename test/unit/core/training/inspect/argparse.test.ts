import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type { ScriptInspection } from '../../../../../src/core/training/inspection';

const inspect = (...lines: string[]): ScriptInspection =>
  inspectScript(['import argparse', ...lines].join('\n'), 'train.py');

const namesOf = ({ arguments: found }: ScriptInspection): string[] => found.map(({ name }) => name);

describe('inspectScript: which parser counts', () => {
  it('takes the one that is asked to parse, not those that are made beside it', () => {
    const found = inspect(
      'other = argparse.ArgumentParser()',
      "other.add_argument('--other')",
      'def unused():',
      '    p = argparse.ArgumentParser()',
      "    p.add_argument('--unused')",
      '    return p.parse_args()',
      'parser = argparse.ArgumentParser()',
      "parser.add_argument('--aa')",
      'args = parser.parse_args()',
      "parser.add_argument('--late')",
    );
    assert.deepEqual(namesOf(found), ['aa']);
    assert.deepEqual(
      [found.parser?.acceptsUnknown, found.parser?.certain, found.parser?.allowsAbbreviations],
      [false, true, true],
    );
  });

  it('takes both stages of a parser of two, each argument once', () => {
    const found = inspect(
      'first = argparse.ArgumentParser(add_help=False, allow_abbrev=False)',
      "first.add_argument('--config', default='c.yaml')",
      'known, rest = first.parse_known_args()',
      'second = argparse.ArgumentParser(parents=[first], allow_abbrev=False)',
      "second.add_argument('--epochs', type=int, default=3)",
      'args = second.parse_args(rest)',
    );
    assert.deepEqual(namesOf(found), ['config', 'epochs']);
    assert.deepEqual(
      [found.parser?.acceptsUnknown, found.parser?.allowsAbbreviations],
      [false, false],
    );
  });

  it('says when what is not known is let through', () => {
    const found = inspect(
      'parser = argparse.ArgumentParser()',
      "parser.add_argument('--aa')",
      'args, _ = parser.parse_known_args()',
    );
    assert.equal(found.parser?.acceptsUnknown, true);
  });

  it('falls back on functions that nothing calls, then on parsers that nothing asks', () => {
    const uncalled = [
      'def get_args():',
      '    parser = argparse.ArgumentParser()',
      "    parser.add_argument('--aa')",
      '    return parser.parse_args()',
      'def main():',
      '    args = get_args()',
    ];
    assert.deepEqual(namesOf(inspect(...uncalled)), ['aa']);
    const found = inspect(
      'def add_model_args(parser):',
      "    group = parser.add_argument_group('model')",
      "    group.add_argument('--layers', type=int, default=2)",
    );
    assert.deepEqual(namesOf(found), ['layers']);
    assert.deepEqual([found.arguments[0]?.certain, found.parser?.certain], [true, false]);
  });

  it('knows that what is not installed may add arguments', () => {
    const found = inspect(
      'import lib',
      'parser = lib.add_arguments(argparse.ArgumentParser())',
      "parser.add_argument('--aa', default=1)",
      'parser.parse_args()',
    );
    assert.deepEqual(namesOf(found), ['aa']);
    assert.deepEqual([found.arguments[0]?.certain, found.parser?.certain], [true, false]);
  });

  it('follows modules beside the script', () => {
    const modules = new Map([
      [
        'options',
        [
          'import argparse',
          'from defaults import RATE',
          'def get_parser():',
          '    parser = argparse.ArgumentParser()',
          "    parser.add_argument('--rate', default=RATE)",
          '    return parser',
        ].join('\n'),
      ],
      ['defaults', 'RATE = 0.25\n'],
      ['.more', "def extend(parser):\n    parser.add_argument('--more', default=1)\n"],
      ['broken', 'raise ValueError\n'],
    ]);
    const script = [
      'import os',
      'import broken',
      'from options import get_parser',
      'from . import more',
      'parser = get_parser()',
      'more.extend(parser)',
      "parser.add_argument('--own')",
      'parser.parse_args()',
    ].join('\n');
    const { arguments: found } = inspectScript(script, 'train.py', (name) => modules.get(name));
    assert.deepEqual(
      found.map(({ name, default: value, line }) => [name, value, line]),
      [
        ['rate', 0.25, 3],
        ['more', 1, 4],
        ['own', null, 7],
      ],
    );
    const alone = inspectScript(script, 'train.py');
    assert.deepEqual([namesOf(alone), alone.parser?.certain], [['own'], false]);
  });

  it('does not follow modules in circles', () => {
    const text = 'import argparse\nfrom other import x\np = argparse.ArgumentParser()\n';
    const { arguments: found } = inspectScript(
      `${text}p.add_argument('--aa')\np.parse_args()\n`,
      'a.py',
      (name) => (name === 'other' ? 'from other import x\n' : undefined),
    );
    assert.equal(found.length, 1);
  });
});

describe('inspectScript: what argparse does', () => {
  const parsed = (...lines: string[]): ScriptInspection =>
    inspect('parser = argparse.ArgumentParser()', ...lines, 'parser.parse_args()');

  it('names exclusive groups and what they require', () => {
    const { parser, arguments: found } = parsed(
      'group = parser.add_mutually_exclusive_group(required=True)',
      "group.add_argument('--on-disk', action='store_true')",
      "group.add_argument('--in-memory', dest='memory', action='store_true')",
    );
    assert.deepEqual(parser?.exclusive, [{ destinations: ['on_disk', 'memory'], required: true }]);
    assert.deepEqual(
      found.map(({ destination }) => destination),
      ['on_disk', 'memory'],
    );
  });

  it('names sub-commands and leaves their arguments to them', () => {
    const { parser, arguments: found } = parsed(
      "commands = parser.add_subparsers(dest='command', required=True)",
      "for name in ['fit', 'score']:",
      '    sub = commands.add_parser(name)',
      "    sub.add_argument('--aa')",
      "parser.add_argument('--bb')",
    );
    assert.deepEqual(parser?.subcommands, { names: ['fit', 'score'], required: true });
    assert.deepEqual(
      found.map(({ name }) => name),
      ['bb'],
    );
  });

  it('takes defaults from where argparse takes them', () => {
    const { arguments: found } = inspect(
      'parser = argparse.ArgumentParser(argument_default=argparse.SUPPRESS)',
      'parser.set_defaults(early=1)',
      "parser.add_argument('--early')",
      "parser.add_argument('--late', default=2)",
      "parser.add_argument('--none')",
      'parser.set_defaults(**{"late": 3})',
      'parser.parse_args()',
    );
    assert.deepEqual(
      found.map(({ name, default: value, hasDefault }) => [name, value, hasDefault]),
      [
        ['early', 1, true],
        ['late', 3, true],
        ['none', null, false],
      ],
    );
  });

  it('lets later flags take the place of earlier ones where conflicts are resolved', () => {
    const { arguments: found } = inspect(
      "parser = argparse.ArgumentParser(conflict_handler='resolve')",
      "parser.add_argument('-r', '--rate', default=1)",
      "parser.add_argument('--rate', default=2)",
      "parser.add_argument('--size', default=3)",
      "parser.add_argument('--size', default=4)",
      'parser.parse_args()',
    );
    assert.deepEqual(
      found.map(({ flags, default: value }) => [flags, value]),
      [
        [['-r'], 1],
        [['--rate'], 2],
        [['--size'], 4],
      ],
    );
  });

  it('reads positionals, the rest, and other prefixes', () => {
    const { arguments: found } = inspect(
      "parser = argparse.ArgumentParser(prefix_chars='+')",
      "parser.add_argument('source')",
      "parser.add_argument('++fast-mode', action='store_true')",
      "parser.add_argument('target', nargs='?', default='out')",
      "parser.add_argument('rest', nargs=argparse.REMAINDER)",
      'parser.parse_args()',
    );
    assert.deepEqual(
      found.map(({ name, flags, destination, nargs, required }) => [
        ...[name, flags, destination],
        ...[nargs, required],
      ]),
      [
        ['source', [], 'source', null, true],
        ['fast-mode', ['++fast-mode'], 'fast_mode', null, false],
        ['target', [], 'target', '?', false],
        ['rest', [], 'rest', '...', true],
      ],
    );
  });

  it('reads keywords from a literal dictionary, and BooleanOptionalAction', () => {
    const { arguments: found } = parsed(
      "common = dict(type=int, default=1, help='n')",
      "parser.add_argument('--aa', **common)",
      "parser.add_argument('--bb', **{**common, 'default': 2})",
      "parser.add_argument('--cc', action=argparse.BooleanOptionalAction, default=True)",
    );
    assert.deepEqual(
      found.map(({ flags, type, default: value, certain }) => [flags, type, value, certain]),
      [
        [['--aa'], 'int', 1, true],
        [['--bb'], 'int', 2, true],
        [['--cc', '--no-cc'], 'flag', true, true],
      ],
    );
  });

  it('reaches into the groups that a parser begins with', () => {
    const { arguments: found } = parsed(
      'optional = parser._action_groups.pop()',
      "required = parser.add_argument_group('required')",
      "required.add_argument('--aa', required=True)",
      "optional.add_argument('--bb')",
      'parser._action_groups.append(optional)',
    );
    assert.deepEqual(
      found.map(({ name, required }) => [name, required]),
      [
        ['aa', true],
        ['bb', false],
      ],
    );
  });

  it('doubts every default that something unknown may set', () => {
    const { arguments: found } = parsed(
      'import yaml',
      "parser.add_argument('--aa', default=1)",
      "parser.set_defaults(**yaml.safe_load(open('c.yaml')))",
    );
    assert.deepEqual([found[0]?.certain, found[0]?.hasDefault], [false, false]);
  });
});
