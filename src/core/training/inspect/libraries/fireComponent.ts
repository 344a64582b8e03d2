import { makeParser } from '../argparse/parser';
import { classAttribute } from '../classes';
import { ScriptStops, type Call, type Machine } from '../machine';
import type { Declared, Parameter, Parser, ScriptFunction, Value } from '../model';
import { unknown } from '../values';
import { declaredAs } from './declaration';
import { readHint, typeOfValue, type TypeHint } from './typeHints';

/** `fire.Fire(component)`: the command line becomes the component's parameters. */
export function callFire(call: Call, machine: Machine): Value {
  const given = { keywords: new Map<string, Value>(), isOpen: false };
  const parser = makeParser(given, machine, { library: 'fire' });
  const component = call.positional[0] ?? call.keywords.get('component');
  if (component === undefined) {
    addCommands(parser, publicNames(call.scope.module.names), call);
  } else {
    readComponent(parser, component, call, machine);
  }
  machine.reached.add(parser);
  if (machine.doubts === 0) {
    throw new ScriptStops('parsed');
  }
  return unknown();
}

function readComponent(parser: Parser, component: Value, call: Call, machine: Machine): void {
  switch (component.kind) {
    case 'function':
      addParameters(parser, component, 0, machine);
      break;
    case 'method':
      if (typeof component.target === 'string') {
        parser.isCertain = false;
      } else {
        addParameters(parser, component.target, 1, machine);
      }
      break;
    case 'class': {
      const initializer = classAttribute(component, '__init__');
      if (initializer?.kind === 'function') {
        addParameters(parser, initializer, 1, machine);
      }
      addCommands(parser, publicNames(component.attributes), call, false);
      break;
    }
    case 'instance':
      addCommands(parser, publicNames(component.type.attributes), call);
      break;
    case 'dict':
      addCommands(parser, namesIn(component), call);
      break;
    default:
      parser.isCertain = false;
      parser.offered.push({
        from: component.kind === 'external' ? component.path : '',
        names: [],
        line: call.scope.file.lineOf(call.node),
      });
  }
}

function addCommands(
  parser: Parser,
  names: readonly string[],
  { scope, node }: Call,
  required = true,
): void {
  if (names.length > 0) {
    parser.subcommands = { names: [...names], required, line: scope.file.lineOf(node) };
  }
}

/** Functions and classes: what else has a name fire can show, but a job cannot use. */
function publicNames(names: ReadonlyMap<string, Value>): string[] {
  return [...names]
    .filter(
      ([name, { kind }]) => !name.startsWith('_') && (kind === 'function' || kind === 'class'),
    )
    .map(([name]) => name);
}

function namesIn({ entries }: Extract<Value, { kind: 'dict' }>): string[] {
  return [...entries.values()].flatMap(({ key }) => (key.kind === 'str' ? [key.value] : []));
}

/** `bound` parameters are given by the object that the function is taken from. */
function addParameters(
  parser: Parser,
  target: ScriptFunction,
  bound: 0 | 1,
  machine: Machine,
): void {
  target.wasCalled = true;
  const start = target.binding === 'staticmethod' ? 0 : bound;
  for (const parameter of target.parameters.slice(start)) {
    if (parameter.kind === 'keywords') {
      parser.acceptsUnknown = true;
    } else if (parameter.kind !== 'rest') {
      parser.arguments.push(declare(parameter, target, machine));
    }
  }
}

/**
 * fire takes dashes for underscores, and each parameter by its name, with a default or without. A job
 * gives names of one letter one dash.
 */
function declare(parameter: Parameter, { scope }: ScriptFunction, machine: Machine): Declared {
  const { name, preset, written, annotation } = parameter;
  const dashed = `--${name.replaceAll('_', '-')}`;
  const flags = name.length === 1 ? [`-${name}`, `--${name}`] : [`--${name}`];
  return declaredAs({
    flags: flags.includes(dashed) ? flags : [...flags, dashed],
    destination: name,
    type: typeOf(readHint(annotation, scope, machine), preset),
    default: preset,
    required: preset === undefined,
    line: scope.file.lineOf(parameter.node),
    writtenDefault: written && scope.file.script.textOf(written),
  });
}

/**
 * fire reads a value as Python would, and as a text what Python cannot read, whatever the annotation
 * says; what the function expects is what its annotation or its default tells.
 */
function typeOf({ type, count }: TypeHint, preset: Value | undefined): Value {
  const isNamed = count === null && type.kind === 'external';
  return isNamed ? type : (typeOfValue(preset) ?? unknown());
}
