import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import { isSystemError } from './files';
import { unreadableFile } from './unreadableFile';

/** A file of a channel. */
export interface DataFile {
  /** Absolute. */
  readonly file: string;
  /** Below the channel's folder, with `/`. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * The files that a channel uploads, as `eachDataFile` gives them; fails as `invalid` also when there
 * are none.
 */
export async function listDataFiles(
  source: string,
  signal?: AbortSignal,
): Promise<readonly DataFile[]> {
  const files: DataFile[] = [];
  for await (const file of eachDataFile(source, signal)) {
    files.push(file);
  }
  if (files.length === 0) {
    throw new AppError('invalid', `The data folder has no files: ${shownPath(source)}`);
  }
  return files;
}

/**
 * The file itself, or everything below the folder, hidden files too and links followed, as `upload_data`
 * of the SageMaker Python SDK does; in order of their names. Fails as `notFound` when there is nothing at
 * `source`, and as `invalid` at the first folder that cannot be read.
 */
export async function* eachDataFile(
  source: string,
  signal?: AbortSignal,
): AsyncGenerator<DataFile, void> {
  const found = await stat(source).catch((error: unknown) => {
    throw isGone(error)
      ? new AppError('notFound', `The data is not there: ${shownPath(source)}`, { cause: error })
      : unreadableFile(source, error);
  });
  if (found.isFile()) {
    yield { file: source, name: path.basename(source), size: found.size };
  } else {
    yield* walk(source, '', { above: new Set(), signal });
  }
}

interface Way {
  /** The real folders that lead here, so that a link to one of them ends the walk. */
  readonly above: ReadonlySet<string>;
  readonly signal: AbortSignal | undefined;
}

async function* walk(
  folder: string,
  prefix: string,
  { above, signal }: Way,
): AsyncGenerator<DataFile, void> {
  const real = await unlessGone(realpath(folder), folder);
  if (real === undefined || above.has(real)) {
    return;
  }
  const within = { above: new Set([...above, real]), signal };
  const entries = (await unlessGone(readdir(folder), folder)) ?? [];
  for (const entry of entries.sort()) {
    // Here, because a tree of folders may be large and have no files.
    signal?.throwIfAborted();
    const file = path.join(folder, entry);
    const name = prefix + entry;
    const found = await unlessGone(stat(file), file);
    if (found?.isDirectory() === true) {
      yield* walk(file, `${name}/`, within);
    } else if (found?.isFile() === true) {
      yield { file, name, size: found.size };
    }
  }
}

/** A link that leads nowhere, or in a circle, is left out, and so is what went away meanwhile. */
async function unlessGone<T>(look: Promise<T>, file: string): Promise<T | undefined> {
  try {
    return await look;
  } catch (error) {
    if (isGone(error)) {
      return undefined;
    }
    throw unreadableFile(file, error);
  }
}

const isGone = (error: unknown): boolean => isSystemError(error, 'ENOENT', 'ENOTDIR', 'ELOOP');
