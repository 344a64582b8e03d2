import { AppError } from '../core/errors';
import type { FileSecret } from '../core/packaging/secrets/blockedSecrets';
import { isSystemError } from './files';
import { readInOrder, type OpenedSource } from './readSource';
import { FileScan } from './secretScan';
import type { SourceFile } from './sourceListing';

/** What a look through the source folder found. */
export interface SourceScan {
  /** The first of what was found, by path. */
  readonly secrets: readonly FileSecret[];
  /** Files that were not looked through: beyond the limit, gone, or changing. */
  readonly unread: number;
}

export interface ScanOptions {
  readonly signal: AbortSignal;
  /** Gets how much of the work is done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** Whether all is read however much it is. */
  readonly isUnlimited?: boolean | undefined;
}

/** What is read at most unless it is asked for; packing reads the rest. */
const mostBytes = 256 * 1024 * 1024;
/** More secrets than this are not told. */
const mostSecrets = 200;

interface Known {
  readonly size: number;
  readonly changed: number;
  readonly secrets: readonly FileSecret[];
}

/** Looks through a source folder again and again; a file that is as it was is not read again. */
export class SourceScanner {
  private known: ReadonlyMap<string, Known> = new Map();

  /** Rejects with the signal's reason when it is stopped. */
  async scan(files: readonly SourceFile[], options: ScanOptions): Promise<SourceScan> {
    const { known } = this;
    const kept = new Map<string, Known>();
    for (const file of files) {
      const before = known.get(file.file);
      if (before?.size === file.size && before.changed === file.changed) {
        kept.set(file.file, before);
      }
    }
    this.known = kept;
    const unread = await this.read(
      withinLimit(files, kept, options.isUnlimited === true ? Infinity : mostBytes),
      kept,
      options,
    );
    const secrets = files.flatMap(({ file }) => kept.get(file)?.secrets ?? []);
    return { secrets: secrets.slice(0, mostSecrets), unread };
  }

  /** Adds to `kept`; answers how many files of the folder could not be read. */
  private async read(
    { files, beyond }: { readonly files: readonly SourceFile[]; readonly beyond: number },
    kept: Map<string, Known>,
    { signal, onProgress }: ScanOptions,
  ): Promise<number> {
    const total = files.reduce((sum, { size }) => sum + size, 0);
    let unread = beyond;
    let done = 0;
    for (const opened of readInOrder(files)) {
      signal.throwIfAborted();
      const { file } = opened;
      const secrets = await scanFile(opened, signal);
      if (secrets) {
        kept.set(file.file, { size: file.size, changed: file.changed, secrets });
      } else {
        unread++;
      }
      done += file.size;
      onProgress?.(total === 0 ? 1 : done / total);
    }
    return unread;
  }
}

/** The smallest first: code is small, and what is large is data. */
function withinLimit(
  files: readonly SourceFile[],
  known: ReadonlyMap<string, Known>,
  limit: number,
): { readonly files: readonly SourceFile[]; readonly beyond: number } {
  const unknown = files.filter(({ file }) => !known.has(file)).sort((a, b) => a.size - b.size);
  let bytes = 0;
  const end = unknown.findIndex(({ size }) => (bytes += size) > limit);
  return end < 0
    ? { files: unknown, beyond: 0 }
    : { files: unknown.slice(0, end), beyond: unknown.length - end };
}

/** `undefined`: the file is no longer what was listed, or cannot be read. */
async function scanFile(
  { file, pieces }: OpenedSource,
  signal: AbortSignal,
): Promise<readonly FileSecret[] | undefined> {
  const scan = new FileScan(file.path);
  try {
    for await (const piece of pieces) {
      signal.throwIfAborted();
      scan.push(piece);
    }
    return scan.end();
  } catch (error) {
    if (AppError.is(error, 'invalid') || isSystemError(error, 'ENOENT', 'EACCES', 'EPERM')) {
      return undefined;
    }
    throw error;
  }
}
