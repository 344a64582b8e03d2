import type { ScriptInspection } from '../inspection';
import type { ArgvValue } from './argvValue';
import { modelOf } from './parserModel';
import { WordParser } from './parseWords';
import { Refusal, type Doubt, type RefusalReason } from './refusal';

/** The script gets its values. */
interface AcceptedArgv {
  readonly kind: 'accepted';
  /** The namespace, by attribute. */
  readonly values: ReadonlyMap<string, ArgvValue>;
  /** Positions of the words that a parser of known arguments leaves alone. */
  readonly unrecognized: readonly number[];
}

/** The script ends before its work. */
interface RefusedArgv {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  /** Name of the argument that Python blames; `null` where it blames none or several. */
  readonly argument: string | null;
  /** Python's own words, without the usage before them. */
  readonly message: string;
  /** Positions of the words that nothing takes, or that may mean several options. */
  readonly words: readonly number[];
}

export type ArgvAnswer =
  | AcceptedArgv
  | RefusedArgv
  | {
      readonly kind: 'unknown';
      readonly doubts: readonly Doubt[];
      /** The answer, should nothing be hidden and each doubtful value suit; `null`: none to give. */
      readonly likely: AcceptedArgv | RefusedArgv | null;
    };

/**
 * What Python's argparse makes of a command line, by the parser that the script declares, or that
 * `HfArgumentParser` and `TrlParser` make of dataclasses. Follows Python 3.11. The answer is `unknown`, with
 * what is likely, where 3.9 to 3.13 are known to differ, where part of the parser is hidden, and where a
 * function of the script's own decides; without anything likely where nothing or another library reads the
 * command line (`declaredProblems`). An `accepted` says nothing of what the script then does with its values.
 */
export function checkArguments(inspection: ScriptInspection, argv: readonly string[]): ArgvAnswer {
  const { parser } = inspection;
  if (parser === null || !isReadByArgparse(inspection)) {
    return { kind: 'unknown', doubts: [hiddenParser], likely: null };
  }
  const run = new WordParser(modelOf(inspection, parser), argv);
  const answer = answerOf(run, argv, parser.acceptsUnknown);
  const doubts = parser.certain ? run.doubts : [hiddenParser, ...run.doubts];
  return doubts.some((doubt) => matters(doubt, answer))
    ? { kind: 'unknown', doubts, likely: answer }
    : answer;
}

/** `HfArgumentParser` and `TrlParser` make a parser of argparse of their dataclasses. */
export function isReadByArgparse({ parser }: ScriptInspection): boolean {
  return parser?.kind === 'argparse' || parser?.kind === 'dataclass';
}

const hiddenParser: Doubt = { reason: 'parser', argument: null };

/** What a function makes of its value does not mend what is wrong elsewhere. */
function matters({ reason }: Doubt, { kind }: AcceptedArgv | RefusedArgv): boolean {
  return kind === 'accepted' || reason !== 'type';
}

function answerOf(
  run: WordParser,
  argv: readonly string[],
  acceptsUnknown: boolean,
): AcceptedArgv | RefusedArgv {
  try {
    run.run();
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
  if (run.extras.length > 0 && !acceptsUnknown) {
    const words = run.extras.map((index) => argv[index] ?? '');
    const message = `unrecognized arguments: ${words.join(' ')}`;
    return refused(new Refusal('unrecognized', null, message, run.extras));
  }
  return { kind: 'accepted', values: run.namespace.values, unrecognized: run.extras };
}

function refused({ reason, action, message, words }: Refusal): RefusedArgv {
  return { kind: 'refused', reason, argument: action?.argument?.name ?? null, message, words };
}
