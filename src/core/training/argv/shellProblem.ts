import type { ArgvFix } from './argvProblem';
import type { ArgvPart, ShellDamage } from './scriptArgv';
import { readShellWords } from './shellWords';

const effects: Readonly<Record<ShellDamage, string>> = {
  lost: 'loses it',
  split: 'splits it into several words',
  changed: 'takes its quotes and backslashes away',
  expanded: 'may put variables, files or folders in its place',
  runs: 'ends the command there, and runs what follows or takes it for a file',
  breaks: 'does not understand it, so that the script does not start',
};

/** What happens to a value on its way. */
export function shellMessage({ built, damage }: ArgvPart): string {
  const [name = '', value = ''] = built;
  return (
    `On AWS this image hands the arguments to a shell. It gets ${name} ${JSON.stringify(value)} and ` +
    `${damage === null ? 'keeps it' : effects[damage]}. SM_HPS holds the value unharmed.`
  );
}

/** The value without the spaces of a list, where that is enough. */
export function shellFixes({ name, built }: ArgvPart): ArgvFix[] {
  const [, value = ''] = built;
  const compact = /^\[.*\]$|,/s.test(value) ? value.replace(/\s*,\s*/g, ',') : value;
  const reading = readShellWords(compact);
  const survives =
    reading?.words.length === 1 && reading.words[0]?.text === compact && reading.end === null;
  return compact !== value && survives ? [{ kind: 'form', name, value: compact }] : [];
}
