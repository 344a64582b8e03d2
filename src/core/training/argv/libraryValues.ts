import type { ArgumentType, ScriptParser } from '../inspection';
import { readPythonFloat, readPythonInt } from './pythonNumber';

/** What reads the command line; `undefined`: the script itself, in ways of its own. */
export type Library = ScriptParser['kind'] | undefined;

/** Whether a library makes such a value of a text. Of types that are none of these nothing is known. */
export function isReadAs(type: ArgumentType, text: string, library: Library): boolean {
  switch (type) {
    case 'int':
      return isInteger(text, library);
    case 'float':
      return library === 'fire'
        ? literalInteger.test(text) || literalFloat.test(text)
        : readPythonFloat(text) !== null;
    case 'bool':
      return library !== 'click' || clickTruth.test(text.trim());
    default:
      return true;
  }
}

/** click's `BoolParamType`. */
const clickTruth = /^(1|true|t|yes|y|on|0|false|f|no|n|off)$/i;

function isInteger(text: string, library: Library): boolean {
  if (library === 'fire') {
    return literalInteger.test(text);
  }
  return readPythonInt(text) !== null || (library === 'absl' && prefixedInteger.test(text));
}

/** absl's `IntegerParser` reads these two prefixes, in small letters, and not behind a sign. */
const prefixedInteger = /^(0x(_?[0-9a-fA-F])+|0o(_?[0-7])+)\s*$/;

/** fire reads values as Python reads literals (`parser.DefaultParseValue`): `nan` is a text to it. */
const literalInteger =
  /^[-+]?(0(_?0)*|[1-9](_?[0-9])*|0x(_?[0-9a-f])+|0o(_?[0-7])+|0b(_?[01])+)\s*$/i;
const digits = '[0-9](?:_?[0-9])*';
const literalFloat = new RegExp(
  String.raw`^[-+]?(?:${digits}\.(?:${digits})?|\.${digits}|${digits}(?=e))(?:e[-+]?${digits})?\s*$`,
  'i',
);

/** Whether fire takes the word behind an option for another option, or for the end of them. */
export function isOptionOfFire(text: string): boolean {
  return text === '-' || /^(--|-[a-z])/i.test(text);
}
