import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { repository } from '../../scripts/paths';
import { capture } from '../../scripts/processes';
import { temporaryFolder } from '../contract/sandboxServer';
import { median, toFigure, type Figure } from './figure';
import type { PackedOnce } from './packOnce';

const runs = 5;
const files = 20_000;
const megabyte = 1024 * 1024;
const totalBytes = 500 * megabyte;
/** So many are large: half of the bytes, tables and random bytes by turns. */
const largeFiles = 200;

/** A source folder is listed, searched for secrets, hashed and packed beside `tar czf`, in turns. */
export async function packingFigures(): Promise<readonly Figure[]> {
  const folder = await temporaryFolder();
  const inFolder = (name: string): string => path.join(folder.path, name);
  const packed: PackedOnce[] = [];
  const peers: number[] = [];
  try {
    await writeSource(inFolder('source'));
    for (let run = 0; run < runs; run += 1) {
      packed.push(await packOnce(inFolder('source'), inFolder('ours.tar.gz')));
      peers.push(await tarOnce(folder.path));
    }
  } finally {
    await folder.remove();
  }
  const peer = { name: 'tar czf', value: median(peers) };
  const hashes = new Set(packed.map(({ sha256 }) => sha256)).size;
  return [
    toFigure({
      name: `packing ${String(files)} files of ${String(totalBytes / megabyte)} MB (median of ${String(runs)})`,
      value: median(packed.map(({ milliseconds }) => milliseconds)),
      unit: 'ms',
      budget: peer.value ?? 0,
      peer,
    }),
    toFigure({
      name: 'packing: memory above start, the most of all runs',
      value: Math.max(...packed.map(({ bytesAbove }) => bytesAbove)) / megabyte,
      unit: 'MB',
      budget: 100,
    }),
    toFigure({ name: 'packing: archives of one folder', value: hashes, unit: '', budget: 1 }),
  ];
}

/** In a process of its own, whose memory is that of packing alone. */
async function packOnce(source: string, target: string): Promise<PackedOnce> {
  const program = path.join(repository, 'test', 'bench', 'packOnce.ts');
  const answer = await capture(process.execPath, ['--import', 'tsx', program, source, target]);
  await fs.rm(target);
  return JSON.parse(answer) as PackedOnce;
}

async function tarOnce(folder: string): Promise<number> {
  const target = path.join(folder, 'theirs.tar.gz');
  const start = performance.now();
  await capture('tar', ['czf', target, '-C', folder, 'source']);
  const milliseconds = performance.now() - start;
  await fs.rm(target);
  return milliseconds;
}

async function writeSource(folder: string): Promise<void> {
  const smallBytes = Math.floor(totalBytes / 2 / (files - largeFiles));
  const largeBytes = Math.floor(totalBytes / 2 / largeFiles);
  for (let index = 0; index < files; index += 1) {
    const parent = path.join(folder, `package${String(index % 200)}`);
    await fs.mkdir(parent, { recursive: true });
    const isLarge = index < largeFiles;
    const name = isLarge ? `table${String(index)}.dat` : `module${String(index)}.py`;
    await fs.writeFile(
      path.join(parent, name),
      isLarge ? large(index, largeBytes) : code(index, smallBytes),
    );
  }
}

const large = (index: number, bytes: number): Buffer =>
  index % 2 === 0 ? randomBytes(bytes) : numbers(index, bytes);

function numbers(seed: number, bytes: number): Buffer {
  const next = series(seed);
  let text = '';
  while (text.length < bytes) {
    text += `${(next() * 100).toFixed(4)},${next().toFixed(6)},${String(Math.floor(next() * 10))}\n`;
  }
  return Buffer.from(text.slice(0, bytes));
}

const words = (
  'self return import def for in range model loss batch if not None config token_ids ' +
  'hidden_size optimizer key secret https://docs.example/ ' +
  'layer weights torch numpy argument default value epochs path task-id'
).split(' ');

function code(seed: number, bytes: number): Buffer {
  const next = series(seed);
  let text = '';
  while (text.length < bytes) {
    const some = Array.from({ length: 7 }, () => words[Math.floor(next() * words.length)]);
    text += `    ${some.join(next() < 0.5 ? ' = ' : '.')}(${String(Math.floor(next() * 1e5))})\n`;
  }
  return Buffer.from(text.slice(0, bytes));
}

/** Numbers from 0 to 1 that look random and are the same for a seed. */
function series(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
