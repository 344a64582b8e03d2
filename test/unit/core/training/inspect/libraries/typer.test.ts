import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import { argumentsOf, readsEach } from './reading';

const head = [
  'import typer',
  'from enum import Enum',
  'from pathlib import Path',
  'from typing import Annotated, List, Literal, Optional, Tuple, Union',
  'class Mode(str, Enum):',
  "    fast = 'fast'",
  "    slow = 'slow'",
  'Rate = Annotated[float, typer.Option("--rate", "-r")]',
].join('\n');

const parameterOf = (parameter: string): string[] =>
  argumentsOf(`${head}\ndef main(${parameter}):\n    pass\ntyper.run(main)\n`);

describe('inspectScript: typer', () => {
  readsEach(
    [
      ['data: Path', '(data) str required'],
      ['learning_rate: float = 0.1', '--learning-rate float = 0.1'],
      ['n: int = typer.Option(3, "--count", "-n")', '--count -n int = 3'],
      ['n: int = typer.Option(...)', '--n int required'],
      ['n: Optional[int] = None', '--n int = null'],
      ['n: int | None = None', '--n int = null'],
      ['fast: bool = False', '--fast --no-fast flag boolean_optional = false'],
      ['fast: bool = typer.Option(False, "--fast", "-f")', '--fast -f flag store_true = false'],
      ['fast: bool = typer.Option(..., "--on/--off")', '--on --off flag boolean_optional required'],
      ['mode: Mode = Mode.fast', '--mode str = "fast" of ["fast","slow"]'],
      ['mode: Literal["a", "b"] = "a"', '--mode str = "a" of ["a","b"]'],
      ['names: List[str] = typer.Option([])', '--names str append = []'],
      ['pair: Tuple[int, int] = (1, 2)', '--pair int = [1,2] nargs 2'],
      ['src: List[Path] = typer.Argument(...)', '(src) str required nargs "+"'],
      ['src: str = typer.Argument("x")', '(src) str = "x"'],
      ['lr: Annotated[float, typer.Option(help="x")] = 0.1', '--lr float = 0.1'],
      ['src: Annotated[str, typer.Argument()] = "x"', '(src) str = "x"'],
      ['rate: Rate = 0.5', '--rate -r float = 0.5'],
      ['out: str = typer.Option("x", envvar="SM_MODEL_DIR")', '--out str = "x" from SM_MODEL_DIR'],
      ['n: "Optional[int]" = 3', '--n int = 3'],
      ['verbose: int = typer.Option(0, "-v", count=True)', '-v flag count = 0'],
      ['any: object = make()', '--any other ?'],
    ],
    parameterOf,
  );

  it('runs an only command without its name, and leaves the context out', () => {
    const text = [
      head,
      'app = typer.Typer()',
      '@app.command("fit")',
      'def fit(context: typer.Context, lr: float = 0.1): pass',
      'app()',
    ].join('\n');
    const { parser } = inspectScript(text, 'train.py');
    assert.deepEqual(
      [argumentsOf(text), parser?.kind, parser?.subcommands],
      [['--lr float = 0.1'], 'typer', null],
    );
  });

  it('names several commands, with the options that stand before them', () => {
    const text = [
      head,
      'app = typer.Typer()',
      '@app.callback()',
      'def main(seed: int = 0): pass',
      '@app.command()',
      'def fit(lr: float = 0.1): pass',
      'app()',
    ].join('\n');
    const { parser } = inspectScript(text, 'train.py');
    assert.deepEqual(
      [argumentsOf(text), parser?.subcommands?.names],
      [['--seed int = 0'], ['fit']],
    );
  });

  it('follows names that a module beside the script gives to typer’s own', () => {
    const text = [
      'from ._shared import Opt, app',
      '@app.command()',
      'def fit(lr: float = Opt(0.1, "--rate")): pass',
    ].join('\n');
    const shared = 'import typer\nOpt = typer.Option\napp = typer.Typer()\n';
    const read = argumentsOf(text, (name) => (name === '._shared' ? shared : undefined));
    assert.deepEqual(read, ['--rate float = 0.1']);
  });
});
