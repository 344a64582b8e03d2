import * as path from 'node:path';
import type { ProcessIdentity } from '../../node/processTree';
import { formatNumber, readFormat, writeFormat } from './dataFolder';
import { hasEnded, type JobRecord } from './jobRecord';
import { openJobStore } from './jobStore';

/**
 * What brings a folder of a format to the next one. Each step can be done again over what is left of
 * one that was cut short: the new number is written when all are done.
 */
const steps: Readonly<Record<number, (dataDir: string) => Promise<void>>> = {
  1: nameProcesses,
};

/** Brings a data folder of an older version to the present format; only for who holds its lock. */
export async function migrateDataFolder(dataDir: string): Promise<void> {
  const present = await readFormat(dataDir);
  if (present >= formatNumber) return;
  for (let format = present; format < formatNumber; format++) await steps[format]?.(dataDir);
  await writeFormat(dataDir);
}

/** Format 1 knew one process of a job; an orphan must be found also after an update. */
async function nameProcesses(dataDir: string): Promise<void> {
  const jobs = await openJobStore(path.join(dataDir, 'jobs'));
  try {
    for (const { id } of jobs.list().filter((job) => !hasEnded(job))) {
      await jobs.update(id, withProcesses);
    }
  } finally {
    await jobs.close();
  }
}

interface FormerLeftovers {
  readonly process?: ProcessIdentity;
}

function withProcesses(job: JobRecord): JobRecord {
  const { leftovers } = job;
  const { process } = (leftovers ?? {}) as FormerLeftovers;
  if (leftovers === undefined || process === undefined) return job;
  return {
    ...job,
    leftovers: { temporaryFolder: leftovers.temporaryFolder, processes: [process] },
  };
}
