/** What argparse was told by a script that ran: see test/corpus/truth.py, which writes most of it. */
export type Truth =
  | { readonly reached: true; readonly parser: TruthParser }
  | { readonly reached: false; readonly failure: string };

export interface TruthParser {
  /** `null`: the script showed its help before it came to parse. */
  readonly acceptsUnknown: boolean | null;
  readonly allowAbbrev: boolean;
  /** Whether there are arguments that only something not installed knows. */
  readonly open: boolean;
  readonly exclusive: readonly ExclusiveGroup[];
  readonly subcommands: TruthCommands | null;
  readonly arguments: readonly TruthArgument[];
  /** `SM_` variables that were read. */
  readonly read: readonly string[];
}

export interface ExclusiveGroup {
  readonly required: boolean;
  readonly destinations: readonly string[];
}

interface TruthCommands {
  readonly required: boolean;
  readonly names: readonly string[];
  readonly arguments: readonly TruthArgument[];
}

export interface TruthArgument {
  readonly flags: readonly string[];
  readonly destination: string;
  /** Name of argparse's class, or of the script's own. */
  readonly action: string;
  readonly ownAction: boolean;
  /** Whether a `**` of something not installed went into it. */
  readonly open: boolean;
  /** `str`, `int`, … by name; `other`; `unknown` where that hangs on what is not installed. */
  readonly type: string;
  readonly nargs: Known;
  readonly default: Known;
  readonly choices: Known;
  readonly required: Known;
  readonly help: Known;
  readonly expandedHelp: Known;
  /** Whether it is there only when something that is not installed says so. */
  readonly sometimes: boolean;
}

/** A Python value, as far as the script's text decides it. */
export type Known =
  | { readonly value: string | number | boolean | null }
  | {
      readonly kind: string;
      readonly members: readonly Known[];
      readonly values?: readonly Known[];
    }
  /** Not JSON's: its kind, with the text and (of an enum's member) the value it may be given by. */
  | { readonly object: string; readonly text: string; readonly of?: Known }
  | { readonly variable: string }
  | { readonly suppressed: true }
  | { readonly unknown: string };

export const isUnknown = (known: Known): boolean =>
  'unknown' in known ||
  ('members' in known && [...known.members, ...(known.values ?? [])].some(isUnknown));
