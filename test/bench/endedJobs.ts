import * as path from 'node:path';
import { sandboxAccountId, sandboxRegion, sandboxRoleArn } from '../../src/core/sandbox/protocol';
import type { JobRecord } from '../../src/sandbox/store/jobRecord';
import { openDataFolder } from '../../src/sandbox/store/dataFolder';
import { openJobStore } from '../../src/sandbox/store/jobStore';

/** Fills a sandbox's data folder with jobs that have ended. */
export async function writeEndedJobs(data: string, count: number): Promise<void> {
  const jobs = Array.from({ length: count }, (_, index) =>
    endedJob(index, `bench-${String(index).padStart(5, '0')}`),
  );
  await writeJobs(data, jobs);
}

/** Writes jobs into a data folder that no sandbox uses yet, through the sandbox's own store. */
export async function writeJobs(data: string, jobs: readonly JobRecord[]): Promise<void> {
  await openDataFolder(data);
  const store = await openJobStore(path.join(data, 'jobs'));
  for (const job of jobs) {
    await store.create(job);
  }
  await store.close();
}

const day = 24 * 3600 * 1000;

/** A job that was created `index` minutes after the new year of 2026. */
export function endedJob(index: number, name: string): JobRecord {
  const createdAt = Date.UTC(2026, 0, 1) + index * 60_000;
  const endedAt = createdAt + day / 1000;
  const bucket = `s3://sagemaker-${sandboxRegion}-${sandboxAccountId}`;
  return {
    id: name,
    name,
    arn: `arn:aws:sagemaker:${sandboxRegion}:${sandboxAccountId}:training-job/${name}`,
    status: 'Completed',
    phase: 'Completed',
    createdAt,
    modifiedAt: endedAt,
    endedAt,
    startedAt: createdAt + 100,
    tags: [],
    transitions: (['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'] as const).map(
      (phase, step) => ({ phase, startedAt: createdAt + step * 1000, message: phase }),
    ),
    modelArtifacts: `${bucket}/${name}/output/model.tar.gz`,
    request: {
      TrainingJobName: name,
      HyperParameters: { epochs: '20', 'learning-rate': '0.05', sagemaker_program: '"train.py"' },
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      RoleArn: sandboxRoleArn,
      OutputDataConfig: { S3OutputPath: `${bucket}/` },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
    },
  };
}
