import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import { argumentsOf, readsEach } from './reading';

const command = (decorators: string, body = 'pass'): string =>
  `import click\nfrom enum import Enum\n${decorators}\ndef main(**given):\n    ${body}\n`;

const optionsOf = (...options: readonly string[]): string[] =>
  argumentsOf(command(['@click.command()', ...options.map((each) => `@click.${each}`)].join('\n')));

describe('inspectScript: click', () => {
  readsEach(
    [
      ["option('--learning-rate', default=0.1)", '--learning-rate float = 0.1'],
      ["option('--lr', '-l', 'rate', type=float)", '--lr -l float'],
      ["option('-n', type=click.INT, required=True)", '-n int required'],
      ["option('-n', type=int, required=True, default=3)", '-n int = 3'],
      ["option('-n', required=True, default=None)", '-n str = null required'],
      [
        "option('-n', required=True, envvar='SM_X', default=make())",
        '-n other = null required from SM_X',
      ],
      ["option('-v', count=True, required=True)", '-v flag count = 0'],
      ["option('--name', default=None)", '--name str = null'],
      ["option('--on/--off', default=True)", '--on --off flag boolean_optional = true'],
      ["option('--fast', is_flag=True)", '--fast flag store_true = false'],
      ["option('--slow', is_flag=True, default=True)", '--slow flag store_false = true'],
      ["option('-v', '--verbose', count=True)", '-v --verbose flag count = 0'],
      ["option('--truth', type=bool, default=False)", '--truth bool = false'],
      ["option('--truth', default=True)", '--truth bool = true'],
      ["option('--opt', type=click.Choice(['a', 'b']))", '--opt str of ["a","b"]'],
      ["option('--n', type=click.IntRange(1, 5), default=2)", '--n int = 2'],
      ["option('--p', type=click.Path(exists=True))", '--p str'],
      ["option('--f', type=click.File('r'))", '--f other'],
      ["option('--two', type=(int, int))", '--two int nargs 2'],
      ["option('--mixed', type=(int, str))", '--mixed other nargs 2'],
      ["option('--two', nargs=2, type=float)", '--two float nargs 2'],
      ["option('--many', multiple=True, default=['a'])", '--many str append = ["a"]'],
      ["option('--made', default=lambda: 3)", '--made str ?'],
      ["option('--out', envvar='SM_MODEL_DIR')", '--out str = null from SM_MODEL_DIR'],
      ["option('--all', **settings)", '--all other ?'],
      ["argument('src')", '(src) str required'],
      ["argument('src', default='x')", '(src) str = "x"'],
      ["argument('src', nargs=-1)", '(src) str nargs "*"'],
      ["argument('src', nargs=-1, required=True, type=int)", '(src) int required nargs "+"'],
      ['confirmation_option()', '--yes flag store_true = false'],
    ],
    optionsOf,
  );

  it('reads options in the order of the text, and decorators that others make of them', () => {
    const text = [
      'import click',
      'def shared(function):',
      "    for option in reversed([click.option('--seed', default=1), click.option('--gpu')]):",
      '        function = option(function)',
      '    return function',
      '@click.command()',
      "@click.option('--lr', default=0.1)",
      '@shared',
      '@click.pass_context',
      'def main(context, **given): pass',
      "if __name__ == '__main__':",
      '    main()',
    ].join('\n');
    assert.deepEqual(argumentsOf(text), ['--lr float = 0.1', '--seed int = 1', '--gpu str']);
  });

  it('gives a group its own options, and names its commands', () => {
    const text = [
      'import click',
      '@click.group()',
      "@click.option('--debug/--no-debug', default=False)",
      'def cli(debug): pass',
      '@cli.command()',
      "@click.option('--lr')",
      'def fit_model(lr): pass',
      "@cli.command('eval')",
      'def evaluate(): pass',
      'cli()',
    ].join('\n');
    const { parser, problems } = inspectScript(text, 'train.py');
    assert.deepEqual(argumentsOf(text), ['--debug --no-debug flag boolean_optional = false']);
    assert.deepEqual(parser?.subcommands?.names, ['fit-model', 'eval']);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['flag', 'unpassable'],
    );
  });

  it('knows no abbreviations, and may let unknown options through', () => {
    const parserOf = (settings: string, more = '') =>
      inspectScript(
        command(`@click.command(context_settings=${settings})\n@click.option('--aa')${more}`),
        'train.py',
      ).parser;
    const parser = parserOf("{'ignore_unknown_options': True, 'allow_extra_args': True}");
    assert.deepEqual(
      [parser?.kind, parser?.acceptsUnknown, parser?.allowsAbbreviations, parser?.certain],
      ['click', true, false, true],
    );
    const ignoring = "{'ignore_unknown_options': True}";
    const rest = "\n@click.argument('rest', nargs=-1)";
    assert.deepEqual(
      [parserOf(ignoring)?.acceptsUnknown, parserOf(ignoring, rest)?.acceptsUnknown],
      [false, true],
    );
  });

  it('doubts the options of several commands of which nothing runs one', () => {
    const text = [
      'import click',
      '@click.command()',
      "@click.option('--aa')",
      'def first(aa): pass',
      '@click.command()',
      "@click.option('--bb')",
      'def second(bb): pass',
    ].join('\n');
    assert.deepEqual(argumentsOf(text), ['--aa str ?', '--bb str ?']);
  });

  it('says so of options whose names are computed', () => {
    const text = command('@click.command()\n@click.option(name_of_it, default=1)');
    const { parser, problems } = inspectScript(text, 'train.py');
    assert.deepEqual(
      [parser, problems.map(({ code, line }) => [code, line])],
      [null, [['unreadable', 4]]],
    );
  });
});
