import { createReadStream } from 'node:fs';
import { Transform } from 'node:stream';
import { AppError } from '../../core/errors';
import { shownPath } from '../../core/packaging/shownPath';
import { isAnySystemError, isSystemError } from '../../node/files';
import { unreadableFile } from '../../node/unreadableFile';

/** A stretch of a file. */
export interface FileRange {
  readonly file: string;
  /** Bytes before it. */
  readonly start: number;
  /** Bytes. */
  readonly size: number;
}

/**
 * The bytes of a range as they flow, and never more of them: a file that grows meanwhile must not
 * exceed the announced length. Fails as `invalid` when the file has become shorter.
 */
export function fileBody(
  { file, start, size }: FileRange,
  onBytes: ((bytes: number) => void) | undefined,
): Transform {
  let left = size;
  const counter = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      left -= chunk.length;
      onBytes?.(chunk.length);
      done(null, chunk);
    },
    flush(done) {
      done(left === 0 ? null : changedFile(file));
    },
  });
  if (size === 0) {
    counter.end();
    return counter;
  }
  // Reading fails the request, and whoever ends the request ends the reading.
  const source = createReadStream(file, { start, end: start + size - 1 });
  source.on('error', (error) => counter.destroy(fileFailure(file, error)));
  counter.on('close', () => source.destroy());
  return source.pipe(counter);
}

/** What is to be told of a file that was there a moment ago; anything but the system's failures as it is. */
export function fileFailure<E>(file: string, error: E): E | AppError {
  if (isSystemError(error, 'ENOENT', 'ENOTDIR')) {
    return changedFile(file, error);
  }
  return isAnySystemError(error) ? unreadableFile(file, error) : error;
}

/** A file does not hold what is to be uploaded any more. */
export const changedFile = (file: string, cause?: unknown): AppError =>
  new AppError(
    'invalid',
    `${shownPath(file)} has changed while it was uploaded. Start again when nothing writes to it.`,
    { cause },
  );
