import { joinKey, parseS3Uri } from '../../../core/s3Uri';
import { defaultMaxRuntimeSeconds, type JobRecord } from '../../store/jobRecord';
import type { ObjectStore } from '../../store/objectStore';
import { uploadFolders } from '../outputs/artifacts';
import { FolderSync, keepSynced, type SyncedFolder } from '../outputs/folderSync';
import { LeftOut } from '../outputs/leftOut';
import { HostChannels } from '../inputs/hostChannels';
import { clearHostFolders, hostFolders, type HostFolders } from './jobFolders';
import type { Companion, JobLimits, JobResult, JobWork, WorkParts } from '../jobWork';
import type { Outputs } from '../outputs/mergedFolders';
import { checkpoints, intermediateOutput } from '../outputs/syncedFolders';
import { clusterHosts, trainingCluster } from './trainingCluster';
import { trainingHost } from './trainingHost';

/** A training job in the folder `jobFolder`. */
export function trainingWork(job: JobRecord, jobFolder: string, parts: WorkParts): JobWork {
  const { objects, installing, debuggers, report, syncMilliseconds } = parts;
  const leftOut = new LeftOut();
  const hosts = clusterHosts(trainingCluster(job.request)).map((name) => {
    const folders = hostFolders(jobFolder, name);
    const syncs = syncedFolders(job, folders).map(
      (synced) => new FolderSync(objects, synced, leftOut),
    );
    const channels = new HostChannels(objects, job.request, folders);
    const work = trainingHost(job, folders, {
      ...{ objects, installing, debuggers, syncs, channels, report },
    });
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
        keepSynced(syncs, report, syncMilliseconds),
        ...hosts.map(({ channels }) => channels.feed(fail)),
      ]),
    upload: () => upload(job, folders, objects, leftOut),
    leftOut: () => leftOut.notes,
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

function syncedFolders(job: JobRecord, folders: HostFolders): readonly SyncedFolder[] {
  return [checkpoints(job.request, folders), intermediateOutput(job, folders)].filter(
    (synced) => synced !== undefined,
  );
}

async function upload(
  job: JobRecord,
  folders: readonly HostFolders[],
  objects: ObjectStore,
  leftOut: LeftOut,
): Promise<JobResult> {
  const { S3OutputPath, CompressionType } = job.request.OutputDataConfig;
  const root = parseS3Uri(S3OutputPath) ?? { bucket: '', key: '' };
  const location = { bucket: root.bucket, key: joinKey(root.key, job.name, 'output') };
  const target = { location, compression: CompressionType ?? 'GZIP' } as const;
  const outputs = (name: 'model' | 'outputData'): Outputs => ({
    folders: folders.map(({ container }) => ({ base: container.base, folder: container[name] })),
    leftOut,
  });
  const key = await uploadFolders(objects, outputs('model'), 'model', target);
  await uploadFolders(objects, outputs('outputData'), 'output', target);
  return key === undefined ? {} : { modelArtifacts: `s3://${location.bucket}/${key}` };
}
