import type { ArgumentType, Literal, ScriptArgument } from '../inspection';
import { reprOf } from './pythonText';
import { isTrue, iterated, maxNesting, plain, truth } from './values';
import type { Declared, Value } from './model';

/** An argument as the rest of the product sees it, with what could not be read of it. */
export interface ReadArgument {
  readonly argument: ScriptArgument;
  readonly unread: readonly string[];
}

/** Reads what an argument was declared with. */
export function readDeclared(declared: Declared): ReadArgument {
  const { keywords } = declared;
  const preset = defaultOf(declared);
  const choices = choicesOf(keywords.get('choices'));
  const isCaseSensitive = isTrue(keywords.get('case_sensitive') ?? truth(true));
  const nargs = nargsOf(keywords.get('nargs'));
  const required = requiredOf(declared, nargs);
  const help = helpOf(keywords.get('help'));
  const parts = Object.entries({
    ...{ choices, 'whether capitals matter': isCaseSensitive, nargs },
    ...{ 'whether it is required': required, help },
  });
  const unread = new Set([
    ...declared.unread,
    ...(preset.isKnown ? [] : ['default']),
    ...parts.flatMap(([part, value]) => (value === undefined ? [part] : [])),
  ]);
  return {
    unread: [...unread],
    argument: {
      name: declared.name,
      flags: declared.flags,
      destination: declared.destination,
      action: declared.action,
      type: typeOf(declared),
      default: preset.value,
      defaultText: preset.text,
      hasDefault: preset.isGiven,
      choices: choices ?? null,
      ...(isCaseSensitive === false ? { ignoresCase: true } : {}),
      nargs: nargs ?? null,
      required: required ?? false,
      variable: declared.preset?.variable ?? null,
      help: help ?? null,
      certain: unread.size === 0,
      line: declared.line,
    },
  };
}

interface Default {
  readonly value: Literal;
  readonly text: string;
  readonly isGiven: boolean;
  readonly isKnown: boolean;
}

function defaultOf({ preset, unread, writtenDefault }: Declared): Default {
  const isKnown = !unread.has('default');
  if (preset === undefined || isSuppressed(preset) || !isKnown) {
    return { value: null, text: writtenDefault ?? 'None', isGiven: false, isKnown };
  }
  return givenDefault(preset, writtenDefault ?? 'None');
}

/** SageMaker sets `SM_` variables; what is read when one is missing does not matter. */
function givenDefault(preset: Value, written: string): Default {
  const value = literalOf(preset);
  const isKnown = value !== undefined || (preset.variable?.startsWith('SM_') ?? false);
  return { value: value ?? null, text: reprOf(preset) ?? written, isGiven: isKnown, isKnown };
}

/** `argparse.SUPPRESS` is this very text. */
function isSuppressed(value: Value): boolean {
  return (
    (value.kind === 'external' && value.path.endsWith('.SUPPRESS')) ||
    (value.kind === 'str' && value.value === '==SUPPRESS==')
  );
}

/** A value as JSON; `undefined` where it is not known or has no such form. */
function literalOf(given: Value, depth = 0): Literal | undefined {
  const value = plain(given);
  switch (value.kind) {
    case 'none':
      return null;
    case 'float':
      return Number.isFinite(value.value) ? value.value : infinity(value.value);
    case 'list':
    case 'tuple':
      return depth < maxNesting && !value.isOpen ? literalsOf(value.items, depth + 1) : undefined;
    default:
      return isPlainKind(value) ? value.value : undefined;
  }
}

function isPlainKind(
  value: Value,
): value is Extract<Value, { kind: 'bool' | 'int' | 'str' | 'path' }> {
  return /^(bool|int|str|path)$/.test(value.kind);
}

/** JSON has no infinity: it stays a text, which Python's `float` reads. */
function infinity(value: number): string {
  return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
}

function literalsOf(values: readonly Value[], depth: number): Literal[] | undefined {
  const read = values.map((value) => literalOf(value, depth));
  const known = read.filter((value) => value !== undefined);
  return known.length === read.length ? known : undefined;
}

const typeNames: ReadonlyMap<string, ArgumentType> = new Map([
  ['builtins.int', 'int'],
  ['builtins.float', 'float'],
  ['builtins.str', 'str'],
  ['builtins.bool', 'bool'],
  ['pathlib.Path', 'str'],
  ['pathlib.PurePath', 'str'],
  ['pathlib.PosixPath', 'str'],
]);

const switches = new Set(['store_true', 'store_false', 'store_const', 'append_const', 'count']);

function typeOf({ action, keywords, unread }: Declared): ArgumentType {
  const given = keywords.get('type');
  if (switches.has(action) || action === 'boolean_optional') {
    return 'flag';
  }
  if (given?.kind === 'external') {
    return typeNames.get(given.path) ?? 'other';
  }
  const isPlain = given === undefined || given.kind === 'none';
  const isOpen = [...unread].some((part) => part.includes('*'));
  return isPlain && !isOpen && action !== 'other' ? 'str' : 'other';
}

function choicesOf(value: Value | undefined): Literal[] | null | undefined {
  if (value === undefined || value.kind === 'none') {
    return null;
  }
  const values = iterated(value);
  return values && literalsOf(values, 0);
}

function nargsOf(value: Value | undefined): ScriptArgument['nargs'] | undefined {
  if (value === undefined || value.kind === 'none') {
    return null;
  }
  return value.kind === 'str' || value.kind === 'int' ? value.value : undefined;
}

/** Of positionals as argparse's `_get_positional_kwargs` has it. */
function requiredOf(
  { flags, keywords }: Declared,
  nargs: ScriptArgument['nargs'] | undefined,
): boolean | undefined {
  if (flags.length > 0) {
    const given = keywords.get('required');
    return given === undefined ? false : isTrue(given);
  }
  // Other libraries say it of positionals too.
  const given = keywords.get('required');
  return given === undefined ? !(nargs === '?' || nargs === '*') : isTrue(given);
}

/** The help as it is declared: `%(default)s` is for who shows it. */
function helpOf(value: Value | undefined): string | null | undefined {
  if (value === undefined || value.kind === 'none' || isSuppressed(value)) {
    return null;
  }
  return value.kind === 'str' ? value.value : undefined;
}
