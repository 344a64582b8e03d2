import type { ParserAction } from './parserModel';

/**
 * Why a command line is refused. `help`: the script would print its help and end. `ambiguous`: an
 * abbreviation of several options. `count`: too few or too many values. `value`: not of the type.
 * `crash`: argparse itself would fail with an exception.
 */
export type RefusalReason =
  | 'help'
  | 'ambiguous'
  | 'count'
  | 'value'
  | 'choice'
  | 'exclusive'
  | 'required'
  | 'unrecognized'
  | 'crash';

/** Ends the reading of a command line, as `ArgumentParser.error` does. */
export class Refusal extends Error {
  constructor(
    readonly reason: RefusalReason,
    /** Whom it concerns; `null` where argparse names no single argument. */
    readonly action: ParserAction | null,
    message: string,
    /** Positions of the words that nothing takes, or that may mean several options. */
    readonly words: readonly number[] = [],
  ) {
    super(message);
  }
}

/** `ArgumentError`: the message with the argument's name before it. */
export function argumentError(
  reason: RefusalReason,
  action: ParserAction,
  message: string,
): Refusal {
  return new Refusal(reason, action, `argument ${action.title}: ${message}`);
}

/**
 * Why an answer is not certain. `type`: a function of the script's own reads the value. `action`: a
 * class of its own takes it. `argument`: it could not be read in full. `subcommand`: what follows is
 * read by another parser. `identity`: Python asks whether a value is the very object of its default,
 * and the two are equal. `versions`: the releases of Python 3.9 to 3.13 do not agree. `parser`: there
 * may be arguments that could not be seen, or it is not argparse.
 */
export type DoubtReason =
  'type' | 'action' | 'argument' | 'subcommand' | 'identity' | 'versions' | 'parser';

export interface Doubt {
  readonly reason: DoubtReason;
  /** Name of the argument; `null`: the command line as a whole. */
  readonly argument: string | null;
}
