import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/**
 * Bytes that are compressed by themselves. A smaller block compresses worse, a larger one keeps the
 * other processors waiting at the end. The archive's bytes depend on it.
 */
const blockBytes = 1024 * 1024;

/** One of the four threads that Node has for such work is left for reading files. */
const blocksAtOnce = Math.min(3, availableParallelism());

/** No name, no time; the system is unknown, so that it is the same on all. */
const header = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
/** An empty last block: those before it say that more follow. */
const lastBlock = Buffer.from([3, 0]);

const compress = promisify<Buffer, object, Buffer>(deflateRaw);

/**
 * Compresses on several processors into one gzip member that any reader takes: blocks end on byte
 * borders without being the last. `onBlock` sees the bytes in order before they are compressed. Equal
 * bytes give equal bytes with the same version of zlib.
 */
export async function* gzipInParallel(
  source: AsyncIterable<Buffer>,
  onBlock: (block: Buffer) => void,
): AsyncGenerator<Buffer> {
  const pending: Promise<Buffer>[] = [];
  let checksum = 0;
  let size = 0;
  yield header;
  for await (const block of inBlocks(source)) {
    onBlock(block);
    checksum = crc32(block, checksum);
    size += block.length;
    const compressing = compress(block, { finishFlush: constants.Z_SYNC_FLUSH });
    // Awaited in turn; one that fails earlier is no unhandled rejection.
    compressing.catch(() => undefined);
    pending.push(compressing);
    if (pending.length > blocksAtOnce) {
      yield (await pending.shift()) ?? Buffer.alloc(0);
    }
  }
  for (const compressing of pending) {
    yield await compressing;
  }
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(checksum, 0);
  // Modulo 2^32, as RFC 1952 says.
  trailer.writeUInt32LE(size % 2 ** 32, 4);
  yield Buffer.concat([lastBlock, trailer]);
}

/** The same bytes in blocks of one size, the last one shorter. */
async function* inBlocks(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let gathered: Buffer[] = [];
  let length = 0;
  for await (const chunk of source) {
    let rest = chunk;
    while (length + rest.length >= blockBytes) {
      const taken = rest.subarray(0, blockBytes - length);
      yield Buffer.concat([...gathered, taken]);
      rest = rest.subarray(taken.length);
      gathered = [];
      length = 0;
    }
    if (rest.length > 0) {
      gathered.push(rest);
      length += rest.length;
    }
  }
  if (length > 0) {
    yield Buffer.concat(gathered);
  }
}
