import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { PlainError } from './progress';

const execute = promisify(execFile);

interface Python {
  /** `sys.executable` of the interpreter itself, not of a shim. */
  readonly path: string;
  /** `3.11.7` */
  readonly version: string;
}

/** A Python of the PATH (or the PYTHON variable), at least 3.`minor`. */
export async function findPython(minor: number): Promise<Python> {
  const named = process.env['PYTHON'];
  const candidates = named === undefined ? [['python3'], ['python'], ['py', '-3']] : [[named]];
  const seen: string[] = [];
  for (const [file = '', ...args] of candidates) {
    const found = await ask(file, args);
    if (found && Number(found.version.split('.')[1]) >= minor) {
      return found;
    }
    seen.push(...(found ? [`${found.path} is ${found.version}`] : []));
  }
  throw new PlainError(
    `Python 3.${String(minor)} or newer is needed${seen.length > 0 ? ` (${seen.join(', ')})` : ''}. ` +
      'Put it on the PATH or name it in the PYTHON variable.',
  );
}

const question = 'import sys; print(sys.executable); print("%d.%d.%d" % sys.version_info[:3])';

async function ask(file: string, args: readonly string[]): Promise<Python | undefined> {
  try {
    const { stdout } = await execute(file, [...args, '-c', question], { timeout: 20_000 });
    const [path = '', version = ''] = stdout.trim().split(/\r?\n/);
    return version.startsWith('3.') ? { path, version } : undefined;
  } catch {
    return undefined;
  }
}
