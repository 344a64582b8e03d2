import { createHash, randomUUID } from 'node:crypto';
import { constants, createReadStream, type Stats } from 'node:fs';
import {
  chmod,
  copyFile,
  link,
  mkdir,
  open,
  readdir,
  rm,
  unlink,
  utimes,
  type FileHandle,
} from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError, renameWithRetry } from '../../node/files';
import { ServiceError } from '../http/jsonService';

/** Immutable bytes on disk, named by what they are. */
export interface Blob {
  /** Hexadecimal. */
  readonly sha256: string;
  readonly size: number;
}

/** A body that has been received whole into a temporary file. */
export interface Received {
  readonly file: string;
  readonly size: number;
  readonly sha256: string;
}

/** Opens files for writing; a parameter, so that a test can put a full disk behind it. */
export type OpenFile = typeof open;

/** Something that wants to see a body: its bytes as they pass, or its file as it grows. */
export interface BodyObserver {
  update?(bytes: Buffer): void;
  /** So many bytes can be read in the file. */
  written?(file: string, size: number): void;
}

/** Every blob's file carries this time, so that whoever writes to it leaves a trace. */
const untouched = new Date('2000-01-01T00:00:00Z');

/** Above this a job gets a link instead of a copy of its own. */
const copyLimit = 8 * 1024 * 1024;

/** Files by SHA-256 below one folder. */
export class BlobStore {
  private constructor(
    private readonly folder: string,
    private readonly openFile: OpenFile,
  ) {}

  /** Opens the folder; what an earlier process had received but not kept is thrown away. */
  static async open(folder: string, openFile: OpenFile = open): Promise<BlobStore> {
    const store = new BlobStore(folder, openFile);
    await rm(store.incoming, { recursive: true, force: true });
    await mkdir(store.incoming, { recursive: true });
    await mkdir(path.join(folder, 'blobs'), { recursive: true });
    return store;
  }

  pathOf(sha256: string): string {
    return path.join(this.folder, 'blobs', sha256.slice(0, 2), sha256);
  }

  /** Streams chunks to a temporary file; on any failure nothing is left behind. */
  async receive(chunks: AsyncIterable<Buffer>, observer: BodyObserver = {}): Promise<Received> {
    const file = path.join(this.incoming, randomUUID());
    const sha256 = createHash('sha256');
    const handle = await this.openFile(file, 'wx', 0o600);
    const update = (bytes: Buffer): void => {
      sha256.update(bytes);
      observer.update?.(bytes);
    };
    const written = (size: number): void => observer.written?.(file, size);
    try {
      const size = await copyTo(handle, chunks, { update, written });
      await handle.close();
      return { file, size, sha256: sha256.digest('hex') };
    } catch (error) {
      await handle.close().catch(() => undefined);
      await this.discard({ file });
      throw error;
    }
  }

  async discard(received: Pick<Received, 'file'>): Promise<void> {
    await rm(received.file, { force: true });
  }

  /**
   * Makes received bytes a blob. One that is there already stays, as somebody may be reading it; an
   * old file that is no longer what its name says goes.
   */
  async keep(received: Received): Promise<Blob> {
    const blob = { sha256: received.sha256, size: received.size };
    if (await this.isWhole(blob)) {
      await this.discard(received);
      return blob;
    }
    await this.remove(received.sha256);
    const target = this.pathOf(received.sha256);
    await mkdir(path.dirname(target), { recursive: true });
    await utimes(received.file, untouched, untouched);
    await chmod(received.file, 0o444);
    await renameWithRetry(received.file, target);
    return blob;
  }

