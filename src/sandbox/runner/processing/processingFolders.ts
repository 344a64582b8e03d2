import { mkdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { firstHost, hostNames } from '../../../core/training/hostNames';
import type { ProcessingRecord, ProcessingRequest } from '../../store/processingRequest';
import { mapContainerPaths } from '../start/containerCommand';
import { insidePath } from '../inputs/insidePath';
import { JobFailure } from '../jobFailure';

/** The places of one host of a processing job. */
export interface ProcessingFolders {
  /** `algo-1`, `algo-2`, … */
  readonly host: string;
  /** Stands for `/opt/ml`. */
  readonly base: string;
  readonly home: string;
  readonly emptyFile: string;
}

/** Where the service lets a request put data: `LocalPath` must begin so. */
export const processingRoot = '/opt/ml/processing/';
const containerRoot = '/opt/ml/';

export function processingHosts({ ProcessingResources }: ProcessingRequest): readonly string[] {
  const { InstanceCount } = ProcessingResources.ClusterConfig;
  return hostNames(InstanceCount);
}

/** `opt/ml` of the first host is the job's own; every other host has a folder of its name. */
export function processingFolders(jobFolder: string, host: string): ProcessingFolders {
  const root = host === firstHost ? jobFolder : path.join(jobFolder, host);
  return {
    host,
    base: path.join(root, 'opt', 'ml'),
    home: path.join(root, 'home'),
    emptyFile: path.join(root, 'empty'),
  };
}

/** Makes a host's folders and the two files that tell a container of its job. */
export async function makeProcessingFolders(
  folders: ProcessingFolders,
  job: ProcessingRecord,
): Promise<void> {
  const config = path.join(folders.base, 'config');
  const outputs = job.request.ProcessingOutputConfig?.Outputs ?? [];
  const made = outputs.flatMap(({ S3Output }) => S3Output?.LocalPath ?? []);
  for (const folder of [
    folders.home,
    config,
    path.join(folders.base, 'processing'),
    // For what a script says on its way out.
    path.join(folders.base, 'output'),
    ...made.map((local) => localFolder(folders, local)),
  ]) {
    await mkdir(folder, { recursive: true });
  }
  await writeFile(folders.emptyFile, '');
  const writeConfig = (name: string, content: object) =>
    writeFile(path.join(config, name), JSON.stringify(content));
  await writeConfig('processingjobconfig.json', jobConfig(job, folders.base));
  const hosts = processingHosts(job.request);
  await writeConfig('resourceconfig.json', { current_host: folders.host, hosts });
}

/** The folder of this computer that a `LocalPath` stands for. */
export function localFolder({ base }: ProcessingFolders, localPath: string): string {
  const folder = insidePath(base, localPath.slice(containerRoot.length));
  if (folder !== undefined && localPath.startsWith(containerRoot)) return folder;
  throw new JobFailure(`ClientError: ${localPath} cannot be a folder of this computer.`);
}

/**
 * `processingjobconfig.json` (developer guide, "How Amazon SageMaker Processing Configures Your
 * Processing Container"), with the job's own folder where a container has `/opt/ml`.
 */
function jobConfig({ arn, request }: ProcessingRecord, base: string): object {
  const local = (place: { readonly LocalPath?: string }) =>
    place.LocalPath === undefined ? {} : { LocalPath: mapContainerPaths(place.LocalPath, base) };
  const { ProcessingInputs = [], ProcessingOutputConfig, ProcessingResources } = request;
  return {
    ProcessingJobArn: arn,
    ProcessingJobName: request.ProcessingJobName,
    AppSpecification: {
      ContainerEntrypoint: null,
      ContainerArguments: null,
      ...request.AppSpecification,
    },
    Environment: request.Environment ?? {},
    ProcessingInputs: ProcessingInputs.map(({ S3Input, ...input }) => ({
      ...input,
      ...(S3Input === undefined
        ? {}
        : { S3Input: { ...inputDefaults, ...S3Input, ...local(S3Input) } }),
    })),
    ProcessingOutputConfig: {
      KmsKeyId: ProcessingOutputConfig?.KmsKeyId ?? null,
      Outputs: (ProcessingOutputConfig?.Outputs ?? []).map(({ S3Output, ...output }) => ({
        ...output,
        ...(S3Output === undefined ? {} : { S3Output: { ...S3Output, ...local(S3Output) } }),
      })),
    },
    ProcessingResources: {
      ClusterConfig: { VolumeKmsKeyId: null, ...ProcessingResources.ClusterConfig },
    },
    RoleArn: request.RoleArn,
    StoppingCondition: request.StoppingCondition ?? {
      MaxRuntimeInSeconds: defaultProcessingSeconds,
    },
  };
}

const inputDefaults = {
  S3DataDistributionType: 'FullyReplicated',
  S3InputMode: 'File',
  S3CompressionType: 'None',
  S3DownloadMode: 'StartOfJob',
};

/** The service's default for `MaxRuntimeInSeconds`. */
export const defaultProcessingSeconds = 86_400;
