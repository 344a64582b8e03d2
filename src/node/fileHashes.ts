import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat, utimes } from 'node:fs/promises';
import path from 'node:path';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import type { DataFile } from './dataFiles';
import { isAnySystemError, isSystemError, readIfExists, writeAtomically } from './files';
import { fileStamp } from './fileStamp';
import { forEachConcurrently } from './forEachConcurrently';
import { unreadableFile } from './unreadableFile';

/** What a file held when it was read. */
export interface FileContent {
  /** In hexadecimal. */
  readonly sha256: string;
  /** In hexadecimal; S3's ETag of an object that it keeps as it came. */
  readonly md5: string;
  /** The `fileStamp` of that time. */
  readonly stamp: string;
}

interface HashOptions {
  readonly signal?: AbortSignal | undefined;
  /** Gets what was read, or need not be read, since it was last called. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/** Files that are read at the same time: enough for many small ones. */
const readsAtOnce = 4;

/** Sources that are remembered, those used last. */
const mostSources = 50;

/** A file may change twice within the finest step of a file system's times; FAT's is two seconds. */
const coarsestTime = 2_000;

type Known = Map<string, FileContent>;

/** Digests of files, remembered for as long as the files' stamps stay. */
export class FileHashes {
  private isUnwritable = false;

  constructor(
    /** Its own; made when it is needed. */
    private readonly folder: string,
    private readonly clock: Clock,
    /** Hears once why nothing can be kept in it; all files are read anew then. */
    private readonly onUnwritable: (error: Error) => void = () => undefined,
  ) {}

  /**
   * What the files of a source hold, by their names. Fails as `invalid` when one cannot be read or is
   * being written to; what was read until then, or until it is cancelled, is remembered.
   */
  async read(
    source: string,
    files: readonly DataFile[],
    options: HashOptions = {},
  ): Promise<ReadonlyMap<string, FileContent>> {
    const before = await this.load(source);
    const contents: Known = new Map();
    const lasting: Known = new Map();
    try {
      await forEachConcurrently(
        files,
        readsAtOnce,
        async (file, signal) => {
          const known = before.get(file.name);
          const began = this.clock.now();
          const content = await this.contentOf(file, known, { ...options, signal });
          contents.set(file.name, content);
          if (content === known || isSettled(content, began)) {
            lasting.set(file.name, content);
          }
        },
        options.signal,
      );
    } finally {
      const isSame = contents.size === files.length && isEqual(lasting, before);
      const known = isSame ? undefined : new Map([...before, ...lasting]);
      await this.save(source, known, files).catch((error: unknown) => this.goOnWithout(error));
    }
    return contents;
  }

  private async contentOf(
    file: DataFile,
    known: FileContent | undefined,
    options: HashOptions,
  ): Promise<FileContent> {
    const stamp = await fileStamp(file.file);
    if (known?.stamp === stamp) {
      options.onBytes?.(file.size);
      return known;
    }
    const digests = await digestsOf(file.file, options);
    if ((await fileStamp(file.file)) !== stamp) {
      throw new AppError(
        'invalid',
        `${shownPath(file.file)} is being written to. Start again when it is complete.`,
      );
    }
    return { ...digests, stamp };
  }

  /** What cannot be remembered is read again. */
  private goOnWithout(error: unknown): void {
    if (!isAnySystemError(error)) {
      throw error;
    }
    if (!this.isUnwritable) {
      this.isUnwritable = true;
      this.onUnwritable(error);
    }
  }

  private placeOf(source: string): string {
    const name = createHash('sha256').update(source).digest('hex').slice(0, 32);
    return path.join(this.folder, `${name}.json`);
  }

  private async load(source: string): Promise<Known> {
    try {
      const text = await readIfExists(this.placeOf(source));
      const kept = JSON.parse(text ?? '[]') as readonly [string, string, string, string][];
      return new Map(kept.map(([name, sha256, md5, stamp]) => [name, { sha256, md5, stamp }]));
    } catch {
      return new Map(); // Damaged, or not to be read: all files are read anew.
    }
  }

  /** `undefined`: nothing is new but that it was used. */
  private async save(
    source: string,
    known: Known | undefined,
    files: readonly DataFile[],
  ): Promise<void> {
    const place = this.placeOf(source);
    if (known === undefined) {
      const now = new Date(this.clock.now());
      await utimes(place, now, now).catch(ignoreMissing);
      return;
    }
    const present = new Set(files.map(({ name }) => name));
    const rows = [...known]
      .filter(([name]) => present.has(name))
      .map(([name, { sha256, md5, stamp }]) => [name, sha256, md5, stamp]);
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await writeAtomically(place, JSON.stringify(rows));
    await this.forgetOldest();
  }

  private async forgetOldest(): Promise<void> {
    const names = await readdir(this.folder);
    const dated: { readonly file: string; readonly used: number }[] = [];
    for (const name of names.length > mostSources ? names : []) {
      const file = path.join(this.folder, name);
      const found = await stat(file).catch(ignoreMissing);
      dated.push({ file, used: found?.mtimeMs ?? 0 });
    }
    const old = dated.sort((a, b) => b.used - a.used).slice(mostSources);
    await Promise.all(old.map(({ file }) => rm(file, { force: true })));
  }
}

/**
 * Whether a change after `began` (epoch milliseconds) gives other times. Both count, the stamp's second
 * and third part: a tool may have set back the one that files show.
 */
function isSettled({ stamp }: FileContent, began: number): boolean {
  const times = stamp.split(' ').slice(1, 3);
  return times.every((time) => began - Number(BigInt(time) / 1_000_000n) > coarsestTime);
}

async function digestsOf(
  file: string,
  { signal, onBytes }: HashOptions,
): Promise<Omit<FileContent, 'stamp'>> {
  const [sha256, md5] = [createHash('sha256'), createHash('md5')];
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
      signal?.throwIfAborted();
      sha256.update(chunk as Buffer);
      md5.update(chunk as Buffer);
      onBytes?.((chunk as Buffer).length);
    }
  } catch (error) {
    throw isAnySystemError(error) ? unreadableFile(file, error) : error;
  }
  return { sha256: sha256.digest('hex'), md5: md5.digest('hex') };
}

function isEqual(a: Known, b: Known): boolean {
  return a.size === b.size && [...a].every(([name, content]) => b.get(name) === content);
}

function ignoreMissing(error: unknown): undefined {
  if (!isSystemError(error, 'ENOENT')) {
    throw error;
  }
}
