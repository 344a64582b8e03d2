import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../src/core/errors';
import type { TrainingLaunch } from '../../src/core/training/launch';
import type { SentCommand } from './fakeSender';
import { launchPlaces } from './launchPlaces';

/** A service without jobs, which creates every one. */
export const noJobs = ({ name }: SentCommand): unknown => {
  if (name === 'DescribeTrainingJobCommand') {
    throw new AppError('notFound', 'Requested resource not found.');
  }
  return {};
};

/** A folder with code, data and what a launch needs. */
export interface LaunchFolder {
  readonly folder: string;
  readonly tempDir: string;
  readonly base: ReturnType<typeof launchPlaces>;
  readonly launchOf: (changed?: Partial<TrainingLaunch>) => TrainingLaunch;
}

export async function makeLaunchFolder(): Promise<LaunchFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'launch-test-'));
  const tempDir = path.join(folder, 'temp');
  const base = launchPlaces(folder);
  await mkdir(path.join(folder, 'code', 'pkg'), { recursive: true });
  await mkdir(path.join(folder, 'code', 'data', 'deep'), { recursive: true });
  await writeFile(path.join(folder, 'code', 'train.py'), 'print(1)\n');
  await writeFile(path.join(folder, 'code', 'pkg', 'a.py'), 'A = 1\n');
  await writeFile(path.join(folder, 'code', 'data', 'one.csv'), '1,2\n');
  await writeFile(path.join(folder, 'code', 'data', 'deep', 'two.csv'), '3,4\n');
  const launchOf = (changed: Partial<TrainingLaunch> = {}): TrainingLaunch => ({
    jobName: 'iris-1',
    sourceDirectory: path.join(folder, 'code'),
    script: 'train.py',
    alsoPacked: [],
    hyperparameters: [{ name: 'epochs', value: 5 }],
    channels: [{ name: 'train', path: path.join(folder, 'code', 'data') }],
    metrics: [],
    image: 'image:1',
    instanceType: 'ml.m5.large',
    maxRuntimeSeconds: 3600,
    installRequirements: false,
    ...changed,
  });
  return { folder, tempDir, base, launchOf };
}
