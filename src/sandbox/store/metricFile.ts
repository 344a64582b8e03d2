import { open, type FileHandle } from 'node:fs/promises';
import { isSystemError } from '../../node/files';
import type { SampleSet } from './metricSink';

/** A stored sample of the metric `name`; the set's values stand for themselves. */
export interface StoredSample {
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  readonly value: number | SampleSet;
  readonly unit: string | undefined;
}

type StoredSet = readonly [count: number, sum: number, minimum: number, maximum: number];
type Row = readonly [name: string, timestamp: number, value: number | StoredSet, unit?: string];

const blockBytes = 256 * 1024;

/**
 * Appends samples, one line each. `isWhole` tells that the file is known to end with a whole line:
 * a killed process may have left half of one, which then gets an end of its own.
 */
export async function appendSamples(
  file: string,
  samples: readonly StoredSample[],
  isWhole: boolean,
): Promise<void> {
  const lines = samples.map((sample) => `${JSON.stringify(toRow(sample))}\n`).join('');
  const handle = await open(file, 'a', 0o600);
  try {
    const { size } = await handle.stat();
    try {
      await handle.appendFile(isWhole || size === 0 ? lines : `\n${lines}`);
    } catch (error) {
      // A full disk may have taken a part of it.
      await handle.truncate(size);
      throw error;
    }
  } finally {
    await handle.close();
  }
}

/** Gives the file's samples to `visit`, oldest writing first; without a file there are none. */
export async function scanSamples(
  file: string,
  visit: (sample: StoredSample) => void,
): Promise<void> {
  const handle = await openIfExists(file);
  if (handle === undefined) return;
  try {
    let rest = '';
    const chunks = handle.createReadStream({
      encoding: 'utf8',
      highWaterMark: blockBytes,
      autoClose: false,
    });
    for await (const chunk of chunks) {
      const text = rest + String(chunk);
      const end = text.lastIndexOf('\n') + 1;
      for (const row of parseRows(text.slice(0, Math.max(0, end - 1)))) visit(fromRow(row));
      rest = text.slice(end);
    }
  } finally {
    await handle.close();
  }
}

async function openIfExists(file: string): Promise<FileHandle | undefined> {
  try {
    return await open(file, 'r');
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function toRow({ name, timestamp, value, unit }: StoredSample): Row {
  const stored: Row[2] =
    typeof value === 'number' ? value : [value.count, value.sum, value.minimum, value.maximum];
  return unit === undefined ? [name, timestamp, stored] : [name, timestamp, stored, unit];
}

function fromRow([name, timestamp, stored, unit]: Row): StoredSample {
  if (typeof stored === 'number') return { name, timestamp, value: stored, unit };
  const [count, sum, minimum, maximum] = stored;
  return { name, timestamp, value: { count, sum, minimum, maximum }, unit };
}

/** One parse of all lines takes a fraction of the time of one each; a damaged line costs itself. */
function parseRows(lines: string): readonly Row[] {
  try {
    return JSON.parse(`[${lines.replaceAll('\n', ',')}]`) as Row[];
  } catch {
    return lines.split('\n').flatMap(parseRow);
  }
}

function parseRow(line: string): readonly Row[] {
  try {
    return [JSON.parse(line) as Row];
  } catch {
    return [];
  }
}
