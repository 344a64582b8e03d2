import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../core/errors';
import { askPython, type AskOptions } from './askPython';
import { isSystemError } from './files';
import { pythonEnvironment } from './python';

/** A requirements file beside what an interpreter has; lines as they stand in the file. */
export interface RequirementsReport {
  /** Lines that the interpreter does not satisfy. */
  readonly missing: readonly string[];
  /** Lines that name a folder or a file instead of a package. */
  readonly local: readonly string[];
}

export interface ReadOptions {
  /** What was missing may have been installed since the last look. */
  readonly fresh: boolean;
  /** Ends the look at once. */
  readonly signal: AbortSignal;
}

const answerMilliseconds = 30_000;
const mostKnown = 50;
const includes = /^(?:-r|--requirement|-c|--constraint)/;

/** Compares requirements files with interpreters by the sandbox's own rule. */
export class RequirementsReader {
  private readonly known = new Map<string, RequirementsReport>();

  /** `checker`: the sandbox's `requirements.py`. */
  constructor(private readonly checker: string) {}

  /**
   * What `file` asks of an interpreter beyond what it has; `undefined` when there is no such file.
   * Answers are kept by the file's content and the interpreter. Throws an `AppError`: `invalid` when
   * the file cannot be read, `unexpected` when the interpreter does not answer within 30 seconds.
   */
  async read(
    interpreter: string,
    file: string,
    { fresh, signal }: ReadOptions,
  ): Promise<RequirementsReport | undefined> {
    const content = await hashOf(file, signal);
    if (content === undefined) return undefined;
    const key = JSON.stringify([interpreter, content]);
    const known = this.known.get(key);
    if (known && !(fresh && known.missing.length > 0)) return known;
    const env = pythonEnvironment();
    const options = { env, signal, timeout: answerMilliseconds };
    const answer = await askRequirements(this.checker, interpreter, file, options);
    const { wanted, missing, local } = answer;
    const report = { missing, local };
    // What it includes, and what a folder declares, can change while the file itself does not.
    const reachesOut = local.length > 0 || wanted.some((line) => includes.test(line));
    if (!reachesOut) this.keep(key, report);
    return report;
  }

  private keep(key: string, report: RequirementsReport): void {
    this.known.delete(key);
    this.known.set(key, report);
    const [oldest] = this.known.keys();
    if (this.known.size > mostKnown && oldest !== undefined) this.known.delete(oldest);
  }
}

/** What `requirements.py` answers. */
export interface RequirementsAnswer extends RequirementsReport {
  /** All lines, also those of files that it includes. */
  readonly wanted: readonly string[];
  /** `sys.version` of the interpreter. */
  readonly python: string;
}

/**
 * Runs `checker`, the sandbox's `requirements.py`, on a file. Throws an `AppError`: `invalid` when the
 * file cannot be read, `unexpected` when the interpreter does not answer in time.
 */
export async function askRequirements(
  checker: string,
  interpreter: string,
  file: string,
  options: AskOptions,
): Promise<RequirementsAnswer> {
  try {
    return (await askPython(interpreter, [checker, file], options)) as RequirementsAnswer;
  } catch (error) {
    options.signal.throwIfAborted();
    throw unreadable(path.basename(file), error);
  }
}

async function hashOf(file: string, signal: AbortSignal): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(createReadStream(file), hash, { signal });
    return hash.digest('hex');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    signal.throwIfAborted();
    throw unreadable(path.basename(file), error);
  }
}

function unreadable(name: string, error: unknown): AppError {
  if (error instanceof Error && 'killed' in error && error.killed === true) {
    const message = `Python did not say within 30 seconds what of ${name} it has.`;
    return new AppError('unexpected', message, { cause: error });
  }
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
  const reason = said === '' ? String(error) : said.split('\n').at(-1);
  return new AppError('invalid', `${name} could not be read: ${reason ?? ''}`, { cause: error });
}
