import type { FormArgument } from '../../shared/contracts/launch';
import type { ArgumentType, Literal } from './inspection';

/**
 * A Python literal as a form shows and sends it: `true`/`false` for switches, Python's own spelling
 * elsewhere; `null` for `None` and what is not there.
 */
export function literalText(literal: Literal, type: ArgumentType): string | null {
  if (literal === null) {
    return null;
  }
  if (typeof literal === 'boolean' && (type === 'bool' || type === 'flag')) {
    return String(literal);
  }
  return typeof literal === 'string' ? literal : pythonText(literal);
}

/** What the field of `argument` holds when nobody touched it. */
export function initialText(argument: FormArgument): string | null {
  const text = literalText(argument.default, argument.type);
  return argument.type === 'flag' ? (text ?? 'false') : (choiceOf(argument, text) ?? text);
}

/** The choice that is meant by a text in other capitals. */
function choiceOf(
  { choices, type, ignoresCase }: FormArgument,
  text: string | null,
): string | null | undefined {
  const texts = ignoresCase ? choices?.map((choice) => literalText(choice, type)) : [];
  return texts?.find((one) => one?.toLowerCase() === text?.toLowerCase());
}

function pythonText(literal: Literal): string {
  if (literal === null) {
    return 'None';
  }
  if (typeof literal === 'boolean') {
    return literal ? 'True' : 'False';
  }
  if (typeof literal === 'object') {
    return `[${literal.map(pythonText).join(', ')}]`;
  }
  return JSON.stringify(literal);
}
