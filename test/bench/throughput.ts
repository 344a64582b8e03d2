import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { SandboxServer, temporaryFolder } from '../contract/sandboxServer';
import { median, toFigure, type Figure } from './figure';
import { withChecksum, ObjectTransfer } from './objectTransfer';

const key = 'object';
const runs = 5;
const megabytes = 512;
/**
 * In times of `cp`. MD5 (the entity tag), SHA-256 (the blob's name) and CRC-32 (what the client says)
 * are made of what comes; what goes is only read, but passes a socket.
 */
const most = { put: 6, get: 4 } as const;

/** One large object up and down again beside `cp` of the same file, in turns. */
export async function throughputFigures(): Promise<readonly Figure[]> {
  const folder = await temporaryFolder();
  const inFolder = (name: string): string => path.join(folder.path, name);
  const sandbox = await SandboxServer.start(inFolder('data'));
  const transfer = new ObjectTransfer(sandbox.announcement, 'bench-throughput');
  const times = { put: [] as number[], get: [] as number[], cp: [] as number[] };
  try {
    await transfer.makeBucket();
    for (let run = 0; run < runs; run += 1) {
      // New bytes each time: what the sandbox holds already it would not have to write.
      await writeRandom(inFolder('source'));
      const source = await withChecksum(inFolder('source'));
      // As each writes over what it wrote before: memory freed just now is given out the quickest.
      await transfer.delete(key);
      times.put.push(await timed(() => transfer.put(key, source)));
      times.get.push(await timed(() => transfer.get(key, inFolder('target'))));
      times.cp.push(await timed(() => copy(inFolder('source'), inFolder('copy'))));
    }
  } finally {
    await sandbox.stop();
    await folder.remove();
  }
  const peer = { name: 'cp', value: median(times.cp) };
  const figure = (way: 'put' | 'get', what: string): Figure =>
    toFigure({
      name: `${what} of ${String(megabytes)} MB (median of ${String(runs)})`,
      value: median(times[way]),
      unit: 'ms',
      budget: (peer.value ?? 0) * most[way],
      peer,
    });
  return [figure('put', 'PUT'), figure('get', 'GET')];
}

async function writeRandom(file: string): Promise<void> {
  const block = randomBytes(1024 * 1024);
  const handle = await fs.open(file, 'w');
  for (let index = 0; index < megabytes; index += 1) {
    block.writeUInt32LE(index, 0);
    await handle.writeFile(block);
  }
  await handle.close();
}

async function copy(from: string, to: string): Promise<void> {
  await fs.rm(to, { force: true });
  await promisify(execFile)('cp', ['--reflink=never', from, to]);
}

async function timed(action: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await action();
  return performance.now() - start;
}
