import assert from 'node:assert/strict';
import { formArguments } from '../../../../src/core/training/draft';
import { inspectScript } from '../../../../src/core/training/inspect/inspectScript';

describe('formArguments', () => {
  it('offers what SageMaker can name, with the help that argparse would print', () => {
    const inspection = inspectScript(
      [
        'import argparse',
        'parser = argparse.ArgumentParser()',
        "parser.add_argument('source')",
        "parser.add_argument('-lr')",
        "parser.add_argument('--x')",
        "parser.add_argument('-n', default=1.0, help='%(default)s, 5%%')",
        "parser.add_argument('--word', default='a', help='as %(default)s')",
        "parser.add_argument('--part', action='append')",
        'parser.parse_args()',
      ].join('\n'),
      'train.py',
    );
    assert.deepEqual(
      formArguments(inspection).map(({ name, help, nargs }) => [name, help, nargs]),
      [
        ['n', '1.0, 5%', null],
        ['word', 'as a', null],
        ['part', null, '+'],
      ],
    );
  });
});
