import { endedJob } from '../../bench/endedJobs';
import type { JobRecord } from '../../../src/sandbox/store/jobRecord';

/** How many jobs lie about in a story's sandbox before it begins. */
export const manyJobs = 250;

const statuses = ['Completed', 'Failed', 'Stopped', 'Completed', 'Failed'] as const;
const teams = ['vision', 'speech'] as const;

/** The jobs by number; the oldest first, a minute apart. */
export function jobNumber(index: number): JobRecord {
  const status = statuses[index % statuses.length] ?? 'Completed';
  const job = endedJob(index, `many-${String(index).padStart(3, '0')}`);
  const HyperParameters = { epochs: String(index % 10), optimizer: index % 2 ? 'adam' : 'sgd' };
  return {
    ...job,
    status,
    phase: status,
    tags: [{ Key: 'team', Value: teams[index % teams.length] ?? '' }],
    ...(status === 'Failed' && { failureReason: 'AlgorithmError: it did not work' }),
    metrics: [{ name: 'loss', value: index / 100, timestamp: job.createdAt }],
    request: { ...job.request, HyperParameters },
  };
}

/** All of them, the oldest first. */
export function everyJob(): readonly JobRecord[] {
  return Array.from({ length: manyJobs }, (_, index) => jobNumber(index));
}
