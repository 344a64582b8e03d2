import { createHash } from 'node:crypto';
import type { Blob } from '../../store/blobs';
import type { Objects } from '../../store/objects';
import type { ByteRange } from './byteRange';
import { startChecksum } from './checksums';

/** What S3 says of bytes. */
export interface Digests {
  /** In quotes. */
  readonly etag: string;
  /** Base64, by algorithm. */
  readonly checksums: ReadonlyMap<string, string>;
}

interface RunningDigests {
  update(bytes: Buffer): void;
  /** To be asked once, after the last byte. */
  result(): Digests;
}

/** Sees bytes pass for their entity tag and these checksums; throws for an unknown algorithm. */
export function startDigests(algorithms: readonly string[]): RunningDigests {
  const md5 = createHash('md5');
  const sums = [...new Set(algorithms)].map((name) => [name, startChecksum(name)] as const);
  return {
    update(bytes) {
      md5.update(bytes);
      for (const [, sum] of sums) sum.update(bytes);
    },
    result: () => ({
      etag: `"${md5.digest('hex')}"`,
      checksums: new Map(sums.map(([name, sum]) => [name, sum.digest().toString('base64')])),
    }),
  };
}

/** Reads what is stored already. */
export async function digestBlob(
  objects: Objects,
  blob: Blob,
  algorithms: readonly string[],
): Promise<Digests> {
  const digests = startDigests(algorithms);
  for await (const chunk of readBlob(objects, blob)) digests.update(chunk);
  return digests.result();
}

/** The bytes of a blob, or of a range of it. */
export async function* readBlob(
  objects: Objects,
  blob: Blob,
  range: ByteRange = { start: 0, length: blob.size },
): AsyncGenerator<Buffer> {
  if (range.length === 0) return;
  const handle = await objects.blobs.open(blob);
  const end = range.start + range.length - 1;
  const stream = handle.createReadStream({ start: range.start, end, highWaterMark: 256 * 1024 });
  yield* stream as AsyncIterable<Buffer>;
}
