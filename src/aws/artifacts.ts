import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../core/errors';
import { isDiskFull, renameWithRetry } from '../node/files';
import { listArchive, readArchiveText, type ArchiveMember } from '../node/readArchive';
import type { Connection } from './connection';

/** The files of a job's model archive, read by streaming. */
export async function listArtifact(
  connection: Connection,
  uri: string,
  signal?: AbortSignal,
): Promise<readonly ArchiveMember[]> {
  return await listArchive(await connection.storage.get(uri, signal));
}

/** The text of one file of the archive; fails as `invalid` for what is no text or too large. */
export async function readArtifact(
  connection: Connection,
  uri: string,
  member: string,
  signal?: AbortSignal,
): Promise<string> {
  return await readArchiveText(await connection.storage.get(uri, signal), member);
}

/** Writes an object to a file of this computer, which appears only when it is complete. */
export async function saveArtifact(
  connection: Connection,
  uri: string,
  file: string,
  options: { readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void },
): Promise<void> {
  const temporary = `${file}.${randomUUID()}.part`;
  try {
    const content = counted(await connection.storage.get(uri, options.signal), options.onBytes);
    await pipeline(Readable.from(content), createWriteStream(temporary, { flags: 'wx' }));
    await renameWithRetry(temporary, file);
  } catch (error) {
    throw isDiskFull(error)
      ? new AppError('diskFull', `The disk is full: ${file} was not saved.`, { cause: error })
      : error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function* counted(
  chunks: AsyncIterable<Uint8Array>,
  onBytes: ((bytes: number) => void) | undefined,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    onBytes?.(chunk.length);
    yield chunk;
  }
}
