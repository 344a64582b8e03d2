import type { SyntaxNode } from '@lezer/common';
import type {
  ArgumentAction,
  ArgumentType,
  Literal,
  ScriptArgument,
  ScriptProblem,
} from '../inspection';
import { literalText } from '../argumentText';
import type { PythonCall } from './call';
import { containerVariable, evaluate, evaluateMembers, type Scope } from './evaluate';

/** What one `add_argument` says; no argument where it declares nothing that SageMaker could give. */
export interface ArgumentDeclaration {
  readonly argument: ScriptArgument | null;
  /** The attribute it is stored in, by which `set_defaults` names it. */
  readonly destination: string;
  readonly problems: readonly ScriptProblem[];
}

const nothing: ArgumentDeclaration = { argument: null, destination: '', problems: [] };

/** Actions that take no value on the command line, with the default they bring. */
const switches: ReadonlyMap<string, boolean> = new Map([
  ['store_true', false],
  ['store_false', true],
  ['store_const', false],
  ['append_const', false],
  ['count', false],
  ['BooleanOptionalAction', false],
]);

const typeNames: ReadonlyMap<string, ArgumentType> = new Map([
  ['int', 'int'],
  ['float', 'float'],
  ['str', 'str'],
  ['bool', 'bool'],
  ['Path', 'str'],
  ['pathlib.Path', 'str'],
]);

/** Reads one `add_argument` call. */
export function readArgumentCall(call: PythonCall, scope: Scope): ArgumentDeclaration {
  const line = scope.script.lineOf(call.node);
  const names = call.positional.map((node) => evaluate(node, scope));
  const flags = names.filter((name) => typeof name === 'string');
  const first = flags[0];
  if (first === undefined || flags.length < names.length) {
    return { ...nothing, problems: [unreadableName(line)] };
  }
  const action = textOf('action', call, scope);
  if (action === 'help' || action === 'version') {
    return nothing;
  }
  if (!first.startsWith('-')) {
    return { ...nothing, problems: [positionalProblem(first, call, scope)] };
  }
  const name = passableName(flags);
  const problems = name === null ? [unpassableName(first, line)] : [];
  return name === null
    ? { ...nothing, problems }
    : declaration({ call, scope, flags, name, action, line });
}

interface Reading {
  readonly call: PythonCall;
  readonly scope: Scope;
  readonly flags: readonly string[];
  readonly name: string;
  readonly action: string | undefined;
  readonly line: number;
}

function declaration(reading: Reading): ArgumentDeclaration {
  const { call, scope, flags, name, action, line } = reading;
  const type = typeOf(call, action, scope);
  const choices = choicesOf(call, scope);
  const preset = defaultOf(call, type, action, scope);
  const required = valueOf('required', call, scope) ?? false;
  const unread = [
    ...(preset.value === undefined ? ['default'] : []),
    ...(choices === undefined ? ['choices'] : []),
    ...(call.isOpen ? ['everything it takes from * or **'] : []),
  ];
  const argument: ScriptArgument = {
    name,
    flags,
    destination: textOf('dest', call, scope) ?? destinationOf(flags),
    action: actionOf(action),
    type,
    default: preset.value ?? null,
    hasDefault: preset.isGiven && preset.value !== undefined,
    choices: choices ?? null,
    nargs: nargsOf(call, action, scope),
    required: required === true,
    variable: preset.variable,
    help: helpOf(call, preset.value, scope),
    certain: unread.length === 0,
    line,
  };
  return {
    argument,
    destination: argument.destination,
    problems: [
      ...unread.map((part) => unreadablePart(name, part, line)),
      ...typeProblems(argument),
    ],
  };
}

/**
 * The option as SageMaker will spell it: `--name value`, and `-n value` for one letter
 * (sagemaker-training toolkit `mapping.py`); argparse must know that very spelling.
 */
function passableName(flags: readonly string[]): string | null {
  const long = flags.find((flag) => /^--[^-]./.test(flag));
  const short = flags.find((flag) => /^-[^-]$/.test(flag));
  return long?.slice(2) ?? short?.slice(1) ?? null;
}

const actions: ReadonlyMap<string, ArgumentAction> = new Map(
  (
    [
      'store',
      'store_const',
      'store_true',
      'store_false',
      'append',
      'append_const',
      'extend',
    ] as const
  ).map((name) => [name, name]),
);

function actionOf(action = 'store'): ArgumentAction {
  if (action === 'BooleanOptionalAction') {
    return 'boolean_optional';
  }
  return action === 'count' ? 'count' : (actions.get(action) ?? 'other');
}

function destinationOf(flags: readonly string[]): string {
  const named = flags.find((flag) => flag.startsWith('--')) ?? flags[0] ?? '';
  return named.replace(/^-+/, '').replaceAll('-', '_');
}

