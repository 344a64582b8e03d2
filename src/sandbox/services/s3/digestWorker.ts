import { closeSync, openSync, readSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { startDigests, type Digests } from './blobDigests';
import type { DigestAnswer, DigestOrder } from './digestThread';

/** What one thread reads, of one file after the other. */
const piece = Buffer.alloc(1024 * 1024);

/** A file that grows, and the digests of what has been read of it. */
class FileDigests {
  private readonly digests;
  private readonly descriptor;
  private position = 0;

  constructor(file: string, algorithms: readonly string[]) {
    this.digests = startDigests(algorithms);
    this.descriptor = openSync(file, 'r');
  }

  readUntil(end: number): void {
    while (this.position < end) {
      const wanted = Math.min(piece.length, end - this.position);
      const length = readSync(this.descriptor, piece, 0, wanted, this.position);
      if (length === 0) throw new Error(`A file of ${end} bytes ends at ${this.position}`);
      this.digests.update(piece.subarray(0, length));
      this.position += length;
    }
  }

  close(): Digests {
    closeSync(this.descriptor);
    return this.digests.result();
  }
}

const files = new Map<number, FileDigests>();
const failures = new Map<number, string>();

function read({ id, file, algorithms, until }: Exclude<DigestOrder, { end: true }>): void {
  if (failures.has(id)) return;
  try {
    const digests = files.get(id) ?? new FileDigests(file, algorithms);
    files.set(id, digests);
    digests.readUntil(until);
  } catch (error) {
    failures.set(id, String(error));
  }
}

function end(id: number): DigestAnswer {
  const digests = files.get(id)?.close();
  const failure = failures.get(id);
  files.delete(id);
  failures.delete(id);
  if (digests && failure === undefined) return { id, digests };
  return { id, failure: failure ?? 'Nothing was read' };
}

parentPort?.on('message', (order: DigestOrder) => {
  if ('end' in order) parentPort?.postMessage(end(order.id));
  else read(order);
});
