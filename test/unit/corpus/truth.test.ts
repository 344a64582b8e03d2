import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { runForTruth } from '../../../scripts/corpus/findTruth';
import { isUnknown, type TruthArgument, type TruthParser } from '../../../scripts/corpus/truth';
import { findPython } from '../../../scripts/python';

describe('the truth about a script’s arguments', function () {
  this.timeout(60_000);
  let folder: string;
  let python: string;

  before(async () => {
    folder = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-truth-'));
    python = (await findPython(10)).path;
  });
  after(() => fs.rm(folder, { recursive: true, force: true }));

  const run = async (...lines: readonly string[]) => {
    const file = path.join(folder, 'train.py');
    await fs.writeFile(file, `${lines.join('\n')}\n`);
    return runForTruth({ python, file, root: folder });
  };

  const parserOf = async (...lines: readonly string[]): Promise<TruthParser> => {
    const truth = await run('import argparse, os, sys', ...lines);
    assert.ok(truth.reached, JSON.stringify(truth));
    return truth.parser;
  };

  /** Of the options that are added to `p`. */
  const argumentsOf = async (
    ...lines: readonly string[]
  ): Promise<Readonly<Record<string, TruthArgument>>> => {
    const made = 'p = argparse.ArgumentParser()';
    const { arguments: found } = await parserOf(made, ...lines, 'p.parse_args()');
    return Object.fromEntries(found.map((argument) => [argument.destination, argument]));
  };

  it('is what argparse was told', async () => {
    const { lr, size, on } = await argumentsOf(
      `p.add_argument('-l', '--lr', type=float, default=1e-3, help='rate (%(default)s) 5%%')`,
      `p.add_argument('size', nargs='*', choices=range(2, 4), type=int)`,
      `p.add_argument('--on', action='store_true')`,
    );
    assert.deepEqual(
      [lr?.flags, lr?.type, lr?.default],
      [['-l', '--lr'], 'float', { value: 0.001 }],
    );
    assert.deepEqual(lr?.expandedHelp, { value: 'rate (0.001) 5%' });
    assert.deepEqual([size?.flags, size?.nargs], [[], { value: '*' }]);
    assert.deepEqual(size?.choices, { kind: 'range', members: [{ value: 2 }, { value: 3 }] });
    assert.deepEqual([on?.action, on?.nargs], ['_StoreTrueAction', { value: 0 }]);
  });

  it('does not know what hangs on packages that are not there', async () => {
    const found = await argumentsOf(
      'import torch, numpy as np',
      'from .models import *',
      'a, b = np.zeros(2)',
      'class Net(torch.nn.Module, torch.Other): pass',
      'import torch.models as models',
      'names = sorted(n for n in models.__dict__ if n.islower())',
      'more = [name for name in dir(torch.optimizers)]',
      `p.add_argument('--device', default='cuda' if torch.cuda.is_available() else 'cpu')`,
      `p.add_argument('--arch', choices=names, help='one of ' + ' | '.join(names))`,
      `p.add_argument('--more', choices=more)`,
      `p.add_argument('--size', default=LARGEST, type=torch.size)`,
      `p.add_argument('--folder', default=f'{torch.home}/x')`,
      `p.add_argument('--count', default=len(torch.devices))`,
    );
    const { device, arch, more, size, folder: home, count } = found;
    const defaults = [device, size, home, count].map((one) => one && 'unknown' in one.default);
    assert.deepEqual(defaults, [true, true, true, true]);
    assert.equal(size?.type, 'other');
    assert.ok(arch && 'unknown' in arch.help);
    assert.ok(more && [arch, more].every(({ choices }) => isUnknown(choices)));
    assert.deepEqual(arch.default, { value: null });
  });

  it('does not know what hangs on the machine or the day', async () => {
    const found = await argumentsOf(
      'import datetime, time, uuid, multiprocessing',
      'from datetime import datetime as dt',
      ...[
        `os.getcwd()`,
        `os.path.expanduser('~/data')`,
        `os.path.dirname(__file__)`,
        `os.environ.get('DATA', 'data')`,
        `os.cpu_count() - 1`,
        `multiprocessing.cpu_count()`,
        `dt.now().strftime('%Y-%m-%d')`,
        `datetime.date.today().isoformat()`,
        `time.strftime('%d%H')`,
        `uuid.uuid4().hex`,
        `list({'a', 'b', 'c', 'd', 'e', 'f'})`,
      ].map((value, index) => `p.add_argument('--a${index}', default=${value})`),
      `p.add_argument('--known', default=os.path.join('a', 'b'))`,
    );
    const known = Object.values(found).filter(({ default: value }) => !('unknown' in value));
    assert.deepEqual(
      known.map(({ destination, default: value }) => [destination, value]),
      [['known', { value: 'a/b' }]],
    );
  });

  it('marks what is read from a container’s variables', async () => {
    const { model, train, gpus } = await argumentsOf(
      `p.add_argument('--model', default=os.environ['SM_MODEL_DIR'])`,
      `p.add_argument('--train', default=os.getenv('SM_CHANNEL_TRAIN', 'x') + '/y')`,
      `p.add_argument('--gpus', default=int(os.environ['SM_NUM_GPUS']))`,
    );
    assert.deepEqual(model?.default, { variable: 'SM_MODEL_DIR' });
    assert.deepEqual(train?.default, { value: '⟦SM_CHANNEL_TRAIN⟧/y' });
    assert.ok(gpus && 'unknown' in gpus.default);
  });

  it('reads parsers in stages as one, with what a missing package may add', async () => {
    const parser = await parserOf(
      'import lightning',
      'first = argparse.ArgumentParser(add_help=False)',
      `first.add_argument('--config', default='a')`,
      'known, rest = first.parse_known_args()',
      'p = argparse.ArgumentParser(parents=[first], allow_abbrev=False)',
      `p.add_argument('--name', default=known.config + 'b')`,
      'p = lightning.add_arguments(p)',
      `g = p.add_mutually_exclusive_group(required=True)`,
      `g.add_argument('--x'); g.add_argument('--y')`,
      'p.parse_args(rest)',
    );
    const { open, acceptsUnknown, allowAbbrev, exclusive } = parser;
    assert.deepEqual([open, acceptsUnknown, allowAbbrev], [true, false, false]);
    assert.deepEqual(exclusive, [{ required: true, destinations: ['x', 'y'] }]);
    const defaults = parser.arguments.map((one) => [one.destination, one.default]);
    assert.deepEqual(defaults.slice(0, 2), [
      ['config', { value: 'a' }],
      ['name', { value: 'ab' }],
    ]);
  });

  it('keeps the arguments of sub-commands apart', async () => {
    const {
      arguments: own,
      subcommands,
      acceptsUnknown,
    } = await parserOf(
      'p = argparse.ArgumentParser()',
      'commands = p.add_subparsers(required=True)',
      `commands.add_parser('fit', aliases=['f']).add_argument('--epochs', type=int)`,
      'if len(sys.argv) == 1:',
      '    p.print_help()',
      '    sys.exit(1)',
    );
    assert.deepEqual([own, acceptsUnknown], [[], null]);
    assert.deepEqual([subcommands?.names, subcommands?.required], [['fit', 'f'], true]);
    assert.equal(subcommands?.arguments[0]?.destination, 'epochs');
  });

  it('says when an argument is there only if a missing package says so', async () => {
    const { amp, lr } = await argumentsOf(
      'import torch',
      `p.add_argument('--lr')`,
      `if torch.cuda.is_available(): p.add_argument('--amp')`,
    );
    assert.deepEqual([amp?.sometimes, lr?.sometimes], [true, false]);
  });

  it('comes as far as the arguments past checks, decorators and missing parts', async () => {
    const truth = await run(
      'import argparse, torch, sys, multiprocessing.pool',
      'from typing import Optional',
      'from concurrent.futures import ProcessPoolExecutor',
      'if torch.version < (1, 0): raise RuntimeError()',
      'if not torch.cuda: sys.exit(1)',
      'def load(x: Optional[torch.Tensor] = None): pass',
      '@torch.record',
      'def main():',
      '    p = argparse.ArgumentParser()',
      `    p.add_argument('--a')`,
      '    p.parse_args()',
      `if __name__ == '__main__':`,
      '    main()',
    );
    assert.ok(truth.reached && truth.parser.arguments.length === 1, JSON.stringify(truth));
  });

  it('lets a script change nothing and call nobody', async () => {
    const target = path.join(folder, 'written');
    const tries = [
      `open(${JSON.stringify(target)}, 'w')`,
      `os.mkdir(${JSON.stringify(target)})`,
      `subprocess.run([sys.executable, '-c', ''])`,
      `os.system('true')`,
      `socket.create_connection(('127.0.0.1', 1))`,
      `open('inside', 'w')`,
    ];
    const { arguments: found } = await parserOf(
      'import socket, subprocess',
      'p = argparse.ArgumentParser()',
      `for number, act in enumerate([${tries.map((text) => `lambda: ${text}`).join(', ')}]):`,
      '    try: act(); result = "done"',
      '    except OSError as error: result = str(error).split(":")[0]',
      '    p.add_argument(f"--a{number}", default=result)',
      'p.parse_args()',
    );
    const results = found.map((one) => ('value' in one.default ? one.default.value : null));
    assert.deepEqual(results, [...Array<string>(5).fill('not here'), 'done']);
    assert.deepEqual(await fs.readdir(folder), ['train.py']);
  });

  it('says why a script does not come that far', async () => {
    assert.deepEqual(await run('raise KeyError("x")'), {
      reached: false,
      failure: `KeyError: 'x'`,
    });
    assert.deepEqual(await run('x = 1'), { reached: false, failure: 'ended' });
  });
});
