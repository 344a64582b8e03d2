import { joinKey, parseS3Uri } from '../../../core/s3Uri';
import { defaultMaxRuntimeSeconds, type JobRecord } from '../../store/jobRecord';
import type { ObjectStore } from '../../store/objectStore';
import { uploadFolders } from '../outputs/artifacts';
import { FolderSync, keepSynced } from '../outputs/folderSync';
import { HostChannels } from '../inputs/hostChannels';
import { clearHostFolders, hostFolders, type HostFolders } from './jobFolders';
import type { Installing } from '../start/jobPython';
import type { Companion, JobLimits, JobResult, JobWork } from '../jobWork';
import { checkpoints, intermediateOutput } from '../outputs/syncedFolders';
import { clusterHosts, trainingCluster } from './trainingCluster';
import { trainingHost } from './trainingHost';

export interface TrainingWorkParts {
  readonly objects: ObjectStore;
  readonly installing: Installing;
  /** Told of what goes wrong beside the job's outcome. */
  readonly report: (error: unknown) => void;
  /** Between looking for changed checkpoints and looking again. */
  readonly syncMilliseconds?: number;
}

const usualSyncMilliseconds = 2000;

/** A training job in the folder `jobFolder`. */
export function trainingWork(job: JobRecord, jobFolder: string, parts: TrainingWorkParts): JobWork {
  const { objects, installing, report, syncMilliseconds = usualSyncMilliseconds } = parts;
  const hosts = clusterHosts(trainingCluster(job.request)).map((name) => {
    const folders = hostFolders(jobFolder, name);
    const syncs = syncsOf(job, folders, objects);
    const channels = new HostChannels(objects, job.request, folders);
    const work = trainingHost(job, folders, { objects, installing, syncs, channels, report });
    return { folders, syncs, channels, work };
  });
  const folders = hosts.map((host) => host.folders);
  const syncs = hosts.flatMap((host) => host.syncs);
  return {
    logGroup: '/aws/sagemaker/TrainingJobs',
    hosts: hosts.map(({ work }) => work),
    metricDefinitions: job.request.AlgorithmSpecification.MetricDefinitions ?? [],
    limits: limits(job),
    accompany: (fail) =>
      all([
        keepSynced(syncs, syncMilliseconds, report),
        ...hosts.map(({ channels }) => channels.feed(fail)),
      ]),
    upload: () => upload(job, folders, objects),
    clear: async () => {
      for (const host of folders) await clearHostFolders(host);
    },
  };
}

function all(companions: readonly Companion[]): Companion {
  return {
    stop: async () => {
      await Promise.all(companions.map((companion) => companion.stop()));
    },
  };
}

function limits({ request }: JobRecord): JobLimits {
  const { MaxRuntimeInSeconds, MaxWaitTimeInSeconds } = request.StoppingCondition ?? {};
  return {
    maxRuntimeSeconds: MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds,
    maxWaitSeconds: MaxWaitTimeInSeconds ?? Infinity,
    retries: request.RetryStrategy?.MaximumRetryAttempts ?? 0,
  };
}

function syncsOf(
  job: JobRecord,
  folders: HostFolders,
  objects: ObjectStore,
): readonly FolderSync[] {
  return [checkpoints(job.request, folders), intermediateOutput(job, folders)]
    .filter((synced) => synced !== undefined)
    .map((synced) => new FolderSync(objects, synced));
}

async function upload(
  job: JobRecord,
  folders: readonly HostFolders[],
  objects: ObjectStore,
): Promise<JobResult> {
  const { S3OutputPath, CompressionType } = job.request.OutputDataConfig;
  const root = parseS3Uri(S3OutputPath) ?? { bucket: '', key: '' };
  const location = { bucket: root.bucket, key: joinKey(root.key, job.name, 'output') };
  const target = { location, compression: CompressionType ?? 'GZIP' } as const;
  const models = folders.map(({ container }) => container.model);
  const key = await uploadFolders(objects, models, 'model', target);
  const outputs = folders.map(({ container }) => container.outputData);
  await uploadFolders(objects, outputs, 'output', target);
  return key === undefined ? {} : { modelArtifacts: `s3://${location.bucket}/${key}` };
}
