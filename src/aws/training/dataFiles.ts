import { readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../core/errors';

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
 * The files that a channel uploads: the file itself, or everything below the folder, hidden files
 * too and links followed, as `upload_data` of the SageMaker Python SDK does. In order of their names.
 * Fails as `notFound` when there is nothing at `source` and as `invalid` when it has no files.
 */
export async function listDataFiles(
  source: string,
  signal?: AbortSignal,
): Promise<readonly DataFile[]> {
  const found = await stat(source).catch((error: unknown) => {
    throw new AppError('notFound', `The data is not there: ${source}`, { cause: error });
  });
  if (found.isFile()) {
    return [{ file: source, name: path.basename(source), size: found.size }];
  }
  const files: DataFile[] = [];
  for await (const file of walk(source, '', new Set())) {
    signal?.throwIfAborted();
    files.push(file);
  }
  if (files.length === 0) {
    throw new AppError('invalid', `The data folder has no files: ${source}`);
  }
  return files;
}

/** `above` holds the real folders that lead here, so that a link to one of them ends the walk. */
async function* walk(
  folder: string,
  prefix: string,
  above: ReadonlySet<string>,
): AsyncGenerator<DataFile> {
  const real = await realpath(folder);
  if (above.has(real)) {
    return;
  }
  const entries = await readdir(folder);
  for (const entry of entries.sort()) {
    const file = path.join(folder, entry);
    const name = prefix + entry;
    // A link that leads nowhere is left out.
    const found = await stat(file).catch(() => undefined);
    if (found?.isDirectory() === true) {
      yield* walk(file, `${name}/`, new Set([...above, real]));
    } else if (found?.isFile() === true) {
      yield { file, name, size: found.size };
    }
  }
}
