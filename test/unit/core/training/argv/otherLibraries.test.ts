import assert from 'node:assert/strict';
import { argvProblems } from '../../../../../src/core/training/argv/argvProblems';
import { ScriptRepairs } from '../../../../../src/core/training/argv/scriptFix';
import { containerImage } from '../../../../../src/core/training/containerImage';
import { initialDraft } from '../../../../../src/core/training/draft';
import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';

const image = containerImage('sagemaker-scikit-learn:1.4-2');

interface Given {
  readonly values?: Readonly<Record<string, string>>;
  readonly extra?: Readonly<Record<string, string>>;
}

/** `severity argument: message` of each problem. */
function problems(text: string, { values = {}, extra = {} }: Given): string[] {
  const inspection = inspectScript(text, 'train.py');
  const draft = initialDraft(inspection, { script: '/x/train.py', folders: [], now: new Date(0) });
  const rows = Object.entries(extra).map(([name, value]) => ({ name, value }));
  const changed = { ...draft, values: { ...draft.values, ...values }, extra: rows };
  return argvProblems({ inspection, draft: changed, image, repairs: new ScriptRepairs(text) }).map(
    ({ severity, name, message }) => `${severity} ${name ?? ''}: ${message}`,
  );
}

const dataclass = (classes = 'Own'): string => `from dataclasses import dataclass, field
from transformers import HfArgumentParser, TrainingArguments

@dataclass
class Own:
    rate: float = field(default=0.1)
    fast: bool = field(default=False)
    safe: bool = field(default=True)

args = HfArgumentParser(${classes}).parse_args_into_dataclasses()
`;

const click = `import click

@click.command()
@click.option('--rate', type=float, default=0.1)
@click.option('--name', default='a')
def main(rate, name):
    pass

if __name__ == '__main__':
    main()
`;

const fire = `import fire

def train(rate=0.1, name='a'):
    pass

if __name__ == '__main__':
    fire.Fire(train)
`;

describe('the command line of dataclasses', () => {
  it('reads the words for true and false', () => {
    const text = dataclass();
    assert.deepEqual(problems(text, { values: { fast: 'true', safe: 'false' } }), []);
    const [told = '', ...more] = problems(text, { values: { fast: 'maybe' } });
    assert.match(told, /^error fast: .*argument --fast: Truthy value expected: got maybe/);
    assert.deepEqual(more, []);
  });

  it('is held against the fields as argparse holds it', () => {
    const text = dataclass();
    assert.deepEqual(problems(text, { values: { rate: 'fast' } }), [
      'error rate: --rate takes a number, such as 0.01; “fast” is not.',
    ]);
    const [told = '', ...more] = problems(text, { extra: { seed: '3' } });
    assert.match(told, /^error seed: .*unrecognized arguments: --seed 3/);
    assert.deepEqual(more, []);
  });

  it('may have its values in the file that TRL’s --config names', () => {
    const text = dataclass()
      .replaceAll('HfArgumentParser', 'TrlParser')
      .replace('rate: float = field(default=0.1)', 'rate: float')
      .replace('parse_args_into_dataclasses', 'parse_args_and_config');
    assert.deepEqual(problems(text, { values: { config: '/opt/ml/code/recipe.yaml' } }), []);
    assert.deepEqual(problems(text, {}), ['error rate: The script requires --rate.']);
  });

  it('may have what a class of a library adds', () => {
    const text = dataclass('(Own, TrainingArguments)');
    assert.deepEqual(problems(text, { extra: { warmup_steps: '3' } }), []);
  });
});

describe('the command line of click, typer, absl and fire', () => {
  it('gives an option the next word, whatever it begins with', () => {
    assert.deepEqual(problems(click, { values: { name: '--rate', rate: '-0.5' } }), []);
  });

  it('has no abbreviations, and ends click at an option that is not declared', () => {
    assert.deepEqual(problems(click, { extra: { ra: '3' } }), [
      'error ra: The script declares no option --ra.',
    ]);
  });

  it('has to give click as many words as it takes, and a truth that it knows', () => {
    const text = click.replace("'--rate', type=float", "'--pair', type=int, nargs=2");
    const more = text.replace("'--name', default='a'", "'--name', type=bool, default=True");
    assert.deepEqual(problems(more, { values: { pair: '1 2', name: 'off' } }), [
      'error pair: --pair takes 2 values, but SageMaker passes only one.',
    ]);
    assert.deepEqual(problems(more, { values: { pair: '', name: 'maybe' } }), [
      'error name: --name takes true or false; “maybe” is not.',
    ]);
  });

  it('gives absl whole numbers with a prefix too', () => {
    const text =
      "from absl import app, flags\nflags.DEFINE_integer('seed', 7, '')\napp.run(main)\n";
    assert.deepEqual(problems(text, { values: { seed: '0x1F' } }), []);
    assert.deepEqual(problems(text, { values: { seed: '0X1F' } }), [
      'error seed: --seed takes a whole number, such as 20; “0X1F” is not.',
    ]);
  });

  it('cannot give what is required by a name that SageMaker does not write', () => {
    const text = click.replace("'--rate', type=float, default=0.1", "'--r', required=True");
    assert.deepEqual(problems(text, {}), [
      'error r: The script requires --r. SageMaker writes two dashes before names and one before letters.',
    ]);
  });

  it('gives fire no value that looks like an option, and numbers as Python writes them', () => {
    assert.deepEqual(problems(fire, { values: { name: '-x', rate: 'nan' } }), [
      'warning rate: --rate takes a number, such as 0.01; “nan” is not.',
      'warning name: SageMaker passes --name -x, but fire takes “-x” for an option.',
    ]);
    assert.deepEqual(problems(fire, { values: { rate: '1_0.5' }, extra: { n: 'b' } }), []);
  });

  it('is only warned of where fire may hand it on', () => {
    assert.deepEqual(problems(fire, { extra: { seed: '3' } }), [
      'warning seed: The script declares no option --seed.',
    ]);
    assert.deepEqual(problems(`import os\nprint(os.environ)\n`, { extra: { seed: '3' } }), []);
  });
});
