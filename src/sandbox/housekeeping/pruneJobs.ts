import type { JobStore } from '../store/jobStore';
import { hasEnded, type JobRequest } from '../store/jobRecord';
import type { LogStore } from '../store/logStore';
import type { MetricFamily, MetricStore } from '../store/metricStore';

/** Everything that jobs leave behind. */
export interface JobTraces {
  /** Of every kind. */
  readonly jobs: readonly Pick<JobStore<JobRequest>, 'list' | 'remove'>[];
  readonly logs: LogStore;
  readonly metrics: MetricStore;
}

/**
 * Removes the jobs that ended before a time, in milliseconds since the epoch, with their folders, and
 * log streams and metrics that nobody has written to since. What belongs to a running job stays.
 * Tells how many jobs were removed.
 */
export async function pruneJobs(
  { jobs, logs, metrics }: JobTraces,
  before: number,
): Promise<number> {
  const running = new Set(
    jobs.flatMap((kind) => kind.list().filter((job) => !hasEnded(job))).map(({ name }) => name),
  );
  let removed = 0;
  for (const kind of jobs) {
    const old = kind.list().filter((job) => hasEnded(job) && (job.endedAt ?? 0) < before);
    for (const { id } of old) await kind.remove(id);
    removed += old.length;
  }
  await pruneLogs(logs, running, before);
  await metrics.dropWrittenBefore(before, (family) => belongsTo(family, running));
  return removed;
}

async function pruneLogs(
  logs: LogStore,
  running: ReadonlySet<string>,
  before: number,
): Promise<void> {
  for (const { name: group } of logs.groups()) {
    for (const { name, createdAt } of logs.streams(group) ?? []) {
      if (createdAt >= before || running.has(jobOf(name))) continue;
      const { last } = await logs.span(group, name);
      if ((last ?? createdAt) < before) await logs.deleteStream(group, name);
    }
  }
}

function belongsTo({ dimensions }: MetricFamily, jobs: ReadonlySet<string>): boolean {
  return Object.values(dimensions).some((value) => jobs.has(jobOf(value)));
}

/** Streams are `{job}/{host}-{epoch}`, hosts `{job}/{host}`. */
function jobOf(name: string): string {
  return name.split('/', 1)[0] ?? name;
}
