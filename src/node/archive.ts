import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { Readable, Transform, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack, type Pack } from 'tar-stream';
import { AppError } from '../core/errors';
import { isDiskFull, isSystemError } from './files';
import type { SourceFile } from './sourceFiles';

export interface PackedSource {
  /** Of the archive's bytes, in hexadecimal; equal for equal files. */
  readonly sha256: string;
  /** Bytes of the archive. */
  readonly size: number;
}

/**
 * Writes the files as a `.tar.gz` whose bytes depend on names and contents alone: no times, owners
 * or modes of this computer. `onBytes` gets what was read since it was last called. Fails as
 * `invalid` when a file changes its size while it is packed, as `diskFull` when the archive finds no
 * room; a failed or cancelled one leaves no file behind.
 */
export async function packSource(
  files: readonly SourceFile[],
  target: string,
  options: {
    readonly signal?: AbortSignal | undefined;
    readonly onBytes?: ((bytes: number) => void) | undefined;
  } = {},
): Promise<PackedSource> {
  const hash = createHash('sha256');
  let size = 0;
  const measure = new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  const archive = pack();
  const output = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  const written = pipeline(archive, createGzip(), measure, output, { signal: options.signal });
  try {
    await Promise.all([written, addAll(archive, files, options.onBytes)]);
  } catch (error) {
    archive.destroy();
    await written.catch(() => undefined);
    await closed(output);
    if (!isSystemError(error, 'EEXIST')) {
      await rm(target, { force: true });
    }
    throw toAppError(error, options.signal);
  }
  return { sha256: hash.digest('hex'), size };
}

/** A file that is still being opened would come into being after it was removed. */
function closed(output: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    if (output.closed) {
      resolve();
    }
    output.on('error', () => undefined).once('close', resolve);
    output.destroy();
  });
}

async function addAll(
  archive: Pack,
  files: readonly SourceFile[],
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  for (const file of files) {
    await addFile(archive, file, onBytes);
  }
  archive.finalize();
}

/** Up to this many bytes a file is read at once: opening a stream costs more than the reading. */
const mostBytesAtOnce = 256 * 1024;

async function addFile(
  archive: Pack,
  file: SourceFile,
  onBytes: ((bytes: number) => void) | undefined,
): Promise<void> {
  const header = {
    name: file.path,
    size: file.size,
    mode: 0o644,
    mtime: new Date(0),
    type: 'file',
  } as const;
  if (file.size > mostBytesAtOnce) {
    await pipeline(Readable.from(readExactly(file, onBytes)), archive.entry(header));
    return;
  }
  const data = await readFile(file.file);
  if (data.length !== file.size) {
    throw changed(file);
  }
  onBytes?.(data.length);
  await new Promise<void>((resolve, reject) => {
    const entry = archive.entry(header, (error) => (error ? reject(error) : resolve()));
    entry.end(data);
  });
}

/** The header has promised a size; more or fewer bytes would damage everything behind them. */
async function* readExactly(
  file: SourceFile,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Buffer> {
  let read = 0;
  for await (const chunk of createReadStream(file.file) as AsyncIterable<Buffer>) {
    read += chunk.length;
    if (read > file.size) {
      break;
    }
    onBytes?.(chunk.length);
    yield chunk;
  }
  if (read !== file.size) {
    throw changed(file);
  }
}

function changed(file: SourceFile): AppError {
  return new AppError('invalid', `${file.path} changed while it was packed. Start again.`);
}

function toAppError(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof AppError) {
    return error;
  }
  if (signal?.aborted === true) {
    return new AppError('cancelled', 'Packing was cancelled.', { cause: error });
  }
  if (isDiskFull(error)) {
    return new AppError('diskFull', 'The disk is full: the code could not be packed.', {
      cause: error,
    });
  }
  if (isSystemError(error, 'ENOENT', 'EACCES', 'EPERM')) {
    return new AppError('invalid', `A file could not be packed: ${error.message}`, {
      cause: error,
    });
  }
  return error;
}
