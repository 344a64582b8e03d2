import { environmentVariable } from '../environment';
import type { Machine } from '../machine';
import type { Declared, Recorded, Value } from '../model';
import { external, integer, isItems, isTrue, none, text, truth, unknown } from '../values';
import { declaredAs, type Declaration } from './declaration';
import { enumChoices, typeOfValue, withoutEnum } from './typeHints';

/** What `click.option(…)` or `click.argument(…)` declares; `null`: nothing that a job could be given. */
export function declareParameter(recorded: Recorded, machine: Machine): Declared | null {
  const kind = recorded.path.slice(recorded.path.lastIndexOf('.') + 1);
  switch (kind) {
    case 'option':
    case 'password_option':
      return declareOption(recorded, machine, kind === 'password_option' ? ['--password'] : []);
    case 'confirmation_option':
      return declareOption(withFlag(recorded), machine, ['--yes']);
    case 'argument':
      return declareArgument(recorded, machine);
    default:
      return null;
  }
}

function withFlag(recorded: Recorded): Recorded {
  const keywords = new Map([['is_flag', truth(true)], ...recorded.given.keywords]);
  return { ...recorded, given: { ...recorded.given, keywords } };
}

/** The declarations as given; `null` where one is not known. */
function declarationsOf({ given }: Recorded): string[] | null {
  const texts = given.positional.map((value) => (value.kind === 'str' ? value.value : null));
  return texts.includes(null) ? null : texts.filter((each) => each !== null);
}

function lineOf({ node, scope }: Recorded): number {
  return scope.file.lineOf(node);
}

function declareOption(
  recorded: Recorded,
  machine: Machine,
  implied: readonly string[],
): Declared | null {
  const declarations = declarationsOf(recorded);
  const names = optionNames(declarations?.length ? declarations : implied);
  if (declarations === null || names === null) {
    machine.unreadableNames.add(lineOf(recorded));
    return null;
  }
  const { keywords } = recorded.given;
  return declaredAs({
    ...(isFlag(names, keywords) ? flagOf(names, keywords) : valueOf(recorded, machine)),
    ...names,
    required: requiredOf(keywords),
    help: keywords.get('help'),
    line: lineOf(recorded),
  });
}

/** What is not given is not missing where there is a default, which a variable may not be; a count's is 0. */
function requiredOf(keywords: Recorded['given']['keywords']): Value | undefined {
  const preset = keywords.get('default') ?? none;
  const isCount = isTrue(keywords.get('count') ?? none) === true;
  const isSure = isCount || (isKnown(preset) && preset.kind !== 'none');
  return isSure ? undefined : keywords.get('required');
}

const isKnown = ({ kind, variable }: Value): boolean =>
  variable === undefined && !/^(unknown|external|recorded)$/.test(kind);

export interface OptionNames {
  readonly flags: readonly string[];
  readonly destination: string;
  /** Whether some of them turn it off: `--shout/--no-shout`. */
  readonly hasNegations: boolean;
}

/** As click's `Option._parse_decls` reads them. */
export function optionNames(declarations: readonly string[], name?: string): OptionNames | null {
  const explicit = name ?? declarations.find((each) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(each));
  const pairs = declarations
    .filter((each) => !/^[\p{L}_]/u.test(each))
    .map((each) => each.split(each.startsWith('/') ? ';' : '/').map((part) => part.trim()));
  const primary = pairs.map(([first = '']) => first).filter((flag) => flag !== '');
  const negations = pairs.flatMap(([, second = '']) => (second === '' ? [] : [second]));
  const longest = [...(primary.length > 0 ? primary : negations)].sort(
    (one, other) => prefixOf(other) - prefixOf(one),
  )[0];
  const derived = longest?.slice(prefixOf(longest)).replaceAll('-', '_').toLowerCase();
  const destination = explicit ?? derived;
  return destination === undefined || longest === undefined
    ? null
    : { flags: [...primary, ...negations], destination, hasNegations: negations.length > 0 };
}

const prefixOf = (flag: string): number => (/^(\W)\1/.test(flag) ? 2 : 1);

function isFlag({ hasNegations }: OptionNames, keywords: Recorded['given']['keywords']): boolean {
  const given = keywords.get('is_flag');
  return (
    (given === undefined ? hasNegations || keywords.has('flag_value') : isTrue(given) === true) ||
    isTrue(keywords.get('count') ?? none) === true
  );
}

/** A switch: its default is false where none is given (click's `Option.__init__`). */
export function flagOf(
  { hasNegations }: Pick<OptionNames, 'hasNegations'>,
  keywords: Recorded['given']['keywords'],
): Pick<Declaration, 'action' | 'default'> {
  const preset = keywords.get('default');
  if (isTrue(keywords.get('count') ?? none) === true) {
    return { action: 'count', default: preset ?? integer(0) };
  }
  if (keywords.has('flag_value')) {
    return { action: 'store_const', default: preset ?? truth(false) };
  }
  const isOn = preset !== undefined && isTrue(preset) === true;
  return {
    action: hasNegations ? 'boolean_optional' : isOn ? 'store_false' : 'store_true',
    default: preset ?? truth(false),
  };
}