  /** Opens a blob for reading; refuses with `InternalError` when its file was damaged. */
  async open(blob: Blob): Promise<FileHandle> {
    const handle = await open(this.pathOf(blob.sha256), 'r').catch((error: unknown) => {
      throw isSystemError(error, 'ENOENT') ? damaged() : error;
    });
    try {
      await this.check(blob, await handle.stat());
      return handle;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /**
   * Gives somebody else the bytes at `target`: shares the disk's blocks where the file system can,
   * else links large files and copies small ones. A link shares the bytes themselves, so a later
   * read checks that they were left alone.
   */
  async materialise(blob: Blob, target: string): Promise<void> {
    const source = this.pathOf(blob.sha256);
    await (await this.open(blob)).close();
    try {
      await copyFile(source, target, constants.COPYFILE_FICLONE_FORCE | constants.COPYFILE_EXCL);
    } catch (error) {
      if (isSystemError(error, 'EEXIST', 'ENOENT', 'ENOSPC')) throw error;
      if (blob.size > copyLimit && (await tryLink(source, target))) return;
      await copyFile(source, target, constants.COPYFILE_EXCL);
    }
    await chmod(target, 0o644);
  }

  async remove(sha256: string): Promise<void> {
    const file = this.pathOf(sha256);
    try {
      await unlink(file);
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return;
      // Windows does not delete read-only files.
      await chmod(file, 0o600);
      await rm(file, { force: true, maxRetries: 5 });
    }
  }

  /** The names of all blobs, to find those that nothing refers to. */
  async names(): Promise<string[]> {
    const entries = await readdir(path.join(this.folder, 'blobs'), { recursive: true });
    return entries.map((entry) => path.basename(entry)).filter((name) => name.length === 64);
  }

  private get incoming(): string {
    return path.join(this.folder, 'incoming');
  }

  private async isWhole(blob: Blob): Promise<boolean> {
    try {
      await (await this.open(blob)).close();
      return true;
    } catch (error) {
      if (error instanceof ServiceError) return false;
      throw error;
    }
  }

  private async check(blob: Blob, { size, mtimeMs }: Stats): Promise<void> {
    if (size === blob.size && mtimeMs === untouched.getTime()) return;
    if (size !== blob.size || (await this.hash(blob)) !== blob.sha256) throw damaged();
    // The bytes are right after all, as after a restored backup.
    await utimes(this.pathOf(blob.sha256), untouched, untouched).catch(() => undefined);
  }

  private async hash(blob: Blob): Promise<string> {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(this.pathOf(blob.sha256))) {
      hash.update(chunk as Buffer);
    }
    return hash.digest('hex');
  }
}

/** Chunks come as small as the network's; fewer and bigger writes cost much less. */
const writeSize = 512 * 1024;

interface CopyObserver {
  update(bytes: Buffer): void;
  written(size: number): void;
}

/** Hashes chunks while those before are being written; answers how many bytes there were. */
async function copyTo(
  handle: FileHandle,
  chunks: AsyncIterable<Buffer>,
  observer: CopyObserver,
): Promise<number> {
  let size = 0;
  let gathered: Buffer[] = [];
  let gatheredSize = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const write = async (): Promise<void> => {
    await writing;
    const end = size;
    writing = writePieces(handle, gathered, gatheredSize).then(() => observer.written(end));
    // Looked at only before the next write.
    writing.catch(() => undefined);
    gathered = [];
    gatheredSize = 0;
  };
  try {
    for await (const chunk of chunks) {
      gathered.push(chunk);
      gatheredSize += chunk.length;
      size += chunk.length;
      if (gatheredSize >= writeSize) await write();
      observer.update(chunk);
    }
    if (gatheredSize > 0) await write();
  } finally {
    await writing;
  }
  return size;
}

/** Without joining them first; `writeFile` goes on, or fails, where the disk took only a part. */
async function writePieces(handle: FileHandle, pieces: Buffer[], size: number): Promise<void> {
  const { bytesWritten } = await handle.writev(pieces);
  if (bytesWritten < size) await handle.writeFile(Buffer.concat(pieces).subarray(bytesWritten));
}

async function tryLink(source: string, target: string): Promise<boolean> {
  try {
    await link(source, target);
    return true;
  } catch (error) {
    // Another volume, a file system without links, or too many of them.
    if (isSystemError(error, 'EXDEV', 'EPERM', 'ENOTSUP', 'ENOSYS', 'EMLINK')) return false;
    throw error;
  }
}

function damaged(): ServiceError {
  return new ServiceError(
    'InternalError',
    "The stored bytes of this object were changed on disk; the sandbox's data is damaged.",
    500,
  );
}
