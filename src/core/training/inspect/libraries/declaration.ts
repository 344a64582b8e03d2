import type { ArgumentAction } from '../../inspection';
import { nameOf } from '../argparse/addArgument';
import { truth } from '../values';
import type { Declared, Value } from '../model';

/** One argument in argparse's words; what is not given is absent. */
export interface Declaration {
  /** None of a positional. */
  readonly flags: readonly string[];
  /** The attribute or parameter that it is stored in. */
  readonly destination: string;
  /** Of a positional; an option's is that of its flags. */
  readonly name?: string;
  readonly action?: ArgumentAction;
  readonly type?: Value | undefined;
  readonly default?: Value | undefined;
  readonly choices?: Value | undefined;
  /** Whether choices have to be written in the same capitals. */
  readonly caseSensitive?: Value | undefined;
  readonly nargs?: Value | undefined;
  readonly required?: Value | boolean | undefined;
  readonly help?: Value | undefined;
  readonly line: number;
  readonly writtenDefault?: string | null;
  readonly unread?: readonly string[];
}

/** An argument of another library, as `add_argument` would leave it. */
export function declaredAs(given: Declaration): Declared {
  const { flags, destination, required } = given;
  const keywords: [string, Value | undefined][] = [
    ['type', given.type],
    ['choices', given.choices],
    ['case_sensitive', given.caseSensitive],
    ['nargs', given.nargs],
    ['required', typeof required === 'boolean' ? truth(required) : required],
    ['help', given.help],
  ];
  return {
    flags,
    name: given.name ?? (flags.length > 0 ? nameOf(flags, '-') : destination),
    destination,
    action: given.action ?? 'store',
    keywords: new Map(keywords.filter((entry): entry is [string, Value] => entry[1] !== undefined)),
    preset: given.default,
    unread: new Set(given.unread),
    line: given.line,
    writtenDefault: given.writtenDefault ?? null,
  };
}
