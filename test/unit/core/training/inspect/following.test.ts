import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type { ScriptArgument, ScriptInspection } from '../../../../../src/core/training/inspection';

const inspect = (lines: readonly string[]): ScriptInspection =>
  inspectScript(['import argparse, os, sys', ...lines].join('\n'), 'train.py');

const argumentsOf = (...lines: string[]): readonly ScriptArgument[] => inspect(lines).arguments;

/** Name, default and whether it can be trusted of every argument. */
const seen = (...lines: string[]): unknown[] =>
  argumentsOf(...lines).map(({ name, default: value, certain }) => [name, value, certain]);

const main = "if __name__ == '__main__':";

describe('inspectScript: following the script', () => {
  it('binds what a function is given, and what it is not', () => {
    assert.deepEqual(
      seen(
        'def add(parser, name, *rest, preset=4, **more):',
        "    parser.add_argument('--' + name, *rest, default=preset, **more)",
        'def build(kind="unused"):',
        '    parser = argparse.ArgumentParser()',
        "    add(parser, 'first')",
        "    add(parser, 'second', '-s', preset=9, type=int)",
        '    return parser',
        'args = build().parse_args()',
      ),
      [
        ['first', 4, true],
        ['second', 9, true],
      ],
    );
  });

  it('repeats loops over lists, dictionaries, ranges and pairs', () => {
    assert.deepEqual(
      seen(
        'parser = argparse.ArgumentParser()',
        "for name in ['aa', 'bb']:",
        "    parser.add_argument(f'--{name}', default=name.upper())",
        "for name, value in {'cc': 1, 'dd': 2.5}.items():",
        "    parser.add_argument('--%s' % name, default=value * 2)",
        'for index in range(2):',
        "    parser.add_argument('--layer{}'.format(index), default=[8 for _ in range(index)])",
        "for index, name in enumerate(['ee', 'skip', 'ff']):",
        "    if name == 'skip':",
        '        continue',
        "    parser.add_argument('--' + name, default=index)",
        'parser.parse_args()',
      ),
      [
        ['aa', 'AA', true],
        ['bb', 'BB', true],
        ['cc', 2, true],
        ['dd', 5, true],
        ['layer0', [], true],
        ['layer1', [8], true],
        ['ee', 0, true],
        ['ff', 2, true],
      ],
    );
  });

  it('takes the branch that is known, and doubts what hangs on one that is not', () => {
    assert.deepEqual(
      seen(
        'import torch',
        'parser = argparse.ArgumentParser()',
        'FAST = False',
        'if FAST:',
        "    parser.add_argument('--never')",
        'else:',
        "    parser.add_argument('--always', default=1)",
        'if torch.cuda.is_available():',
        "    device, size = 'cuda', 4",
        "    parser.add_argument('--perhaps', default=2)",
        'else:',
        "    device, size = 'cpu', 4",
        "parser.add_argument('--device', default=device)",
        "parser.add_argument('--size', default=size)",
        'parser.parse_args()',
      ),
      [
        ['always', 1, true],
        ['perhaps', 2, false],
        ['device', null, false],
        ['size', 4, true],
      ],
    );
  });

  it('goes on behind a branch that ends the script', () => {
    assert.deepEqual(
      seen(
        'parser = argparse.ArgumentParser()',
        'if len(sys.argv) < 2:',
        "    print('too few')",
        '    sys.exit(1)',
        'try:',
        '    import missing',
        '    have = True',
        'except ImportError:',
        '    have = False',
        "parser.add_argument('--aa', default=have)",
        'parser.parse_args()',
      ),
      [['aa', true, true]],
    );
  });

  it('follows methods, what objects hold, inheritance and properties', () => {
    assert.deepEqual(
      seen(
        'class Base:',
        '    size = 3',
        '    def __init__(self, rate):',
        '        self.parser = argparse.ArgumentParser()',
        '        self.rate = rate',
        '        self.declare()',
        '    def declare(self):',
        "        self.parser.add_argument('--rate', default=self.rate)",
        '    @property',
        '    def doubled(self):',
        '        return self.size * 2',
        '    @staticmethod',
        '    def third(): return 7',
        'class Own(Base):',
        '    size = 5',
        '    def declare(self):',
        '        super().declare()',
        "        self.parser.add_argument('--size', default=self.doubled)",
        "        self.parser.add_argument('--third', default=Base.third())",
        '        return self',
        'Own(0.5).parser.parse_args()',
      ),
      [
        ['rate', 0.5, true],
        ['size', 10, true],
        ['third', 7, true],
      ],
    );
  });

  it('knows parsers of own classes, and what they add', () => {
    const { arguments: found, parser } = inspect([
      'class Mine(argparse.ArgumentParser):',
      '    def __init__(self, **given):',
      '        super().__init__(**given)',
      "        self.add_argument('--aa', default=1)",
      '    def add_argument(self, *names, **given):',
      "        given.setdefault('help', 'none')",
      '        return super().add_argument(*names, **given)',
      '    def parse(self):',
      '        return self.parse_args()',
      "Mine(description='x').parse()",
    ]);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['aa'],
    );
    assert.equal(parser?.acceptsUnknown, false);
  });

  it('keeps what a list may have become to itself', () => {
    assert.deepEqual(
      seen(
        'import extra',
        "names = ['a']",
        "names.append('b')",
        'sure = list(names)',
        'if extra.more:',
        "    names.append('c')",
        'table = {"a": 1}',
        'for key in extra.keys:',
        '    table[key] = 2',
        'parser = argparse.ArgumentParser()',
        "parser.add_argument('--sure', default=sure)",
        "parser.add_argument('--names', default=names)",
        "parser.add_argument('--table', choices=table)",
        'parser.parse_args()',
      ),
      [
        ['sure', ['a', 'b'], true],
        ['names', null, false],
        ['table', null, false],
      ],
    );
  });

  it('gives up on what never ends, and says that there may be more', () => {
    const { arguments: found, parser } = inspect([
      'parser = argparse.ArgumentParser()',
      "parser.add_argument('--aa')",
      'def again(n):',
      '    for x in range(1000):',
      '        again(n + 1)',
      'again(0)',
      "parser.add_argument('--bb')",
      'parser.parse_args()',
    ]);
    assert.deepEqual(
      found.map(({ name }) => name),
      ['aa'],
    );
    assert.equal(parser?.certain, false);
  });

  it('reads under the main guard, through decorators and what runs main', () => {
    assert.deepEqual(
      seen(
        'import asyncio, tools',
        '@tools.record',
        'async def main():',
        '    parser = argparse.ArgumentParser()',
        "    parser.add_argument('--aa', default=1)",
        '    return parser.parse_args()',
        main,
        '    asyncio.run(main())',
      ),
      [['aa', 1, true]],
    );
  });
});
