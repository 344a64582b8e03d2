import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { systemClock } from '../../../../src/node/systemClock';
import { openJobs } from '../../../../src/sandbox/openJobs';
import { openDataFolder } from '../../../../src/sandbox/store/dataFolder';
import { openJobStore } from '../../../../src/sandbox/store/jobStore';
import { openLogStore } from '../../../../src/sandbox/store/logStore';
import { openMetricStore } from '../../../../src/sandbox/store/metricStore';
import { jobRecord } from '../../../fakes/jobRecord';
import { makeTemporaryFolder, startTestSandbox } from '../../../fakes/startedSandbox';
import type { RunningSandbox } from '../../../../src/sandbox/server';

export const trainingLogs = '/aws/sagemaker/TrainingJobs';

/** What a job leaves behind: when it began and ended, in milliseconds since the epoch. */
export interface PastJob {
  readonly name: string;
  readonly at: number;
}

/** A data folder in which jobs have ended, with a log stream, a metric and files of each. */
export async function makeData(...jobs: readonly PastJob[]): Promise<string> {
  const dataDir = path.join(await makeTemporaryFolder(), 'data');
  await openDataFolder(dataDir);
  const store = await openJobStore(path.join(dataDir, 'jobs'));
  const logs = await openLogStore(dataDir, systemClock);
  const metricFolder = path.join(dataDir, 'metrics');
  const metrics = await openMetricStore(metricFolder);
  for (const { name, at } of jobs) {
    const record = jobRecord(name, at);
    await store.create({ ...record, status: 'Completed', phase: 'Completed', endedAt: at });
    await writeFile(path.join(store.folder(record.id), 'left.txt'), 'x'.repeat(10_000));
    const writer = await logs.createStream(trainingLogs, `${name}/algo-1-1`, at);
    await writer.append([{ timestamp: at, message: 'done' }]);
    await writer.close();
    const dimensions = { TrainingJobName: name };
    const before = new Set(await readdir(metricFolder));
    await metrics.put([
      { namespace: trainingLogs, name: 'loss', dimensions, value: 1, timestamp: at },
    ]);
    const [file = ''] = (await readdir(metricFolder)).filter(
      (each) => each !== 'index.jsonl' && !before.has(each),
    );
    await utimes(path.join(metricFolder, file), at / 1000, at / 1000);
  }
  await Promise.all([store.close(), logs.close(), metrics.close()]);
  return dataDir;
}

export async function makeEnvironment(dataDir: string, name: string, usedAt: number) {
  const folder = path.join(dataDir, 'environments', name);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'complete'), '');
  await utimes(path.join(folder, 'complete'), usedAt / 1000, usedAt / 1000);
}

/** A sandbox with all its stores on a data folder. */
export async function startOn(dataDir: string): Promise<RunningSandbox> {
  return await startTestSandbox({ dataDir, openJobs });
}

export async function exists(file: string): Promise<boolean> {
  return await stat(file).then(
    () => true,
    () => false,
  );
}
