import { AppError } from '../core/errors';
import type { FileSecret } from '../core/packaging/secrets/blockedSecrets';
import { isSystemError } from './files';
import { readInOrder, type OpenedSource } from './readSource';
import { FileScan } from './secretScan';
import type { SourceFile } from './sourceListing';

/** What a look through the source folder found. */
export interface SourceScan {
  /** By path. */
  readonly secrets: readonly FileSecret[];
  /** Paths of files that could not be looked through: forbidden, gone, or changing. */
  readonly unreadable: readonly string[];
  /** Files that were not looked through, as they are beyond the limit. */
  readonly beyond: number;
}

/** How much is looked through: what is known already, what a limit allows, or everything. */
type Reads = 'nothing' | 'some' | 'all';

export interface ScanOptions {
  readonly signal: AbortSignal;
  /** Gets how much of the work is done, from 0 to 1. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
  /** `some` unless it is given. */
  readonly reads?: Reads | undefined;
}

/** Bytes of a folder that are read at most; packing reads the rest. */
const mostBytes = 256 * 1024 * 1024;

interface Known {
  /** As it was listed. */
  readonly file: SourceFile;
  readonly secrets: readonly FileSecret[];
}

/** Looks through a source folder again and again; a file that is as it was is not read again. */
export class SourceScanner {
  /** By the path in the archive, by which secrets are named: one file may have several, and other ones later. */
  private known: ReadonlyMap<string, Known> = new Map();
  private readonly limits: Readonly<Record<Reads, number>>;

  /** `some`: bytes of a folder that are read unless more or nothing is asked for. */
  constructor(some = mostBytes) {
    // An empty file is not read either where nothing is.
    this.limits = { nothing: -1, some, all: Infinity };
  }

  /** Rejects with the signal's reason when it is stopped. */
  async scan(files: readonly SourceFile[], options: ScanOptions): Promise<SourceScan> {
    const { known } = this;
    const kept = new Map<string, Known>();
    for (const file of files) {
      const before = known.get(file.path);
      if (before && isSame(before.file, file)) {
        kept.set(file.path, before);
      }
    }
    this.known = kept;
    const { within, beyond } = split(files, kept, this.limits[options.reads ?? 'some']);
    const unreadable = await this.read(within, kept, options);
    const secrets = files.flatMap(({ path }) => kept.get(path)?.secrets ?? []);
    return { secrets, unreadable, beyond };
  }

  /** Adds to `kept`; answers the paths of the files that could not be read. */
  private async read(
    files: readonly SourceFile[],
    kept: Map<string, Known>,
    { signal, onProgress }: ScanOptions,
  ): Promise<readonly string[]> {
    const total = files.reduce((sum, { size }) => sum + size, 0);
    const unreadable: string[] = [];
    let done = 0;
    for (const opened of readInOrder(files)) {
      signal.throwIfAborted();
      const { file } = opened;
      const secrets = await scanFile(opened, signal);
      if (secrets) {
        kept.set(file.path, { file, secrets });
      } else {
        unreadable.push(file.path);
      }
      done += file.size;
      onProgress?.(total === 0 ? 1 : done / total);
    }
    return unreadable.sort();
  }
}

const isSame = (a: SourceFile, b: SourceFile): boolean =>
  a.file === b.file && a.size === b.size && a.changed === b.changed;

/**
 * What is still to be read within a limit, and how many files are beyond it. The smallest first: code is
 * small, and what is large is data. What is known counts too, or each look would read as much again.
 */
function split(
  files: readonly SourceFile[],
  known: ReadonlyMap<string, Known>,
  limit: number,
): { readonly within: readonly SourceFile[]; readonly beyond: number } {
  const within: SourceFile[] = [];
  let beyond = 0;
  let bytes = 0;
  for (const file of files.toSorted((a, b) => a.size - b.size)) {
    bytes += file.size;
    if (known.has(file.path)) {
      continue;
    }
    if (bytes > limit) {
      beyond++;
    } else {
      within.push(file);
    }
  }
  return { within, beyond };
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
