import { lstat, mkdir, open, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { joinKey, parseS3Uri } from '../../core/s3Uri';
import { isSystemError } from '../../node/files';
import { defaultMaxRuntimeSeconds, type JobRecord } from '../store/jobRecord';
import type { ObjectStore } from '../store/objectStore';
import { uploadFolders } from './artifacts';
import { checkRequirements } from './checkRequirements';
import { clearHostFolders, hostFolders, makeHostFolders, type HostFolders } from './jobFolders';
import { downloadChannel, downloadCode } from './jobInputs';
import { scriptCommand, scriptSource } from './jobScript';
import type { FailedCommand, HostWork, JobResult, JobWork } from './jobWork';
import { guardedNames } from './scriptEnvironment';
import { clusterHosts, trainingCluster } from './trainingCluster';

export interface TrainingWorkParts {
  readonly objects: ObjectStore;
  /** Told of what goes wrong beside the job's outcome. */
  readonly report: (error: unknown) => void;
}

/** More than the description can hold. */
const ownReasonBytes = 8192;

/** A training job in the folder `jobFolder`. */
export function trainingWork(job: JobRecord, jobFolder: string, parts: TrainingWorkParts): JobWork {
  const folders = clusterHosts(trainingCluster(job.request)).map((name) =>
    hostFolders(jobFolder, name),
  );
  const { AlgorithmSpecification, StoppingCondition } = job.request;
  return {
    logGroup: '/aws/sagemaker/TrainingJobs',
    hosts: folders.map((place) => trainingHost(job, place, parts)),
    metricDefinitions: AlgorithmSpecification.MetricDefinitions ?? [],
    limits: {
      maxRuntimeSeconds: StoppingCondition?.MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds,
    },
    accompany: () => ({ stop: () => Promise.resolve() }),
    upload: () => upload(job, folders, parts.objects),
    clear: async () => {
      for (const place of folders) await clearHostFolders(place);
    },
  };
}

function trainingHost(job: JobRecord, place: HostFolders, parts: TrainingWorkParts): HostWork {
  let temporaryFolder = '';
  return {
    name: place.host,
    home: place.home,
    open: async (temporary) => {
      temporaryFolder = temporary;
      await makeHostFolders(place, job.request);
    },
    download: (signal) => download(job, place, parts.objects, signal),
    plan: async (host, signal) => {
      const command = scriptCommand(job, { ...place, temporaryFolder }, host);
      await checkRequirements(command.interpreter, command.cwd, command.env, signal);
      return { notes: guardedNote(job), commands: [command] };
    },
    succeed: () => writeOutput(place, 'success', ''),
    explain: (failed) => explain(failed, place, parts.report),
  };
}

async function download(
  job: JobRecord,
  { container }: HostFolders,
  objects: ObjectStore,
  signal: AbortSignal,
): Promise<void> {
  const uri = scriptSource(job.request)?.submitDirectory ?? '';
  await downloadCode(objects, uri, container.code, signal);
  for (const channel of job.request.InputDataConfig ?? []) {
    const folder = path.join(container.data, channel.ChannelName);
    await downloadChannel(objects, channel, folder, signal);
  }
}

function guardedNote(job: JobRecord): readonly string[] {
  const names = guardedNames(job.request.Environment ?? {});
  if (names.length === 0) return [];
  return [`The local sandbox does not pass these variables of Environment on: ${names.join(', ')}`];
}

/** The script's own reason, in `output/failure`, comes before what was captured. */
async function explain(
  { command, code, lastLines }: FailedCommand,
  place: HostFolders,
  report: (error: unknown) => void,
): Promise<string> {
  const captured = command.failure(code, lastLines);
  const own = await readOwnReason(path.join(place.container.output, 'failure'));
  // The reason counts also where it cannot be written down.
  if (own === '') await writeOutput(place, 'failure', captured).catch(report);
  return `AlgorithmError: ${own === '' ? captured : own}`;
}

async function writeOutput(
  { container }: HostFolders,
  name: 'success' | 'failure',
  text: string,
): Promise<void> {
  // The script may have removed it.
  await mkdir(container.output, { recursive: true });
  try {
    await writeFile(path.join(container.output, name), text, { flag: 'wx' });
  } catch (error) {
    // Whatever the script has put there stays.
    if (!isSystemError(error, 'EEXIST')) throw error;
  }
}

/** The beginning of the script's own `failure`, or an empty text when it has written none. */
async function readOwnReason(file: string): Promise<string> {
  const entry = await lstat(file).catch(() => undefined);
  if (entry?.isFile() !== true) return '';
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ownReasonBytes), 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
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