function typeOf(call: PythonCall, action: string | undefined, scope: Scope): ArgumentType {
  if (action !== undefined && switches.has(action)) {
    return 'flag';
  }
  const node = call.keywords.get('type');
  if (node !== undefined) {
    return typeNames.get(scope.script.textOf(node)) ?? 'other';
  }
  const isPlain = action === undefined || /^(store|append|extend)$/.test(action);
  return isPlain && !call.isOpen ? 'str' : 'other';
}

/** `undefined` where there are choices that only running the script would tell. */
function choicesOf(call: PythonCall, scope: Scope): Literal[] | null | undefined {
  const node = call.keywords.get('choices');
  return node === undefined || node.name === 'None' ? null : evaluateMembers(node, scope);
}

interface Default {
  readonly value: Literal | undefined;
  readonly isGiven: boolean;
  readonly variable: string | null;
}

function defaultOf(
  call: PythonCall,
  type: ArgumentType,
  action: string | undefined,
  scope: Scope,
): Default {
  const node = call.keywords.get('default');
  const implied = type === 'flag' ? (switches.get(action ?? '') ?? null) : null;
  if (node === undefined || isSuppressed(node, scope)) {
    return { value: implied, isGiven: implied !== null, variable: null };
  }
  const value = evaluate(node, scope);
  const variable = containerVariable(node, scope);
  if (type === 'flag') {
    return { value: typeof value === 'boolean' ? value : implied, isGiven: true, variable };
  }
  // SageMaker sets the variable; what is read when it is missing does not matter.
  return { value: variable === null ? value : (value ?? null), isGiven: true, variable };
}

function isSuppressed(node: SyntaxNode, { script }: Scope): boolean {
  return /(^|\.)SUPPRESS$/.test(script.textOf(node));
}

/** `append` takes one value each time it is given, which for SageMaker is once. */
function nargsOf(
  call: PythonCall,
  action: string | undefined,
  scope: Scope,
): ScriptArgument['nargs'] {
  if (action === 'append' || action === 'extend') {
    return '+';
  }
  const value = valueOf('nargs', call, scope);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}

/** The help as argparse prints it; a default that only running would tell stands as it is written. */
function helpOf(call: PythonCall, preset: Literal | undefined, scope: Scope): string | null {
  const text = textOf('help', call, scope);
  const written = call.keywords.get('default');
  const shown =
    preset === undefined && written
      ? scope.script.textOf(written)
      : (literalText(preset ?? null, 'other') ?? 'None');
  return (
    text
      ?.replace(/%\((\w+)\)\w/g, (whole, key: string) => (key === 'default' ? shown : whole))
      .replaceAll('%%', '%') ?? null
  );
}

function valueOf(keyword: string, call: PythonCall, scope: Scope): Literal | undefined {
  const node = call.keywords.get(keyword);
  return node && evaluate(node, scope);
}

/** A keyword's text; of a name such as `argparse.BooleanOptionalAction` its last part. */
function textOf(keyword: string, call: PythonCall, scope: Scope): string | undefined {
  const node = call.keywords.get(keyword);
  const value = valueOf(keyword, call, scope);
  if (keyword === 'action' && node !== undefined && value === undefined) {
    return scope.script.textOf(node).split('.').at(-1);
  }
  return typeof value === 'string' ? value : undefined;
}

function unreadableName(line: number): ScriptProblem {
  return {
    severity: 'warning',
    code: 'unreadable',
    message: `The argument in line ${line} has a name that is computed; add it as a row of its own.`,
    line,
  };
}

function unreadablePart(name: string, part: string, line: number): ScriptProblem {
  return {
    severity: 'info',
    code: 'unreadable',
    message: `--${name}: ${part} cannot be read without running the script.`,
    line,
  };
}

function unpassableName(flag: string, line: number): ScriptProblem {
  return {
    severity: 'warning',
    code: 'unpassable',
    message: `SageMaker cannot pass ${flag}: it writes two dashes before names and one before letters.`,
    line,
  };
}

function positionalProblem(name: string, call: PythonCall, scope: Scope): ScriptProblem {
  const nargs = valueOf('nargs', call, scope);
  const isOptional = nargs === '?' || nargs === '*';
  return {
    severity: isOptional ? 'info' : 'error',
    code: 'unpassable',
    message:
      `SageMaker cannot give the positional argument ${name}: it passes options only. ` +
      `Declare it as --${name}.`,
    line: scope.script.lineOf(call.node),
  };
}

function typeProblems({ name, type, line, certain, nargs }: ScriptArgument): ScriptProblem[] {
  if (type === 'flag') {
    const message = `SageMaker cannot set --${name}: it takes no value.`;
    return [{ severity: 'info', code: 'flag', message, line }];
  }
  if (type === 'bool') {
    const message = `--${name}: type=bool reads every text as true, False included.`;
    return [{ severity: 'warning', code: 'boolType', message, line }];
  }
  if (certain && (nargs === '+' || nargs === '*' || typeof nargs === 'number')) {
    const message = `--${name}: SageMaker can give only one value of a list.`;
    return [{ severity: 'info', code: 'unpassable', message, line }];
  }
  return [];
}
