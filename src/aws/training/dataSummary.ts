import { eachDataFile } from '../../node/dataFiles';

/** What was seen of a channel's files. */
export interface DataSummary {
  readonly files: number;
  readonly bytes: number;
  /** Some of their names, relative and with `/`. */
  readonly names: readonly string[];
  /** False: there are more, which were not counted. */
  readonly isComplete: boolean;
}

export interface SummaryOptions {
  /** Ends the look at once. */
  readonly signal: AbortSignal;
  /** Hears how far it is, a few times in a second. */
  readonly onProgress: (sofar: { readonly files: number; readonly bytes: number }) => void;
  /** Where the look ends; a launch uploads all files nevertheless. */
  readonly limits?: { readonly files: number; readonly milliseconds: number };
}

/** A data set may have more files; whoever types `/` must not wait for a whole disk. */
const standardLimits = { files: 100_000, milliseconds: 10_000 };

/** As many names as a tooltip can show. */
const mostNames = 30;

/** Milliseconds between two pieces of news. */
const newsPause = 250;

/** Counts what `eachDataFile` gives, and fails as it does. */
export async function summarizeData(
  source: string,
  { signal, onProgress, limits = standardLimits }: SummaryOptions,
): Promise<DataSummary> {
  const seen = { files: 0, bytes: 0 };
  const names: string[] = [];
  const enough = new AbortController();
  const timeout = setTimeout(() => enough.abort(), limits.milliseconds);
  const news = setInterval(() => onProgress({ ...seen }), newsPause);
  try {
    for await (const { name, size } of eachDataFile(
      source,
      AbortSignal.any([signal, enough.signal]),
    )) {
      if (seen.files >= limits.files) {
        return { ...seen, names, isComplete: false };
      }
      seen.files++;
      seen.bytes += size;
      if (names.length < mostNames) {
        names.push(name);
      }
    }
    return { ...seen, names, isComplete: true };
  } catch (error) {
    signal.throwIfAborted();
    if (enough.signal.aborted) {
      return { ...seen, names, isComplete: false };
    }
    throw error;
  } finally {
    clearTimeout(timeout);
    clearInterval(news);
  }
}
