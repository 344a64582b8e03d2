import { open, type FileHandle } from 'node:fs/promises';
import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import type { SourceFile } from './sourceListing';

/** A file of the source and its bytes, in order. */
export interface OpenedSource {
  readonly file: SourceFile;
  /** Fails as `invalid` when the file is no longer what was listed. */
  readonly pieces: AsyncIterable<Buffer>;
}

/** Up to this many bytes a file is read at once and ahead of its turn. */
const mostBytesAhead = 256 * 1024;
/** Files that are being read ahead: the disk is not waited for file by file. */
const filesAhead = 16;
/** A larger file comes in such pieces, when it is its turn. */
const pieceBytes = 1024 * 1024;

/** Reads the files in their order. */
export function* readInOrder(files: readonly SourceFile[]): Generator<OpenedSource> {
  const ahead: { readonly file: SourceFile; readonly bytes: Promise<Buffer> | undefined }[] = [];
  const waiting = files.values();
  const readNext = (): void => {
    const { value: file } = waiting.next();
    if (file) {
      const bytes = file.size > mostBytesAhead ? undefined : readWhole(file);
      // Awaited in turn; one that fails earlier is no unhandled rejection.
      bytes?.catch(() => undefined);
      ahead.push({ file, bytes });
    }
  };
  for (let count = 0; count < filesAhead; count++) {
    readNext();
  }
  for (let next = ahead.shift(); next; next = ahead.shift()) {
    readNext();
    const { file, bytes } = next;
    yield { file, pieces: bytes ? once(bytes) : readPieces(file) };
  }
}

async function* once(bytes: Promise<Buffer>): AsyncGenerator<Buffer> {
  yield await bytes;
}

async function readWhole(file: SourceFile): Promise<Buffer> {
  const handle = await open(file.file, 'r');
  try {
    // One byte more than it has, to see that it has not grown.
    const buffer = Buffer.allocUnsafeSlow(file.size + 1);
    const { bytesRead } = await handle.read(buffer, 0, buffer.length, 0);
    if (bytesRead !== file.size) {
      throw changed(file);
    }
    await requireUnchanged(handle, file);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

async function* readPieces(file: SourceFile): AsyncGenerator<Buffer> {
  const handle = await open(file.file, 'r');
  try {
    let read = 0;
    for (;;) {
      const buffer = Buffer.allocUnsafeSlow(pieceBytes);
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, read);
      read += bytesRead;
      if (bytesRead === 0 || read > file.size) {
        break;
      }
      yield buffer.subarray(0, bytesRead);
    }
    if (read !== file.size) {
      throw changed(file);
    }
    await requireUnchanged(handle, file);
  } finally {
    await handle.close();
  }
}

/** Its bytes may be of two versions although they are as many as before. */
async function requireUnchanged(handle: FileHandle, file: SourceFile): Promise<void> {
  const { size, mtimeMs } = await handle.stat();
  if (size !== file.size || mtimeMs !== file.changed) {
    throw changed(file);
  }
}

function changed(file: SourceFile): AppError {
  return new AppError(
    'invalid',
    `${shownPath(file.path)} changed while it was packed. Start again.`,
  );
}
