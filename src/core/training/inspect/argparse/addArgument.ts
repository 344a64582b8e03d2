import type { ArgumentAction } from '../../inspection';
import { keywordNode } from '../callSite';
import { derivesFrom } from '../classes';
import type { Call, Machine } from '../machine';
import type { Declared, Exclusive, Parser, Value } from '../model';

const plainActions: ReadonlySet<string> = new Set<ArgumentAction>([
  'store',
  'store_const',
  'store_true',
  'store_false',
  'append',
  'append_const',
  'extend',
  'count',
]);

/** Said of an argument that may or may not be there. */
export const undecided = 'whether it is declared';

/** Adds what one `add_argument` declares. */
export function addArgument(
  parser: Parser,
  exclusive: Exclusive | null,
  call: Call,
  machine: Machine,
): void {
  const names = namesOf(call);
  const action = actionOf(call.keywords.get('action'));
  if (names === null) {
    parser.isCertain = false;
    machine.unreadableNames.add(call.scope.file.lineOf(call.node));
  } else if (action !== null) {
    const declared = declare(parser, { names, action }, call, machine);
    place(parser, declared);
    exclusive?.destinations.push(declared.destination);
  }
}

/** The names as given; `null` where one of them is not known. */
function namesOf({ positional, keywords, isOpen }: Call): string[] | null {
  const texts = positional.map((value) => (value.kind === 'str' ? value.value : null));
  const destination = keywords.get('dest');
  if (texts.length === 0 && destination?.kind === 'str' && !isOpen) {
    return [destination.value];
  }
  return texts.length === 0 || texts.includes(null) ? null : texts.filter((name) => name !== null);
}

/** `null` for those that only show something: `help`, `version`. */
function actionOf(value: Value | undefined): ArgumentAction | null {
  if (value === undefined) {
    return 'store';
  }
  if (value.kind === 'str') {
    const isShown = value.value === 'help' || value.value === 'version';
    return isShown
      ? null
      : plainActions.has(value.value)
        ? (value.value as ArgumentAction)
        : 'other';
  }
  const name = value.kind === 'external' ? value.path.split('.').at(-1) : undefined;
  return name === 'BooleanOptionalAction'
    ? 'boolean_optional'
    : (privateActions.get(name ?? '') ?? 'other');
}

/** argparse's own classes, which scripts name now and then. */
const privateActions: ReadonlyMap<string, ArgumentAction> = new Map([
  ['_StoreAction', 'store'],
  ['_StoreTrueAction', 'store_true'],
  ['_StoreFalseAction', 'store_false'],
  ['_AppendAction', 'append'],
  ['_CountAction', 'count'],
]);

function declare(
  parser: Parser,
  { names, action }: { names: readonly string[]; action: ArgumentAction },
  call: Call,
  machine: Machine,
): Declared {
  const [first = ''] = names;
  const isPositional = !parser.prefixes.includes(first.charAt(0) || ' ');
  const given = call.keywords.get('dest');
  const destination =
    given?.kind === 'str' ? given.value : destinationOf(names, parser, isPositional);
  const written = keywordNode(call, 'default');
  const { file } = call.scope;
  return {
    flags: isPositional ? [] : flagsOf(names, action),
    name: isPositional ? first : nameOf(names, parser.prefixes),
    destination,
    action,
    keywords: call.keywords,
    preset: call.keywords.get('default') ?? impliedDefault(parser, destination, action, call),
    unread: new Set(doubtsOf(call, action, machine.doubts > parser.doubts)),
    line: file.lineOf(call.node),
    writtenDefault: written && file.script.textOf(written),
  };
}

function doubtsOf(call: Call, action: ArgumentAction, isUncertain: boolean): string[] {
  const own = call.keywords.get('action');
  const isOwnClass = own?.kind === 'class' && derivesFrom(own, /Action$/);
  return [
    ...(call.isOpen ? ['everything it takes from * or **'] : []),
    ...(isUncertain ? [undecided] : []),
    ...(action === 'other' && !isOwnClass ? ['what it does with its value'] : []),
  ];
}

/**
 * SageMaker spells an option `--name`, and `-n` where it has one letter (sagemaker-training toolkit
 * `mapping.py`); where there is no such flag the first says its name.
 */
export function nameOf(flags: readonly string[], prefixes: string): string {
  const long = flags.find((flag) => /^--[^-]./.test(flag));
  const short = flags.find((flag) => /^-[^-]$/.test(flag));
  return long?.slice(2) ?? short?.slice(1) ?? withoutPrefix(flags[0] ?? '', prefixes);
}

/** `--no-…` beside each long flag (argparse, `BooleanOptionalAction.__init__`). */
function flagsOf(names: readonly string[], action: ArgumentAction): string[] {
  return names.flatMap((flag) =>
    action === 'boolean_optional' && flag.startsWith('--')
      ? [flag, `--no-${flag.slice(2)}`]
      : [flag],
  );
}

/** As argparse's `_get_optional_kwargs` derives it: of the first long flag, else of the first. */
function destinationOf(
  names: readonly string[],
  { prefixes }: Parser,
  isPositional: boolean,
): string {
  const [first = ''] = names;
  const long = names.find((name) => name.length > 1 && prefixes.includes(name.charAt(1)));
  return isPositional ? first : withoutPrefix(long ?? first, prefixes).replaceAll('-', '_');
}

function withoutPrefix(flag: string, prefixes: string): string {
  const start = Array.from(flag).findIndex((letter) => !prefixes.includes(letter));
  return start === -1 ? flag : flag.slice(start);
}

/** What argparse takes where `add_argument` gives no default. */
function impliedDefault(
  parser: Parser,
  destination: string,
  action: ArgumentAction,
  { isOpen }: Call,
): Value | undefined {
  const set = parser.presets.get(destination) ?? parser.argumentDefault;
  if (set !== undefined || isOpen) {
    return set;
  }
  return action === 'store_true' || action === 'store_false'
    ? { kind: 'bool', value: action === 'store_false' }
    : undefined;
}

/**
 * A flag that is there already is an error to argparse, unless it resolves conflicts; then the earlier
 * argument loses it. The branches of a condition may declare the same one twice.
 */
function place(parser: Parser, declared: Declared): void {
  const others = parser.arguments.filter(({ flags }) =>
    flags.some((flag) => declared.flags.includes(flag)),
  );
  if (parser.resolvesConflicts) {
    for (const other of others) {
      other.flags = other.flags.filter((flag) => !declared.flags.includes(flag));
      if (other.flags.length === 0) {
        parser.arguments.splice(parser.arguments.indexOf(other), 1);
      }
    }
  }
  if (others.length === 0 || parser.resolvesConflicts) {
    parser.arguments.push(declared);
  }
}
