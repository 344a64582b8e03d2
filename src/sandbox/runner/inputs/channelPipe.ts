import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { constants, createReadStream, existsSync, open } from 'node:fs';
import { Socket } from 'node:net';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import { isSystemError } from '../../../node/files';
import type { ChannelFile } from './channelData';
import { JobFailure } from '../jobFailure';

/** A channel in Pipe mode: `{base}_{epoch}` are its pipes. */
export interface PipedChannel {
  readonly base: string;
  /** For a failure. */
  readonly name: string;
  readonly files: readonly ChannelFile[];
  readonly isCompressed: boolean;
  /** Whether each object is one RecordIO record. */
  readonly isWrapped: boolean;
  /** `ShuffleConfig`; the order is another one in every epoch. */
  readonly seed: number | undefined;
}

/** Between looks whether the script has begun to read: at first, and when it takes long. */
const firstPause = 10;
const longestPause = 100;

/** Makes the pipe of the first epoch, which the script finds when it starts. */
export async function makeFirstPipe({ base }: PipedChannel): Promise<void> {
  await makePipe(`${base}_0`);
}

/**
 * Writes the channel's objects, one after the other, into the pipe of each epoch that the script
 * opens, and makes the pipe of the next epoch as soon as it has. Resolves once it is aborted, or the
 * script has removed the pipe.
 */
export async function feedPipes(channel: PipedChannel, signal: AbortSignal): Promise<void> {
  for (let epoch = 0; ; epoch++) {
    const file = await openForReader(`${channel.base}_${epoch}`, signal);
    if (file === undefined) return;
    const pipe = new Socket({ fd: file, readable: false, writable: true });
    await makePipe(`${channel.base}_${epoch + 1}`).catch((error: unknown) => {
      pipe.destroy();
      throw error;
    });
    try {
      await pipeline(Readable.from(contents(channel, epoch)), pipe, { signal });
    } catch (error) {
      if (signal.aborted) return;
      // The script has read as much of this epoch as it wanted.
      if (!isSystemError(error, 'EPIPE', 'ECONNRESET')) throw error;
    }
  }
}

/** Without its folder, which the script may remove, there is none to make. */
async function makePipe(file: string): Promise<void> {
  try {
    await promisify(execFile)('mkfifo', ['-m', '600', file]);
  } catch (error) {
    if (existsSync(path.dirname(file))) throw error;
  }
}

/** A pipe's end to write to, once somebody reads from it; opened otherwise, it would hold up a thread. */
async function openForReader(file: string, signal: AbortSignal): Promise<number | undefined> {
  let pause = firstPause;
  while (!signal.aborted) {
    try {
      return await promisify(open)(file, constants.O_WRONLY | constants.O_NONBLOCK);
    } catch (error) {
      if (isSystemError(error, 'ENOENT')) return undefined;
      if (!isSystemError(error, 'ENXIO')) throw error;
    }
    await sleep(pause, undefined, { signal }).catch(() => undefined);
    pause = Math.min(pause * 1.1, longestPause);
  }
  return undefined;
}

async function* contents(channel: PipedChannel, epoch: number): AsyncGenerator<Buffer> {
  for (const file of inOrder(channel, epoch)) {
    if (channel.isWrapped) yield recordHeader(channel, file);
    yield* bytesOf(channel, file);
    if (channel.isWrapped) yield Buffer.alloc(padding(file.object.size));
  }
}

async function* bytesOf(channel: PipedChannel, { object }: ChannelFile): AsyncGenerator<Buffer> {
  const raw = createReadStream(object.file);
  if (!channel.isCompressed) {
    yield* raw as AsyncIterable<Buffer>;
    return;
  }
  const unpacked = createGunzip();
  const reading = pipeline(raw, unpacked);
  reading.catch(() => undefined);
  try {
    yield* unpacked as AsyncIterable<Buffer>;
    await reading;
  } catch (error) {
    if (!isSystemError(error, 'Z_DATA_ERROR', 'Z_BUF_ERROR')) throw error;
    throw new JobFailure(
      `ClientError: Data download failed: ${object.key} of channel ${channel.name} is not gzip.`,
    );
  }
}

/** RecordIO as MXNet has it: a magic number, the length below 2^29, the bytes, padded to four. */
const recordMagic = 0xced7230a;
const longestRecord = 2 ** 29;

function recordHeader(channel: PipedChannel, { object }: ChannelFile): Buffer {
  if (object.size >= longestRecord) {
    throw new JobFailure(
      `ClientError: Data download failed: ${object.key} of channel ${channel.name} is too long for ` +
        'one RecordIO record.',
    );
  }
  const header = Buffer.alloc(8);
  header.writeUInt32LE(recordMagic, 0);
  header.writeUInt32LE(object.size, 4);
  return header;
}

function padding(size: number): number {
  return (4 - (size % 4)) % 4;
}

/** The same order for the same seed and epoch, and another one for each. */
function inOrder({ files, seed }: PipedChannel, epoch: number): readonly ChannelFile[] {
  if (seed === undefined) return files;
  const rank = ({ object }: ChannelFile) =>
    createHash('sha256').update(`${seed} ${epoch} ${object.key}`).digest('hex');
  return files
    .map((file) => ({ file, rank: rank(file) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : 1))
    .map(({ file }) => file);
}
