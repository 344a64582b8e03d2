import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import type { ScriptArgument } from '../../../../../../src/core/training/inspection';

/** Arguments in one line each: flags or (name), type, what else is special, `?` where not certain. */
export function argumentsOf(
  text: string,
  readModule?: (name: string) => string | undefined,
): string[] {
  return inspectScript(text, 'train.py', readModule).arguments.map(shown);
}

function shown(argument: ScriptArgument): string {
  const { flags, name, type, action, nargs, choices, variable } = argument;
  return [
    flags.join(' ') || `(${name})`,
    type,
    ...(action === 'store' ? [] : [action]),
    ...(argument.hasDefault ? [`= ${JSON.stringify(argument.default)}`] : []),
    ...(argument.required ? ['required'] : []),
    ...(nargs === null ? [] : [`nargs ${JSON.stringify(nargs)}`]),
    ...(choices === null ? [] : [`of ${JSON.stringify(choices)}`]),
    ...(variable === null ? [] : [`from ${variable}`]),
    ...(argument.certain ? [] : ['?']),
  ].join(' ');
}