function valueOf(
  { given: { keywords, isOpen } }: Recorded,
  machine: Machine,
): ReadType & Pick<Declaration, 'default' | 'action' | 'unread'> {
  const type = keywords.get('type');
  const preset = presetOf(keywords.get('default'), type);
  const nargs = keywords.get('nargs');
  const switched = keywords.get('is_flag');
  return {
    ...readType(type, preset, machine),
    ...(nargs && nargs.kind !== 'none' && !isOne(nargs) ? { nargs } : {}),
    default: withVariable(preset, keywords.get('envvar')),
    action: isTrue(keywords.get('multiple') ?? none) === true ? 'append' : 'store',
    unread: [
      ...(keywords.has('cls') ? ['what its class makes of it'] : []),
      ...(switched && isTrue(switched) === undefined ? ['whether it takes a value'] : []),
      ...(isOpen ? ['everything it takes from * or **'] : []),
    ],
  };
}

/** click knows the members of an enumeration by their names. */
function presetOf(preset: Value | undefined, type: Value | undefined): Value | undefined {
  const isChoice = type?.kind === 'recorded' && type.path.endsWith('.Choice');
  return isChoice && preset?.kind === 'member' ? text(preset.name) : withoutEnum(preset);
}

const isOne = (value: Value): boolean => value.kind === 'int' && value.value === 1;

function withVariable(preset: Value | undefined, given: Value | undefined): Value | undefined {
  const variable = given && isItems(given) ? given.items[0] : given;
  return variable?.kind === 'str' ? environmentVariable(variable, preset ?? none) : preset;
}

/** An argument is required unless it may be empty or has a default (click's `Argument.__init__`). */
function declareArgument(recorded: Recorded, machine: Machine): Declared | null {
  const [name] = declarationsOf(recorded) ?? [];
  if (name === undefined) {
    machine.unreadableNames.add(lineOf(recorded));
    return null;
  }
  const { keywords } = recorded.given;
  const count = keywords.get('nargs');
  const isMany = count?.kind === 'int' && count.value < 0;
  const required =
    keywords.get('required') ?? truth(!isMany && (keywords.get('default') ?? none).kind === 'none');
  const value = valueOf(recorded, machine);
  return declaredAs({
    ...value,
    ...(isMany ? { nargs: text(isTrue(required) === true ? '+' : '*') } : {}),
    flags: [],
    name,
    destination: name.replaceAll('-', '_').toLowerCase(),
    required,
    line: lineOf(recorded),
  });
}

type ReadType = Pick<Declaration, 'type' | 'choices' | 'caseSensitive' | 'nargs'>;

const named = (name: string): Value => external(`builtins.${name}`);

/** click's own types by what one value becomes; of those that are not here nothing is said. */
const clickTypes: ReadonlyMap<string, Value> = new Map([
  ['STRING', named('str')],
  ['INT', named('int')],
  ['FLOAT', named('float')],
  ['BOOL', named('bool')],
  ['Path', named('str')],
  ['IntRange', named('int')],
  ['FloatRange', named('float')],
]);

/** As click's `convert_type` reads it: where no type is given the default's counts. */
function readType(given: Value | undefined, preset: Value | undefined, machine: Machine): ReadType {
  if (given === undefined || given.kind === 'none') {
    return { type: typeOfDefault(preset) };
  }
  if (given.kind === 'recorded' && given.path.endsWith('.Choice')) {
    return readChoice(given, machine);
  }
  const several = tupleOf(given);
  if (several && isItems(several)) {
    return readTuple(several.items, machine);
  }
  return { type: plainType(given) };
}

function tupleOf(given: Value): Value | undefined {
  const isTuple = given.kind === 'recorded' && given.path.endsWith('.Tuple');
  return isTuple ? given.given.positional[0] : given;
}

function plainType(given: Value): Value {
  const isNamed = given.kind === 'recorded' || given.kind === 'external';
  const name = isNamed ? given.path.slice(given.path.lastIndexOf('.') + 1) : '';
  return clickTypes.get(name) ?? (given.kind === 'external' ? given : unknown());
}

function readChoice({ given }: Recorded, machine: Machine): ReadType {
  const choices = given.positional[0] ?? given.keywords.get('choices') ?? unknown();
  const isEnum = choices.kind === 'class' && choices.isEnum;
  return {
    type: named('str'),
    choices: isEnum ? enumChoices(choices, 'name', machine) : choices,
    caseSensitive: given.positional[1] ?? given.keywords.get('case_sensitive'),
  };
}

function readTuple(types: readonly Value[], machine: Machine): ReadType {
  const read = types.map((type) => readType(type, undefined, machine).type);
  const paths = read.map((type) => (type?.kind === 'external' ? type.path : ''));
  const isUniform = paths.every((path) => path !== '' && path === paths[0]);
  return { type: isUniform ? read[0] : unknown(), nargs: integer(types.length) };
}

function typeOfDefault(preset: Value | undefined): Value | undefined {
  const first = preset && isItems(preset) ? preset.items[0] : preset;
  // The environment holds texts.
  if (preset?.variable !== undefined && typeOfValue(first) === undefined) {
    return named('str');
  }
  return typeOfValue(first) ?? (first?.kind === 'unknown' ? first : undefined);
}
