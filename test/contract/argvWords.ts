import * as fc from 'fast-check';
import type { ScriptArgument } from '../../src/core/training/inspection';

/** Values that one reader or another takes for something else than they look. */
const awkward = [
  '1',
  '0',
  '-1',
  '-1.5',
  '-1e-5',
  '1e-5',
  '1_000',
  '1__0',
  ' 3 ',
  '007',
  '+4',
  '٣',
  '1.0',
  '.5',
  'inf',
  '-inf',
  '-Infinity',
  'nan',
  '9'.repeat(30),
  '0x10',
  '',
  ' ',
  '-',
  '--',
  '=',
  'a=b',
  'True',
  'False',
  'a',
  'adam w',
  '-a b',
  '-x y',
  '[64, 32]',
  'fit',
  'abc',
  "it's",
  '"q"',
  '\\',
];
const texts = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...awkward) },
  {
    weight: 1,
    arbitrary: fc.string({
      maxLength: 4,
      unit: fc.constantFrom('-', '=', 'a', 'x', '1', '.', ' '),
    }),
  },
);

const whole = ['1', '0', '-1', '1_000', ' 3 ', '007', '+4', '٣', '9'.repeat(30)];
const decimal = [...whole, '-1.5', '-.5', '1e-5', '.5', '1.', 'inf', 'nan', '1_0.5'];
const plain = [...whole, 'a', 'adam w', 'True', '', 'a=b', '-', '-a b', 'fit'];

/** Words that suit the parser, as a person who knows it would give them. */
function suitable(argument: ScriptArgument): fc.Arbitrary<string[]> {
  const { flags, nargs } = argument;
  const count = typeof nargs === 'number' ? nargs : 1;
  const most = nargs === '+' || nargs === '*' || nargs === '...' ? 3 : count;
  const values = fc.array(suitableWord(argument), { minLength: count, maxLength: most });
  const given = argument.type === 'flag' ? fc.constant<string[]>([]) : values;
  return flags.length === 0
    ? given
    : fc.tuple(fc.constantFrom(...flags), given).map((parts) => parts.flat());
}

function suitableWord({ type, choices }: ScriptArgument): fc.Arbitrary<string> {
  if (choices !== null) return fc.constantFrom(...choices.map(String));
  if (type === 'int') return fc.constantFrom(...whole);
  return fc.constantFrom(...(type === 'float' ? decimal : plain));
}

/** Words that mean something to the parser, but that it need not take. */
function awkwardWords(args: readonly ScriptArgument[]): fc.Arbitrary<string[]> {
  const own = fc.constantFrom(...args.flatMap(({ flags }) => flags), '--lr', '--help');
  const pair = fc.tuple(own, texts);
  const letters = fc.subarray(['v', 'x', 'n', 'l', 'e', '1', '='], { minLength: 1 });
  return fc.oneof(
    pair.map(([flag, text]) => [flag, text]),
    pair.map(([flag, text]) => [`${flag}=${text}`]),
    pair.map(([flag, text]) => [`${flag}${text}`]),
    fc.tuple(pair, fc.nat(8)).map(([[flag, text], length]) => [flag.slice(0, length + 2), text]),
    letters.map((all) => [`-${all.join('')}`]),
    texts.map((text) => [text]),
    own.map((flag) => [flag]),
    fc.constantFrom<string[]>(['--no-cuda'], ['--no-x'], ['--'], ['--unseen', '1'], ['-h']),
  );
}

/** A command line for a parser: most of it as it should be, at times with one thing that is odd. */
export function wordsFor(args: readonly ScriptArgument[]): fc.Arbitrary<string[]> {
  const all = fc.tuple(...args.map((argument) => fc.option(suitable(argument), { freq: 5 })));
  const chunks = fc
    .tuple(all, fc.array(awkwardWords(args), { maxLength: 1 }))
    .chain(([own, odd]) => {
      const parts = [...own.filter((words) => words !== null), ...odd];
      return fc.shuffledSubarray(parts, { minLength: parts.length });
    });
  return chunks.map((parts) => parts.flat());
}
