import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export interface AskOptions {
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
  /** In milliseconds; none unless given. */
  readonly timeout?: number;
}

/** What an interpreter writes as JSON with these arguments. Rejects as `execFile` does, and for no JSON. */
export async function askPython(
  interpreter: string,
  args: readonly string[],
  options: AskOptions,
): Promise<unknown> {
  // Not in the folder of a script: its modules must not stand in for Python's.
  const cwd = path.dirname(interpreter);
  const { stdout } = await promisify(execFile)(interpreter, ['-B', ...args], {
    ...options,
    cwd,
    windowsHide: true,
  });
  return JSON.parse(stdout);
}
