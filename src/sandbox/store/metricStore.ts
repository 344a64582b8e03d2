import { createHash } from 'node:crypto';
import { mkdir, rm, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { isSystemError } from '../../node/files';
import { Journal } from './journal';
import { appendSamples, scanSamples, type StoredSample } from './metricFile';
import type { MetricPoint, MetricSink } from './metricSink';
import { createTurns } from './turns';

/** The metrics of one namespace that have the same dimensions: what one job or host publishes. */
export interface MetricFamily {
  readonly namespace: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly names: readonly string[];
}

type IndexLine =
  (MetricFamily & { readonly file: string }) | { readonly file: string; readonly dropped: true };

interface FamilyState extends MetricFamily {
  /** Whether this process has appended to the file. */
  isWhole: boolean;
}

interface Index {
  readonly journal: Journal<IndexLine>;
  /** By the name of the family's file. */
  readonly families: Map<string, FamilyState>;
}

/** Opens the metrics in a folder of their own: an index, and one append-only file per family. */
export async function openMetricStore(folder: string): Promise<MetricStore> {
  await mkdir(folder, { recursive: true });
  return new MetricStore(folder);
}

/**
 * Metrics on disk. They outlive the jobs that published them. What `put` has acknowledged survives a
 * kill. Samples are never in memory; the index is not before somebody asks for it.
 */
export class MetricStore implements MetricSink {
  private readonly inTurn = createTurns();
  private index: Promise<Index> | undefined;

  constructor(private readonly folder: string) {}

  put(points: readonly MetricPoint[]): Promise<void> {
    return this.inTurn(async () => {
      const index = await this.load();
      for (const [file, group] of groupByFile(points)) await this.append(index, file, group);
    });
  }

  async families(): Promise<readonly MetricFamily[]> {
    return [...(await this.load()).families.values()];
  }

  /** When a family was last written to, in milliseconds since the epoch; 0 when never. */
  async writtenAt(family: Pick<MetricFamily, 'namespace' | 'dimensions'>): Promise<number> {
    return await modifiedAt(this.pathOf(fileOf(family)));
  }

  /** Gives a family's samples to `visit`, in the order of writing; an unknown family has none. */
  async scan(
    family: Pick<MetricFamily, 'namespace' | 'dimensions'>,
    visit: (sample: StoredSample) => void,
  ): Promise<void> {
    await scanSamples(this.pathOf(fileOf(family)), visit);
  }

  /** Drops families, judged by themselves and when they were last written to (ms since the epoch). */
  drop(isUnwanted: (family: MetricFamily, writtenAt: number) => boolean): Promise<void> {
    return this.inTurn(async () => {
      const { families, journal } = await this.load();
      for (const [file, family] of [...families]) {
        if (!isUnwanted(family, await modifiedAt(this.pathOf(file)))) continue;
        // The file first: without it the family has no samples, whatever the index says.
        await rm(this.pathOf(file), { force: true, maxRetries: 5 });
        await journal.append({ file, dropped: true });
        families.delete(file);
      }
    });
  }

  /** For an orderly end; a kill needs nothing. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      if (this.index !== undefined) await (await this.index).journal.close();
    });
  }

  private async append(index: Index, file: string, points: readonly MetricPoint[]): Promise<void> {
    const family = await this.familyOf(index, file, points);
    const { isWhole } = family;
    family.isWhole = false;
    await appendSamples(this.pathOf(file), points.map(toSample), isWhole);
    family.isWhole = true;
  }

  /** The family in the index, with all names that the points have. */
  private async familyOf(
    { journal, families }: Index,
    file: string,
    points: readonly MetricPoint[],
  ): Promise<FamilyState> {
    const { namespace = '', dimensions = {} } = points[0] ?? {};
    const known = families.get(file);
    const names = new Set([...(known?.names ?? []), ...points.map(({ name }) => name)]);
    if (known?.names.length === names.size) return known;
    const family = { namespace, dimensions, names: [...names] };
    await journal.append({ file, ...family });
    const state = { ...family, isWhole: known?.isWhole ?? false };
    families.set(file, state);
    return state;
  }

  private load(): Promise<Index> {
    this.index ??= openIndex(path.join(this.folder, 'index.jsonl'));
    // A disk that was full may have room the next time.
    this.index.catch(() => (this.index = undefined));
    return this.index;
  }

  private pathOf(file: string): string {
    return path.join(this.folder, `${file}.jsonl`);
  }
}

async function openIndex(file: string): Promise<Index> {
  const families = new Map<string, FamilyState>();
  const share = sharing();
  let lines = 0;
  const journal = await Journal.open<IndexLine>(file, (line) => {
    lines++;
    if ('dropped' in line) families.delete(line.file);
    else families.set(line.file, { ...share(toFamily(line)), isWhole: false });
  });
  if (lines > 2 * families.size + 1000) await journal.rewrite(indexLines(families));
  return { journal, families };
}

/** Thousands of jobs have the same metrics: their names are kept once. */
function sharing(): (family: MetricFamily) => MetricFamily {
  const known = new Map<string, Pick<MetricFamily, 'namespace' | 'names'>>();
  return ({ namespace, dimensions, names }) => {
    const key = JSON.stringify([namespace, names]);
    const shared = known.get(key) ?? { namespace, names };
    known.set(key, shared);
    return { ...shared, dimensions };
  };
}

function* indexLines(families: ReadonlyMap<string, FamilyState>): Generator<IndexLine> {
  for (const [file, family] of families) yield { file, ...toFamily(family) };
}

function toFamily({ namespace, dimensions, names }: MetricFamily): MetricFamily {
  return { namespace, dimensions, names };
}

function groupByFile(points: readonly MetricPoint[]): ReadonlyMap<string, MetricPoint[]> {
  const groups = new Map<string, MetricPoint[]>();
  for (const point of points) {
    const file = fileOf(point);
    const group = groups.get(file);
    if (group) group.push(point);
    else groups.set(file, [point]);
  }
  return groups;
}

/** Names follow from what is in a file, so that they need no index and no two families share one. */
function fileOf({ namespace, dimensions }: Pick<MetricFamily, 'namespace' | 'dimensions'>): string {
  const sorted = Object.entries(dimensions).sort(([a], [b]) => (a < b ? -1 : 1));
  const hash = createHash('sha256').update(JSON.stringify([namespace, sorted]));
  return hash.digest('hex').slice(0, 32);
}

function toSample({ name, timestamp, value, unit, isHighResolution }: MetricPoint): StoredSample {
  const grain = isHighResolution === true ? 1000 : 60_000;
  return { name, timestamp: Math.floor(timestamp / grain) * grain, value, unit };
}

async function modifiedAt(file: string): Promise<number> {
  try {
    return (await stat(file)).mtimeMs;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return 0;
    throw error;
  }
}
