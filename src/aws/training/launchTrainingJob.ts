import { AppError } from '../../core/errors';
import { refuseSecrets } from '../../core/packaging/secrets/blockedSecrets';
import type { TrainingLaunch } from '../../core/training/launch';
import type { CreateTrainingJobFields } from '../../core/training/requestFields';
import type { Connection } from '../connection';
import { createJob, describeJob } from './jobCalls';
import { forEachConcurrently } from './forEachConcurrently';
import { withPreparedLaunch, type LaunchOptions, type PreparedLaunch } from './prepareLaunch';

/** What a launch has created. */
export interface LaunchedJob {
  readonly jobName: string;
  readonly request: CreateTrainingJobFields;
}

/** Files of a channel that are under way at the same time. */
const uploadsAtOnce = 4;

/**
 * Packs, uploads and creates a training job. Everything that can be refused is refused before
 * anything is uploaded: a name in use as `conflict`, missing data as `notFound`, empty folders and
 * secrets in the code as `invalid`. When it is cancelled, only uploads remain, and the next launch of the same code finds them.
 */
export async function launchTrainingJob(
  connection: Connection,
  launch: TrainingLaunch,
  options: LaunchOptions,
): Promise<LaunchedJob> {
  const { signal, onProgress } = options;
  return await withPreparedLaunch(connection, launch, options, async (prepared) => {
    refuseSecrets(prepared.secrets, options.letThrough ?? []);
    await requireFreeName(connection, launch.jobName, signal);
    await connection.storage.ensureBucket(prepared.bucket, prepared.accountId, signal);
    await uploadCode(connection, prepared, options);
    await uploadData(connection, prepared, options);
    onProgress?.({ step: 'creating', fraction: null });
    signal?.throwIfAborted();
    await createJob(connection, prepared.request);
    return { jobName: launch.jobName, request: prepared.request };
  });
}

/** The request that `launchTrainingJob` would send now, addresses included; uploads nothing. */
export async function previewTrainingJob(
  connection: Connection,
  launch: TrainingLaunch,
  options: LaunchOptions,
): Promise<CreateTrainingJobFields> {
  return await withPreparedLaunch(connection, launch, options, ({ request }) =>
    Promise.resolve(request),
  );
}

async function requireFreeName(
  connection: Connection,
  jobName: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await describeJob(connection, jobName, signal);
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return;
    }
    throw error;
  }
  throw new AppError('conflict', `There is a training job named ${jobName} already.`);
}

async function uploadCode(
  { storage }: Connection,
  { code }: PreparedLaunch,
  { onProgress, signal }: LaunchOptions,
): Promise<void> {
  onProgress?.({ step: 'uploadingCode', fraction: 0 });
  if (await storage.exists(code.uri, signal)) {
    return;
  }
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({ step: 'uploadingCode', fraction: Math.min(1, done / code.size) });
  };
  await storage.putFile(code.uri, code.file, { onBytes, ...(signal && { signal }) });
}

async function uploadData(
  { storage }: Connection,
  { data }: PreparedLaunch,
  { onProgress, signal }: LaunchOptions,
): Promise<void> {
  const total = data.reduce((sum, { size }) => sum + size, 0);
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({
      step: 'uploadingData',
      fraction: total === 0 ? null : Math.min(1, done / total),
    });
  };
  await forEachConcurrently(
    data,
    uploadsAtOnce,
    ({ uri, file }, either) => storage.putFile(uri, file, { onBytes, signal: either }),
    signal,
  );
}
