import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import { argumentsOf, readsEach } from './reading';

const head = [
  'from dataclasses import dataclass, field',
  'from enum import Enum',
  'from typing import ClassVar, Dict, List, Literal, Optional, Union',
  'from transformers import HfArgumentParser, TrainingArguments',
  'class Kind(Enum):',
  "    LORA = 'lora'",
  "    FULL = 'full'",
].join('\n');

const script = (fields: readonly string[], types = 'Arguments', base = ''): string =>
  [
    head,
    '@dataclass',
    `class Arguments${base}:`,
    ...fields.map((field) => `    ${field}`),
    `parser = HfArgumentParser(${types})`,
    'args = parser.parse_args_into_dataclasses()',
  ].join('\n');

describe('inspectScript: dataclasses', () => {
  readsEach(
    [
      ['name: str', '--name str required'],
      ['rate: float = 0.1', '--rate float = 0.1'],
      [
        'rate: Optional[float] = field(default=None, metadata={"help": "x"})',
        '--rate float = null',
      ],
      ['rate: "float | None" = None', '--rate float = null'],
      ['on: bool = False', '--on bool = false nargs "?"'],
      ['on: bool = True', '--on --no_on bool = true nargs "?"'],
      ['on: Optional[bool] = None', '--on bool = null'],
      ['sizes: List[int] = field(default_factory=lambda: [1, 2])', '--sizes int = [1,2] nargs "+"'],
      ['names: Optional[List[str]] = None', '--names str = null nargs "+"'],
      ['names: list[str] = field(default_factory=list)', '--names str = [] nargs "+"'],
      ['kind: Kind = Kind.LORA', '--kind str = "lora" of ["lora","full"]'],
      ['kind: Literal["a", "b"] = "a"', '--kind str = "a" of ["a","b"]'],
      [
        'kind: str = field(default="a", metadata={"choices": ["a", "b"]})',
        '--kind str = "a" of ["a","b"]',
      ],
      ['rate: float = field(default=1.0, metadata={"aliases": ["--lr"]})', '--rate --lr float = 1'],
      ['either: Union[str, int] = 3', '--either int = 3'],
      ['map: Optional[Dict[str, int]] = None', '--map other = null'],
      ['made: str = field(default_factory=make_name)', '--made str ?'],
      ['hidden: int = field(default=1, init=False)', null],
      ['shared: ClassVar[int] = 1', null],
      ['plain = 3', null],
    ],
    (field) => argumentsOf(script([field])),
  );

  it('offers a library’s fields by name alone, inherited or given', () => {
    for (const text of [
      script(['mine: int = 1'], '(Arguments,)', '(TrainingArguments)'),
      script(['mine: int = 1'], '[Arguments, TrainingArguments]'),
    ]) {
      const { parser } = inspectScript(text, 'train.py');
      assert.deepEqual(argumentsOf(text), ['--mine int = 1']);
      assert.deepEqual([parser?.kind, parser?.certain], ['dataclass', false]);
      assert.equal(parser?.offered?.[0]?.from, 'transformers.TrainingArguments');
      assert.ok(parser.offered[0].names.includes('learning_rate'));
    }
  });

  it('says so of classes whose fields nobody knows', () => {
    const text = `${head}\nfrom elsewhere import Theirs\nHfArgumentParser(Theirs).parse_args()\n`;
    const { parser, problems } = inspectScript(text, 'train.py');
    assert.deepEqual(parser?.offered, [{ from: 'elsewhere.Theirs', names: [], line: 9 }]);
    assert.deepEqual(
      problems.map(({ message }) => message),
      ['The arguments of Theirs are defined elsewhere; add them as rows.'],
    );
  });

  it('reads TRL’s parser, a file of settings beside it, and inheritance among own classes', () => {
    const text = [
      head,
      'from trl import SFTConfig, TrlParser',
      '@dataclass',
      'class Base:',
      '    first: int = 1',
      '    second: int = 2',
      '@dataclass',
      'class Own(Base):',
      '    second: int = 3',
      'def main():',
      '    parser = TrlParser((Own, SFTConfig))',
      "    parser.add_argument('--more', type=int)",
      '    return parser.parse_args_and_config()',
      'main()',
    ].join('\n');
    assert.deepEqual(argumentsOf(text), [
      '--first int = 1',
      '--second int = 3',
      '--more int',
      '--config str = null',
    ]);
    assert.equal(inspectScript(text, 'train.py').parser?.fileOption, 'config');
  });
});
