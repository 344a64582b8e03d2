import type { Machine } from '../machine';
import type { Declared, Parameter, Recorded, ScriptFunction, Value } from '../model';
import { environmentVariable } from '../environment';
import { external, integer, isItems, isTrue, none, text, unknown } from '../values';
import { flagOf, optionNames } from './clickParameters';
import { declaredAs, type Declaration } from './declaration';
import { enumChoices, isEllipsis, readHint, withoutEnum, type TypeHint } from './typeHints';

/** The arguments that typer makes of a function's parameters. */
export function declareParameters(target: ScriptFunction, machine: Machine): Declared[] {
  return target.parameters.flatMap((parameter) => {
    const hint = readHint(parameter.annotation, target.scope, machine);
    const isPlain = parameter.kind === 'positional' || parameter.kind === 'keyword';
    return isPlain && !isContext(hint) ? declare(parameter, hint, target, machine) : [];
  });
}

/** typer gives these itself. */
function isContext({ type }: TypeHint): boolean {
  return (
    type.kind === 'external' && /^(typer|click)\.(\w+\.)*(Context|CallbackParam)$/.test(type.path)
  );
}

/** A parameter with what `typer.Option(…)` or `typer.Argument(…)` says of it. */
interface Described {
  readonly parameter: Parameter;
  readonly hint: TypeHint;
  readonly keywords: ReadonlyMap<string, Value>;
  readonly declarations: readonly string[];
  /** Absent where one must be given. */
  readonly preset: Value | undefined;
  readonly unread: readonly string[];
  readonly line: number;
  readonly written: string | null;
}

const isDescription = (value: Value | undefined): value is Recorded =>
  value?.kind === 'recorded' && /^typer\.(Option|Argument)$/.test(value.path);

function declare(
  parameter: Parameter,
  hint: TypeHint,
  { scope }: ScriptFunction,
  machine: Machine,
): Declared[] {
  const own = isDescription(parameter.preset) ? parameter.preset : undefined;
  const description = own ?? hint.metadata.find(isDescription);
  const described: Described = {
    parameter,
    hint,
    ...describe(own, description, parameter),
    line: scope.file.lineOf(parameter.node),
    written: parameter.written && !own ? scope.file.script.textOf(parameter.written) : null,
  };
  const isArgument = description
    ? description.path.endsWith('Argument')
    : parameter.preset === undefined;
  const declared = isArgument
    ? declareArgument(described, machine)
    : declareOption(described, machine);
  return declared ? [declared] : [];
}

/** In a default's place `typer.Option` begins with the default itself; inside `Annotated` it has none. */
function describe(
  own: Recorded | undefined,
  description: Recorded | undefined,
  parameter: Parameter,
): Pick<Described, 'keywords' | 'declarations' | 'preset' | 'unread'> {
  const { positional, keywords, isOpen } = description?.given ?? bare;
  const preset = own ? (positional[0] ?? keywords.get('default')) : parameter.preset;
  const names = own ? positional.slice(1) : positional;
  return {
    keywords,
    declarations: names.flatMap((name) => (name.kind === 'str' ? [name.value] : [])),
    preset: isEllipsis(preset) ? undefined : preset,
    unread: isOpen ? ['everything it takes from * or **'] : [],
  };
}

const bare = { positional: [], keywords: new Map<string, Value>(), isOpen: false };

function declareOption(described: Described, machine: Machine): Declared | null {
  const { parameter, hint, declarations, keywords, preset } = described;
  const spelled = parameter.name.toLowerCase().replaceAll('_', '-');
  const isFlag = isBool(hint) || isTrue(keywords.get('count') ?? none) === true;
  const implied = isBool(hint) ? `--${spelled}/--no-${spelled}` : `--${spelled}`;
  const names = optionNames(declarations.length > 0 ? declarations : [implied], parameter.name);
  if (names === null) {
    return null;
  }
  return declaredAs({
    ...shared(described),
    ...(isFlag ? flagWith(names, keywords, preset) : valueOf(described, machine)),
    flags: names.flags,
    destination: parameter.name,
    required: preset === undefined,
  });
}

/** A flag that must be given, or that may be `None`, has no default of its own. */
function flagWith(
  names: Parameters<typeof flagOf>[0],
  keywords: ReadonlyMap<string, Value>,
  preset: Value | undefined,
): Pick<Declaration, 'action' | 'default'> {
  const given = preset ? ([['default', preset]] as const) : [];
  const flag = flagOf(names, new Map([...keywords, ...given]));
  return { ...flag, default: preset };
}

function declareArgument(described: Described, machine: Machine): Declared {
  const { parameter, hint, preset } = described;
  const value = valueOf(described, machine);
  const many = preset === undefined ? '+' : '*';
  return declaredAs({
    ...shared(described),
    ...value,
    ...(hint.count === 'list' ? { action: 'store', nargs: text(many) } : {}),
    flags: [],
    name: parameter.name,
    destination: parameter.name,
    required: preset === undefined,
  });
}

function shared({
  keywords,
  line,
  written,
  unread,
}: Described): Pick<Declaration, 'help' | 'line' | 'writtenDefault' | 'unread'> {
  return { help: keywords.get('help'), line, writtenDefault: written, unread };
}

const isBool = ({ type, count }: TypeHint): boolean =>
  count === null && type.kind === 'external' && type.path === 'builtins.bool';

function valueOf(
  { hint, preset, keywords, parameter }: Described,
  machine: Machine,
): Pick<Declaration, 'type' | 'choices' | 'caseSensitive' | 'nargs' | 'default' | 'action'> {
  const isMany = hint.count === 'list';
  return {
    ...typeOf(hint, parameter.annotation !== null, keywords, machine),
    caseSensitive: keywords.get('case_sensitive'),
    default: withVariable(withoutEnum(preset), keywords.get('envvar')),
    action: isMany ? 'append' : 'store',
    ...(typeof hint.count === 'number' ? { nargs: integer(hint.count) } : {}),
  };
}

function withVariable(preset: Value | undefined, given: Value | undefined): Value | undefined {
  const variable = given && isItems(given) ? given.items[0] : given;
  return variable?.kind === 'str' ? environmentVariable(variable, preset ?? none) : preset;
}

/** Without an annotation a value is a text, as typer takes it. */
function typeOf(
  { type, choices, metadata, alternatives }: TypeHint,
  isAnnotated: boolean,
  keywords: ReadonlyMap<string, Value>,
  machine: Machine,
): Pick<Declaration, 'type' | 'choices'> {
  const isConverted = keywords.has('parser') || keywords.has('click_type');
  if (isConverted || alternatives.length > 0) {
    return { type: unknown() };
  }
  if (choices) {
    return { type: external('builtins.str'), choices };
  }
  if (type.kind === 'class' && type.isEnum) {
    return { type: external('builtins.str'), choices: enumChoices(type, 'value', machine) };
  }
  return isAnnotated || metadata.length > 0 ? { type } : {};
}
