import { makeParser } from './argparse/parser';
import { callBuiltin } from './builtins';
import { argumentAt } from './callSite';
import { parserClass } from './classes';
import { environmentVariable } from './environment';
import { callLibrary } from './libraries/libraryCalls';
import { ScriptStops, type Call, type Machine } from './machine';
import { joinPath, normalPath } from './operators';
import { jsonOf, strOf } from './pythonText';
import { inherit, none, text, unknown } from './values';
import type { Value } from './model';

type Handler = (call: Call, machine: Machine) => Value | undefined;

/** Calls something of Python or of a package. */
export function callExternal(path: string, call: Call, machine: Machine): Value {
  const result = path.startsWith('builtins.')
    ? callBuiltin(path.slice('builtins.'.length), call, machine)
    : path.endsWith('.ArgumentParser') || parserClass.test(path)
      ? parserOf(path, call, machine)
      : (byPath.get(path)?.(call, machine) ?? callLibrary(path, call, machine));
  return result ?? callUnknown(call);
}

/** A call of which nothing is known: its result comes from what it is given, and may change parsers. */
export function callUnknown(call: Call): Value {
  const given = [...call.positional, ...call.keywords.values()];
  const parser = given.find((value) => value.kind === 'parser');
  for (const value of given) {
    if (value.kind === 'parser' || value.kind === 'group') {
      (value.kind === 'group' ? value.parser : value).isCertain = false;
    }
  }
  return parser ?? inherit(unknown(), ...given);
}

/** Other packages offer parsers that take argparse's place and add to it. */
function parserOf(path: string, call: Call, machine: Machine): Value {
  const parser = makeParser(call, machine);
  parser.isCertain &&= path === 'argparse.ArgumentParser';
  return parser;
}

const stop: Handler = () => {
  throw new ScriptStops('raised');
};

const getVariable: Handler = (call) =>
  environmentVariable(
    argumentAt(call, 0, 'key'),
    call.positional[1] ?? call.keywords.get('default') ?? none,
  );

const path: Handler = ({ positional }) => {
  const [first = text('.'), ...rest] = positional;
  const start = strOf(first);
  const isKnown = (first.kind === 'str' || first.kind === 'path') && start !== undefined;
  return isKnown
    ? inherit(
        rest.reduce<Value>(joinPath, { kind: 'path', value: normalPath(start) }),
        ...positional,
      )
    : undefined;
};

/** `os.path.join`: a part that begins with a slash starts anew. */
const joinTexts: Handler = ({ positional, isOpen }) => {
  const parts = positional.map((part) =>
    part.kind === 'str' || part.kind === 'path' ? strOf(part) : undefined,
  );
  if (isOpen || parts.length === 0 || parts.includes(undefined)) {
    return undefined;
  }
  const joined = parts.reduce((left = '', right = '') =>
    right.startsWith('/')
      ? right
      : left === '' || left.endsWith('/')
        ? left + right
        : `${left}/${right}`,
  );
  return inherit(text(joined ?? ''), ...positional);
};

/** A function of one text. */
function ofText(apply: (value: string) => string): Handler {
  return ({ positional: [value] }) =>
    value?.kind === 'str' ? inherit(text(apply(value.value)), value) : undefined;
}

const same: Handler = ({ positional: [value] }) => value;

const partial: Handler = (call) => {
  const [target, ...positional] = call.positional;
  return target && { kind: 'partial', target, bound: { ...call, positional } };
};

const byPath: ReadonlyMap<string, Handler> = new Map<string, Handler>([
  ['os.environ.get', getVariable],
  ['os.getenv', getVariable],
  ['os.path.join', joinTexts],
  ['os.path.basename', ofText((value) => value.slice(value.lastIndexOf('/') + 1))],
  ['os.path.dirname', ofText(folderOf)],
  ['os.path.normpath', ofText((value) => (value.includes('..') ? value : normalPath(value)))],
  ['os.fspath', ({ positional: [value] }) => (value?.kind === 'path' ? text(value.value) : value)],
  ['pathlib.Path', path],
  ['pathlib.PurePath', path],
  ['pathlib.PosixPath', path],
  ['pathlib.PurePosixPath', path],
  ['functools.partial', partial],
  ['functools.wraps', () => undefined],
  ['copy.deepcopy', copyOf],
  ['copy.copy', copyOf],
  ['collections.OrderedDict', (call, machine) => callBuiltin('dict', call, machine)],
  ['json.dumps', toJson],
  ['typing.cast', ({ positional: [, value] }) => value],
  ['asyncio.run', same],
  ['sys.exit', stop],
  ['os._exit', stop],
  ['os.abort', stop],
]);

function folderOf(value: string): string {
  const head = value.slice(0, value.lastIndexOf('/') + 1);
  return /^\/+$/.test(head) ? head : head.replace(/\/+$/, '');
}

/** Without settings of its own: what Python writes otherwise than JavaScript is not known. */
function toJson({ positional: [value], keywords }: Call): Value | undefined {
  const written = value && keywords.size === 0 ? jsonOf(value) : undefined;
  return written === undefined ? undefined : inherit(text(written), value);
}

/** Copies of parsers are parsers of their own, with what was declared so far. */
function copyOf({ positional: [value] }: Call, machine: Machine): Value | undefined {
  if (value?.kind !== 'parser') {
    return value?.kind === 'list' || value?.kind === 'dict' || value?.kind === 'instance'
      ? unknown()
      : value;
  }
  const copy = { ...value, arguments: [...value.arguments], presets: new Map(value.presets) };
  machine.parsers.push(copy);
  return copy;
}
