import type { JobStore } from '../store/jobStore';
import { hasEnded, type JobRequest, type JobSummary } from '../store/jobRecord';
import type { LogStream } from '../store/logIndex';
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
 * Removes the jobs that ended before a time, in milliseconds since the epoch, with their folders, log
 * streams and metrics, and nothing that others have written. Tells how many jobs were removed.
 */
export async function removeEndedJobs(traces: JobTraces, before: number): Promise<number> {
  const { jobs, logs, metrics } = traces;
  const running = runningJobs(jobs);
  const ended = jobs.flatMap((kind) => endedBefore(kind, before).map(({ name }) => name));
  const names = new Set(ended.filter((name) => !running.has(name)));
  // The jobs last: whoever takes this up after a kill finds the traces by them.
  await deleteStreams(logs, ({ group, name }) => isOfJobs(group) && names.has(jobOf(name)));
  await metrics.drop((family) => isOfJobs(family.namespace) && belongsTo(family, names));
  return await removeJobs(jobs, before);
}

/**
 * Removes the jobs that ended before a time, in milliseconds since the epoch, with their folders, and
 * log streams and metrics that nobody has written to since. What belongs to a running job stays.
 * Tells how many jobs were removed.
 */
export async function pruneJobs(traces: JobTraces, before: number): Promise<number> {
  const { jobs, logs, metrics } = traces;
  const running = runningJobs(jobs);
  const removed = await removeJobs(jobs, before);
  await deleteStreams(logs, async ({ group, name, createdAt }) => {
    if (createdAt >= before || running.has(jobOf(name))) return false;
    const span = await logs.span(group, name);
    return span !== undefined && (span.last ?? createdAt) < before;
  });
  await metrics.drop((family, writtenAt) => writtenAt < before && !belongsTo(family, running));
  return removed;
}

type Kind = JobTraces['jobs'][number];

function runningJobs(jobs: readonly Kind[]): ReadonlySet<string> {
  const running = jobs.flatMap((kind) => kind.list().filter((job) => !hasEnded(job)));
  return new Set(running.map(({ name }) => name));
}

function endedBefore(kind: Kind, before: number): readonly JobSummary[] {
  return kind.list().filter((job) => hasEnded(job) && (job.endedAt ?? 0) < before);
}

async function removeJobs(jobs: readonly Kind[], before: number): Promise<number> {
  let removed = 0;
  for (const kind of jobs) {
    for (const { id } of endedBefore(kind, before)) {
      await kind.remove(id);
      removed++;
    }
  }
  return removed;
}

async function deleteStreams(
  logs: LogStore,
  isUnwanted: (stream: LogStream) => boolean | Promise<boolean>,
): Promise<void> {
  for (const { name: group } of logs.groups()) {
    for (const stream of logs.streams(group) ?? []) {
      if (await isUnwanted(stream)) await logs.deleteStream(group, stream.name);
    }
  }
}

/** Where jobs write: the group `/aws/sagemaker/TrainingJobs`, the namespace of that name, and so on. */
function isOfJobs(place: string): boolean {
  return place.startsWith('/aws/sagemaker/');
}

function belongsTo({ dimensions }: MetricFamily, jobs: ReadonlySet<string>): boolean {
  return Object.values(dimensions).some((value) => jobs.has(jobOf(value)));
}

/** Streams are `{job}/{host}-{epoch}`, hosts `{job}/{host}`. */
function jobOf(name: string): string {
  return name.split('/', 1)[0] ?? name;
}
