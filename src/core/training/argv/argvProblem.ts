import type { ScriptArgument } from '../inspection';

/** Replaces columns `from` to `to` (from 0, in UTF-16 units) of a line (from 1). */
export interface ScriptEdit {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** What mends a problem at one click. */
export type ArgvFix =
  /** `value` into the form's field; `null` leaves the argument out. */
  | { readonly kind: 'form'; readonly name: string; readonly value: string | null }
  | { readonly kind: 'script'; readonly edits: readonly ScriptEdit[] };

/** Something that stands in the way of a command line. */
export interface ArgvProblem {
  /** Name of the argument or of the form's free row; `null`: the command line as a whole. */
  readonly name: string | null;
  /** `warning`: the script may take it after all, as not all of it could be read. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** Python's own words, where the script would end with them. */
  readonly detail: string | null;
  /** The argument's in the script. */
  readonly line: number | null;
  /** The best first. */
  readonly fixes: readonly ArgvFix[];
}

/** What is required cannot be left out. */
export function leavingOut(
  name: string,
  argument: Pick<ScriptArgument, 'required'> | undefined,
): ArgvFix[] {
  return argument?.required === true ? [] : [{ kind: 'form', name, value: null }];
}
