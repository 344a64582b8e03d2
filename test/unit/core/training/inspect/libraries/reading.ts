import assert from 'node:assert/strict';
import { inspectScript } from '../../../../../../src/core/training/inspect/inspectScript';
import type { ScriptArgument } from '../../../../../../src/core/training/inspection';

/** Arguments in one line each: flags or (name), type, what else is special, `?` where not certain. */
export function argumentsOf(
  text: string,
  readModule?: (name: string) => string | undefined,
): string[] {
  return inspectScript(text, 'train.py', readModule).arguments.map(shown);
}

/** A test for each declaration: how `read` tells it in a line; `null`: as nothing. */
export function readsEach(
  cases: readonly (readonly [declared: string, line: string | null])[],
  read: (declared: string) => readonly string[],
): void {
  for (const [declared, line] of cases) {
    it(`reads ${declared}`, () => {
      assert.deepEqual(read(declared), line === null ? [] : [line]);
    });
  }
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
