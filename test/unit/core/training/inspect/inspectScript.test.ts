import assert from 'node:assert/strict';
import fc from 'fast-check';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type { ScriptProblem } from '../../../../../src/core/training/inspection';

const syntaxOf = (text: string): ScriptProblem | undefined =>
  inspectScript(text, 'train.py').problems.find(({ code }) => code === 'syntax');

describe('inspectScript: syntax', () => {
  const broken: readonly (readonly [string, number, RegExp])[] = [
    ['import os\ndef f(:\n    pass\n', 2, /“\(”/],
    ['x = (1,\n     2\ny = 3\nz = 4\n', 1, /“\(”.*never closed/],
    ['x = [1, 2\n\ndef f():\n    pass\n', 1, /“\[”.*never closed/],
    ['a = 1\nprint "hello"\n', 2, /not valid/],
    ['a = 1\nname = "open\nb = 2\n', 2, /string/],
    ['"""doc\nx = 1\n', 1, /string/],
    ['import os\n  import sys\n', 2, /indented/],
    ['def f():\n    a = 1\n      b = 2\n', 3, /indented/],
    ['if x\n    y = 1\n', 1, /not valid/],
    ['for in x:\n    pass\n', 1, /not valid/],
    ['a = 1\r\nb = = 2\r\n', 2, /not valid/],
  ];
  for (const [text, line, message] of broken) {
    it(`finds line ${line} of ${JSON.stringify(text)}`, () => {
      const problem = syntaxOf(text);
      assert.deepEqual([problem?.severity, problem?.line], ['error', line]);
      assert.match(problem?.message ?? '', message);
    });
  }

  const valid = [
    '',
    '\uFEFFimport os\n',
    'x = [1., 2.e3, 3.j, 4. if x else 5.]\n',
    'def g():\n    yield\n    y = yield\n    z = (yield)\n',
    'for a, *rest in pairs:\n    pass\nprint([b for *_, b in pairs])\n',
    'with open(a) as (b, c):\n    pass\n',
    'with (open(a) as b,\n      open(c) as d):\n    pass\n',
    'match point:\n    case Point(x=0) as p:\n        pass\n    case Empty():\n        pass\n',
    'def f(a, /, b, *, c: int = 3) -> None: ...\n',
    'if (n := len(a)) > 3: print(f"{n!r:>{width}}")\n',
    'async def f():\n    async with a as b:\n        await b\n',
    'try:\n    pass\nexcept* ValueError as e:\n    pass\n',
    'class A[T]:\n    pass\ntype X = int\n',
    'print\n',
    'x = """a "quoted" word\n"""\ny = \'it\\\'s\'\nz = "a\\\nb"\n',
    'if True:\n\tx = 1\n\ty = 2\n# end\n',
    'print(f"{d["key"]}")\n',
    'from a import (\n    b as c,\n    d as e,\n)\n',
  ];
  for (const text of valid) {
    it(`accepts ${JSON.stringify(text)}`, () => assert.equal(syntaxOf(text), undefined));
  }

  it('still reads the arguments of a broken script', () => {
    const text =
      "p = argparse.ArgumentParser()\np.add_argument('--aa', default=3)\ndef f(:\n  pass\n";
    assert.equal(inspectScript(text, 'train.py').arguments[0]?.default, 3);
  });
});

describe('inspectScript: framework', () => {
  const cases: readonly (readonly [string, string | null, number])[] = [
    ['import torch.nn as nn\n', 'pytorch', 1],
    ['import os\nfrom torchvision import models\n', 'pytorch', 2],
    ['import torch\nfrom transformers import (Trainer,\n  AutoModel as A)\n', 'huggingface', 2],
    ['from tensorflow import keras\n', 'tensorflow', 1],
    ['import numpy as np, xgboost as xgb\nimport sklearn\n', 'xgboost', 1],
    ['def f():\n    from sklearn.svm import SVC\n', 'sklearn', 2],
    ['import torchless\nfrom . import torch\n', null, 0],
    ['"""import torch"""\n# import torch\n', null, 0],
  ];
  for (const [text, name, line] of cases) {
    it(`sees ${name ?? 'none'} in ${JSON.stringify(text)}`, () => {
      const expected = name === null ? null : { name, line };
      assert.deepEqual(inspectScript(text, 'train.py').framework, expected);
    });
  }
});

describe('inspectScript: folders', () => {
  it('finds the channels', () => {
    const text = [
      '"""Reads SM_CHANNEL_DOC."""',
      "train = os.environ['SM_CHANNEL_TRAIN']",
      "val = os.environ.get('SM_CHANNEL_MY-VAL')",
      "again = os.environ['SM_CHANNEL_TRAIN']",
      "fixed = '/opt/ml/input/data/extra/file.csv'",
      "all = os.environ['SM_CHANNELS']",
    ].join('\n');
    assert.deepEqual(inspectScript(text, 'train.py').channels, [
      { name: 'train', line: 2 },
      { name: 'my-val', line: 3 },
      { name: 'extra', line: 5 },
    ]);
  });

  it('points out paths of the container, not fallbacks of what SageMaker sets', () => {
    const text = [
      '"""Writes /opt/ml/model."""',
      "a = os.environ.get('SM_MODEL_DIR', '/opt/ml/model')",
      "b = '/opt/ml/model/out.bin'",
      "c = f'/opt/ml/checkpoints/{n}'",
      "d = '/opt/mlflow'",
      "e = '/opt/ml/input/data/train'",
    ].join('\n');
    const { problems } = inspectScript(text, 'train.py');
    assert.deepEqual(
      problems.map(({ code, severity, line }) => [code, severity, line]),
      [
        ['hardCodedPath', 'warning', 3],
        ['hardCodedPath', 'warning', 4],
        ['hardCodedPath', 'warning', 6],
      ],
    );
    assert.match(problems[0]?.message ?? '', /SM_MODEL_DIR/);
    assert.match(problems[2]?.message ?? '', /SM_CHANNEL_TRAIN/);
  });
});

describe('inspectScript: hostile text', () => {
  const word = fc.constantFrom(
    ...[
      'import argparse\n',
      'p = argparse.ArgumentParser()\n',
      'p.add_argument(',
      "'--aa', ",
      'type=int',
    ],
    ...[
      ', default=',
      '-1.',
      'choices=[',
      ']',
      ')',
      '\n',
      '    ',
      '"""',
      "'",
      'f"{',
      '}"',
      'SM_CHANNEL_X',
    ],
    ...[
      'for *a in b:\n',
      'yield',
      'with x as (',
      'lambda',
      '**k',
      '\\',
      '\u2028',
      '\0',
      '\uD800',
      '#',
    ],
  );

  it('never throws, and answers with lines of the text', () => {
    const text = fc.oneof(
      fc.string({ maxLength: 200 }),
      fc.array(word).map((words) => words.join('')),
    );
    fc.assert(
      fc.property(text, (script) => {
        const lines = script.split(/\r\n?|\n/).length;
        const { problems, arguments: args, channels } = inspectScript(script, 'train.py');
        for (const { line } of [...problems, ...args, ...channels]) {
          assert.ok(line >= 1 && line <= lines);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const deep = [
    '('.repeat(100_000),
    `x = ${'['.repeat(5000)}${']'.repeat(5000)}`,
    `p.add_argument('--aa', default=${'-'.repeat(50_000)}1)`,
    `p.add_argument('--aa', default=${'1+'.repeat(50_000)}1)`,
    'for '.repeat(100_000),
    `with a as ${'('.repeat(50_000)}`,
    `x = '${'\\\\'.repeat(200_000)}'`,
    'import '.repeat(50_000),
    'a.'.repeat(50_000),
    'f"{'.repeat(20_000),
    `${'('.repeat(5000)}a${')'.repeat(5000)} = 1`,
    'x = ()\nfor i in range(9999):\n    x = (x, i)\ny = x == (x, 1) or {x: 1}',
    'from functools import partial\nf = print\nfor i in range(9000):\n    f = partial(f)\nf()',
    `class A: pass\n${'class A(A): pass\n'.repeat(9000)}A()`,
  ];
  for (const text of deep) {
    it(`reads ${text.length} characters of ${text.slice(0, 12)} without giving up`, () => {
      assert.equal(inspectScript(text, 'train.py').file, 'train.py');
    });
  }

  it('gives targets that no Python has nothing', () => {
    for (const text of [
      'a, **b=[1]',
      '*a *b = 1, 2',
      'for * in [1]: pass',
      '*, = 1',
      "'a', x**y = [1",
    ]) {
      assert.equal(inspectScript(text, 'train.py').file, 'train.py');
    }
  });

  it('does not read what is too long', () => {
    assert.match(
      inspectScript('x = 1\n'.repeat(400_000), 'a').problems[0]?.message ?? '',
      /too long/,
    );
  });
});
