import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import {
  containerFolders,
  homogeneousCluster,
  resourceConfig,
  type ContainerFolders,
} from '../../core/training/containerFiles';
import type { TrainingRequest } from '../store/jobRecord';
import { channelConfigs } from './jobInputs';

/** The places of one job: its container's folders, and what stands for the user's own. */
export interface JobFolders {
  readonly container: ContainerFolders;
  readonly separator: '/' | '\\';
  readonly home: string;
  readonly emptyFile: string;
  /**
   * Not below the job's folder: sockets that Python's multiprocessing makes in it must have paths
   * shorter than about 100 bytes.
   */
  readonly temporaryFolder: string;
}

/** Makes the job's folders and the configuration files that a container finds in them. */
export async function makeJobFolders(
  jobFolder: string,
  request: TrainingRequest,
): Promise<JobFolders> {
  const separator = path.sep === '\\' ? '\\' : '/';
  const container = containerFolders(path.join(jobFolder, 'opt', 'ml'), separator);
  const home = path.join(jobFolder, 'home');
  const { code, config, data, model, outputData, intermediate } = container;
  for (const folder of [home, code, config, data, model, outputData, intermediate]) {
    await mkdir(folder, { recursive: true });
  }
  const emptyFile = path.join(jobFolder, 'empty');
  await writeFile(emptyFile, '');
  const writeConfig = (name: string, content: object) =>
    writeFile(path.join(config, name), JSON.stringify(content));
  await writeConfig('hyperparameters.json', request.HyperParameters ?? {});
  await writeConfig('inputdataconfig.json', channelConfigs(request));
  const cluster = homogeneousCluster(instanceType(request), 1);
  await writeConfig('resourceconfig.json', resourceConfig(cluster, 'algo-1'));
  const temporaryFolder = await mkdtemp(path.join(tmpdir(), 'sagemaker-'));
  return { container, separator, home, emptyFile, temporaryFolder };
}

/** Removes what an ended job needs no more: its inputs are in S3, its code and outputs stay. */
export async function clearJobFolders(jobFolder: string, temporaryFolder?: string): Promise<void> {
  const base = path.join(jobFolder, 'opt', 'ml', 'input', 'data');
  const folders = [base, path.join(jobFolder, 'home'), temporaryFolder];
  for (const folder of folders) {
    if (folder === undefined) continue;
    // What cannot be removed, because a stray process holds it on Windows, costs only space.
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

export function instanceType(request: TrainingRequest): string {
  return request.ResourceConfig.InstanceType ?? '';
}
