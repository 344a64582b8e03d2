import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import type { ScriptParser } from '../../../../../../src/core/training/inspection';
import { argumentsOf } from './reading';

const parserOf = (text: string): ScriptParser | null => inspectScript(text, 'train.py').parser;

describe('inspectScript: fire', () => {
  it('makes an option of each parameter, with a default or without', () => {
    const text = [
      'import fire',
      'from typing import List',
      'def train(data_dir, lr=0.1, n: int = 3, fast=False, name: str = None, layers: List[int] = None):',
      '    pass',
      "if __name__ == '__main__':",
      '    fire.Fire(train)',
    ].join('\n');
    assert.deepEqual(argumentsOf(text), [
      '--data_dir --data-dir other required',
      '--lr float = 0.1',
      '-n --n int = 3',
      '--fast bool = false',
      '--name str = null',
      '--layers other = null',
    ]);
    assert.deepEqual(inspectScript(text, 'train.py').problems, []);
  });

  it('lets everything through where the function takes any keyword', () => {
    const parser = parserOf('import fire\ndef main(**settings): pass\nfire.Fire(main)\n');
    assert.deepEqual([parser?.kind, parser?.acceptsUnknown], ['fire', true]);
  });

  it('takes a class by what makes it and by its methods, a bound method without self', () => {
    const type = [
      'import fire',
      'class Trainer:',
      '    def __init__(self, lr=0.1): self.lr = lr',
      '    def fit(self, steps=10): pass',
      '    def _hidden(self): pass',
    ].join('\n');
    assert.deepEqual(argumentsOf(`${type}\nfire.Fire(Trainer)\n`), ['--lr float = 0.1']);
    assert.deepEqual(parserOf(`${type}\nfire.Fire(Trainer)\n`)?.subcommands?.required, false);
    assert.deepEqual(argumentsOf(`${type}\nfire.Fire(Trainer().fit)\n`), ['--steps int = 10']);
    assert.deepEqual(parserOf(`${type}\nfire.Fire(Trainer())\n`)?.subcommands?.names, ['fit']);
  });

  it('names the commands of a dictionary, or of the whole file', () => {
    const text = 'import fire\ndef fit(lr=1): pass\ndef evaluate(): pass\n';
    assert.deepEqual(
      parserOf(`${text}fire.Fire({'f': fit, 'e': evaluate})\n`)?.subcommands?.names,
      ['f', 'e'],
    );
    assert.deepEqual(parserOf(`${text}fire.Fire()\n`)?.subcommands?.names, ['fit', 'evaluate']);
  });

  it('says so where the component is not in the script', () => {
    const { parser, problems } = inspectScript(
      'import fire\nfrom x import main\nfire.Fire(main)\n',
      'train.py',
    );
    assert.deepEqual([parser?.kind, parser?.certain], ['fire', false]);
    assert.deepEqual(
      problems.map(({ code, line }) => [code, line]),
      [['unreadable', 3]],
    );
  });
});
