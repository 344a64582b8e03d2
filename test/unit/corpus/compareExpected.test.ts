import assert from 'node:assert/strict';
import { compareExpected } from '../../../scripts/corpus/compareExpected';
import { parseExpected, type ExpectedScript } from '../../../scripts/corpus/expectedFiles';
import { inspectScript } from '../../../src/core/training/inspect/inspectScript';

const head = `file ${'0'.repeat(64)} some==1.0 some/train.py`;

function expectedOf(...lines: readonly string[]): ExpectedScript {
  const [script] = parseExpected(['# A comment.', head, ...lines].join('\n'), 'click');
  assert.ok(script);
  return script;
}

const options = (...given: readonly string[]): string =>
  ['import click', '@click.command()', ...given.map((each) => `@click.option(${each})`)]
    .concat('def main(**given): pass', 'main()')
    .join('\n');

const differencesOf = (text: string, ...lines: readonly string[]): string[] =>
  compareExpected(inspectScript(text, 'train.py'), expectedOf(...lines)).flatMap(
    ({ argument, differences }) => differences.map((each) => `${argument}: ${each}`),
  );

describe('compareExpected', () => {
  it('finds nothing where a script is read as a person read it', () => {
    const text = options(
      "'--lr', '-l', default=0.1",
      "'--opt', type=click.Choice(['a', 'b']), required=True",
      "'--pair', type=int, nargs=2",
      "'--names', multiple=True",
      "'--out', envvar='SM_MODEL_DIR'",
      "'--made', default=make()",
    );
    const lines = [
      '-l --lr float = 0.1',
      '--opt str required of ["a", "b"]',
      '--pair int nargs 2',
      '--names str several',
      '--out str from SM_MODEL_DIR',
      '--made ? = ?',
    ];
    assert.deepEqual(differencesOf(text, ...lines), []);
  });

  it('tells each way in which an argument is read otherwise', () => {
    const text = options("'--aa', default=1", "'--bb', default=1", "'--cc'", "'--dd', default=2");
    assert.deepEqual(
      differencesOf(text, '--aa str = "1" required', '--bb int = ?', '--ee int', 'commands fit'),
      [
        '--aa: type: "int", but "str"',
        '--aa: default: 1, but "1"',
        '--aa: required: false, but true',
        '--bb: default: 1, but nobody knows',
        '--ee: missing',
        '--cc: not there',
        '--dd: not there',
        'command fit: missing',
      ],
    );
  });

  it('refuses lines that it cannot read', () => {
    assert.throws(() => expectedOf('--aa number'), /--aa number/);
  });
});
