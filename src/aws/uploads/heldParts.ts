import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { crc32 } from 'node:zlib';
import { fileFailure, type FileRange } from './fileBody';
import type { PlannedPart } from './partPlan';
import type { HeldPart } from './uploadLists';

/** What completing an upload says of each part. */
export interface SentPart {
  readonly etag: string;
  readonly checksum: string | undefined;
}

/** Those of the held parts, by number, whose bytes are the file's. */
export async function partsOfFile(
  file: string,
  plan: readonly PlannedPart[],
  held: readonly HeldPart[],
  signal?: AbortSignal,
): Promise<ReadonlyMap<number, SentPart>> {
  const planned = new Map(plan.map((part) => [part.number, part]));
  const same = new Map<number, SentPart>();
  for (const { number, size, etag, checksum } of held) {
    const part = planned.get(number);
    if (part?.size !== size) {
      continue;
    }
    const digest = await digestOf(
      { file, ...part },
      checksum === undefined ? 'md5' : 'crc32',
      signal,
    );
    // An ETag is an MD5 unless a key of KMS encrypts; then it is no digest, and the part is sent again.
    if (digest === (checksum ?? etag.replaceAll('"', '').toLowerCase())) {
      same.set(number, { etag, checksum });
    }
  }
  return same;
}

/** CRC-32 in Base64 as S3 writes it, MD5 in hexadecimal as its ETags are. */
async function digestOf(
  { file, start, size }: FileRange,
  algorithm: 'crc32' | 'md5',
  signal: AbortSignal | undefined,
): Promise<string> {
  const md5 = createHash('md5');
  let crc = 0;
  const stream = createReadStream(file, { start, end: start + size - 1, highWaterMark: 1 << 20 });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      if (algorithm === 'md5') {
        md5.update(chunk);
      } else {
        crc = crc32(chunk, crc);
      }
    }
  } catch (error) {
    throw fileFailure(file, error);
  }
  return algorithm === 'md5' ? md5.digest('hex') : base64(crc);
}

function base64(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
}
