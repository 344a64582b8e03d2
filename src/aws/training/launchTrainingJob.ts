import { AppError } from '../../core/errors';
import { refuseSecrets } from '../../core/packaging/secrets/blockedSecrets';
import type { TrainingLaunch } from '../../core/training/launch';
import type { CreateTrainingJobFields } from '../../core/training/requestFields';
import type { Connection, Storage } from '../connection';
import { uploadChannels } from '../uploads/uploadChannels';
import { createJobOnce } from './createJobOnce';
import { describeJob } from './jobCalls';
import {
  withPreparedLaunch,
  type LaunchOptions,
  type PackedCode,
  type PreparedLaunch,
} from './prepareLaunch';
import { refuseUnsound } from './refuseUnsound';
import { stopCancelled } from './stopCancelled';

/** What a launch has created. */
export interface LaunchedJob {
  readonly jobName: string;
  readonly request: CreateTrainingJobFields;
}

/**
 * Packs, uploads and creates a training job. Everything that can be refused is refused before
 * anything is uploaded: a name in use as `conflict`, missing data as `notFound`, empty folders and
 * secrets in the code as `invalid`. When it is cancelled, only complete uploads remain, and the next
 * launch of the same files finds them; a job that was created all the same is stopped, and told as
 * `conflict`.
 */
export async function launchTrainingJob(
  connection: Connection,
  launch: TrainingLaunch,
  options: LaunchOptions,
): Promise<LaunchedJob> {
  const { signal, clock, onProgress } = options;
  const prepared = await withPreparedLaunch(connection, launch, options, async (found) => {
    refuseUnsound(found.request);
    refuseSecrets(found.code?.secrets ?? [], options.letThrough ?? []);
    await requireFreeName(connection, found.request.TrainingJobName, signal);
    await upload(connection, found, options);
    onProgress?.({ step: 'creating', fraction: null });
    signal?.throwIfAborted();
    return found;
  });
  const { request, bucket, accountId } = prepared;
  await createJobOnce(connection, request, { clock, signal });
  if (signal?.aborted === true) {
    throw await stopCancelled(connection, request.TrainingJobName);
  }
  // Nobody waits for it, and what it cannot do now it does with a later launch.
  void connection.storage.dropStaleUploads(`s3://${bucket}/sagemaker-workbench/`, accountId);
  return { jobName: request.TrainingJobName, request };
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

async function upload(
  connection: Connection,
  prepared: PreparedLaunch,
  options: LaunchOptions,
): Promise<void> {
  const { storage } = connection;
  const { bucket, accountId: owner } = prepared;
  const { signal, onProgress } = options;
  const isNew = needsBucket(prepared) && (await storage.ensureBucket(bucket, owner, signal));
  try {
    await uploadCode(connection, prepared, options);
    await uploadChannels(storage, prepared.data, {
      ...{ owner, signal },
      onFraction: (fraction) => onProgress?.({ step: 'uploadingData', fraction }),
    });
  } catch (error) {
    if (isNew && signal?.aborted === true) {
      await storage.removeEmptyBucket(bucket, owner);
    }
    throw error;
  }
}

/** Who uploads nothing and has results elsewhere may do without, and without the right to look at it. */
function needsBucket({ request, bucket, code, data }: PreparedLaunch): boolean {
  const places = [request.OutputDataConfig?.S3OutputPath, request.CheckpointConfig?.S3Uri];
  const isInIt = places.some((uri) => uri?.startsWith(`s3://${bucket}/`) === true);
  return isInIt || code !== undefined || data.length > 0;
}

async function uploadCode(
  { storage }: Connection,
  { code, accountId: owner }: PreparedLaunch,
  { onProgress, signal }: LaunchOptions,
): Promise<void> {
  onProgress?.({ step: 'uploadingCode', fraction: 0 });
  signal?.throwIfAborted();
  if (code === undefined || (await isThere(storage, code, { owner, signal }))) {
    return;
  }
  let done = 0;
  const onBytes = (bytes: number) => {
    done += bytes;
    onProgress?.({ step: 'uploadingCode', fraction: Math.min(1, done / code.size) });
  };
  await storage.putFile(code.uri, code.file, { owner, digest: code.digest, onBytes, signal });
}

/** S3 denies the look at an object that is not there to whoever may not list the bucket. */
async function isThere(
  storage: Storage,
  code: PackedCode,
  options: { readonly owner: string; readonly signal: AbortSignal | undefined },
): Promise<boolean> {
  return await storage.holds(code.uri, code.digest, options).catch((error: unknown) => {
    if (AppError.is(error, 'denied')) {
      return false;
    }
    throw error;
  });
}
