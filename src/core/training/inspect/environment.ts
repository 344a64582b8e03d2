import { inherit, unknown } from './values';
import type { Value } from './model';

/** Set by systems and shells for purposes of their own: what they hold says nothing of the script. */
const foreign = /^(HOME|USER|LOGNAME|PATH|PWD|SHELL|LANG|LC_\w+|TERM|HOSTNAME|TMPDIR|PYTHON\w*)$/;

/**
 * What reading an environment variable gives: its fallback, coming from that variable. `undefined`
 * where there is none, so that the script fails without the variable.
 */
export function environmentVariable(name: Value, fallback: Value | undefined): Value {
  if (name.kind !== 'str') {
    return unknown();
  }
  return fallback === undefined || foreign.test(name.value)
    ? unknown(name.value)
    : inherit(isShared(fallback) ? unknown() : fallback, unknown(name.value));
}

/** Lists and objects have an identity that a copy would lose. */
function isShared({ kind }: Value): boolean {
  return kind === 'instance' || kind === 'parser';
}
