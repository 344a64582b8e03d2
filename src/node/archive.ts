import { createHash } from 'node:crypto';
import { createWriteStream, type WriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import type { FileSecret } from '../core/packaging/secrets/blockedSecrets';
import { isDiskFull, isSystemError } from './files';
import { gzipInParallel } from './parallelGzip';
import { readInOrder } from './readSource';
import { FileScan } from './secretScan';
import type { SourceFile } from './sourceListing';
import { padding, tarEnd, tarHeader } from './tarHeader';

export interface PackedSource {
  /** Of what is packed, names and contents, in hexadecimal: equal for equal files. */
  readonly sha256: string;
  /** Bytes of the archive. */
  readonly size: number;
  /** What looks like a secret in what was packed. */
  readonly secrets: readonly FileSecret[];
}

export interface PackOptions {
  readonly signal?: AbortSignal | undefined;
  /** Gets what was read since it was last called. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
}

/**
 * Writes the files as a `.tar.gz` whose bytes depend on names and contents alone: no times, owners
 * or modes of this computer. Fails as `invalid` when a file changes while it is packed or since it was
 * listed, as `diskFull` when the archive finds no room; a failed or cancelled one leaves no file behind.
 */
export async function packSource(
  files: readonly SourceFile[],
  target: string,
  options: PackOptions = {},
): Promise<PackedSource> {
  const hash = createHash('sha256');
  const secrets: FileSecret[] = [];
  const output = createWriteStream(target, { flags: 'wx', mode: 0o600 });
  const archive = tarOf(files, (found) => secrets.push(...found), options.onBytes);
  const compressed = gzipInParallel(archive, (block) => hash.update(block));
  try {
    await pipeline(compressed, output, { signal: options.signal });
  } catch (error) {
    await closed(output);
    if (!isSystemError(error, 'EEXIST')) {
      await rm(target, { force: true });
    }
    throw toAppError(error, options.signal);
  }
  return { sha256: hash.digest('hex'), size: output.bytesWritten, secrets };
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

/** The archive before it is compressed. */
async function* tarOf(
  files: readonly SourceFile[],
  onSecrets: (secrets: readonly FileSecret[]) => void,
  onBytes: PackOptions['onBytes'],
): AsyncGenerator<Buffer> {
  for (const { file, pieces } of readInOrder(files)) {
    const scan = new FileScan(file.path);
    // What it promises of the size is kept: reading fails otherwise.
    yield tarHeader(file.path, file.size);
    for await (const piece of pieces) {
      onBytes?.(piece.length);
      scan.push(piece);
      yield piece;
    }
    yield padding(file.size);
    onSecrets(scan.end());
  }
  yield tarEnd;
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
    return new AppError('invalid', `A file could not be packed: ${shownPath(error.message)}`, {
      cause: error,
    });
  }
  return error;
}
