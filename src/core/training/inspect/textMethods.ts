import { argumentAt } from './callSite';
import { formatBraces } from './formatting';
import type { Call, Machine } from './machine';
import { strOf } from './pythonText';
import { items, iterated, text, truth } from './values';
import type { Value } from './model';

type TextMethod = (value: string, call: Call, machine: Machine) => Value | undefined;

/** A method of a text; `undefined`: its result is not known. */
export function callOnText(
  value: string,
  name: string,
  call: Call,
  machine: Machine,
): Value | undefined {
  return byName.get(name)?.(value, call, machine);
}

const byName: ReadonlyMap<string, TextMethod> = new Map<string, TextMethod>([
  ['lower', (value) => text(value.toLowerCase())],
  ['upper', (value) => text(value.toUpperCase())],
  ['casefold', (value) => text(value.toLowerCase())],
  ['capitalize', (value) => text(capitalized(value))],
  ['title', (value) => text(value.replace(/[a-z]+/gi, capitalized))],
  ['format', format],
  ['join', joinTexts],
  ['split', split],
  ['splitlines', splitLines],
  ['strip', (value, call) => strip(value, call, true, true)],
  ['lstrip', (value, call) => strip(value, call, true, false)],
  ['rstrip', (value, call) => strip(value, call, false, true)],
  ['replace', replace],
  ['startswith', (value, call) => test(call, (part) => value.startsWith(part))],
  ['endswith', (value, call) => test(call, (part) => value.endsWith(part))],
]);

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1).toLowerCase();
}

function format(value: string, call: Call): Value | undefined {
  const formatted = formatBraces(value, call);
  return formatted === undefined ? undefined : text(formatted);
}

function joinTexts(separator: string, { positional: [given] }: Call): Value | undefined {
  const parts = given && iterated(given)?.map(textIn);
  return given?.kind === 'set' || parts === undefined || parts.includes(undefined)
    ? undefined
    : text(parts.join(separator));
}

function textIn(value: Value): string | undefined {
  return value.kind === 'str' || value.kind === 'member' ? strOf(value) : undefined;
}

function split(value: string, call: Call, machine: Machine): Value | undefined {
  const separator = argumentAt(call, 0, 'sep');
  if (call.positional.length > 1 || call.keywords.has('maxsplit')) {
    return undefined;
  }
  const isGiven = separator.kind === 'str' && separator.value !== '';
  const parts = isGiven
    ? value.split(separator.value)
    : value
        .trim()
        .split(/\s+/)
        .filter((part) => part !== '');
  return isGiven || separator.kind === 'none'
    ? items('list', parts.map(text), machine.journal.level)
    : undefined;
}

function splitLines(value: string, _call: Call, machine: Machine): Value {
  return items('list', value.split(/\r\n|\n|\r/).map(text), machine.journal.level);
}

function strip(value: string, call: Call, atStart: boolean, atEnd: boolean): Value | undefined {
  const [given] = call.positional;
  if (given !== undefined && given.kind !== 'str') {
    return undefined;
  }
  const isStripped = (letter: string): boolean =>
    given ? given.value.includes(letter) : /\s/.test(letter);
  let [start, end] = [0, value.length];
  while (atStart && start < end && isStripped(value.charAt(start))) {
    start += 1;
  }
  while (atEnd && end > start && isStripped(value.charAt(end - 1))) {
    end -= 1;
  }
  return text(value.slice(start, end));
}

function replace(value: string, { positional }: Call): Value | undefined {
  const [from, to] = positional;
  return from?.kind === 'str' && to?.kind === 'str' && positional.length === 2
    ? text(value.replaceAll(from.value, () => to.value))
    : undefined;
}

function test(call: Call, isMet: (part: string) => boolean): Value | undefined {
  const [part] = call.positional;
  return part?.kind === 'str' && call.positional.length === 1
    ? truth(isMet(part.value))
    : undefined;
}
