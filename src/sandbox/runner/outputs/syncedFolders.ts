import * as path from 'node:path';
import { joinKey, parseS3Uri } from '../../../core/s3Uri';
import type { ContainerFolders } from '../../../core/training/containerFiles';
import { readHyperparameters, toolkitText } from '../../../core/training/containerHyperparameters';
import type { JobRecord, TrainingRequest } from '../../store/jobRecord';
import { asPrefix, type SyncedFolder } from './folderSync';
import { insidePath } from '../inputs/insidePath';

interface HasContainer {
  readonly container: ContainerFolders;
}

const containerBase = '/opt/ml';
/** API reference, CheckpointConfig. */
const usualCheckpoints = '/opt/ml/checkpoints';

/**
 * The folder below `opt/ml` for a request's checkpoints, with slashes; `undefined` when it has none
 * there: a folder elsewhere in the container is none that a job of this computer could have.
 */
export function checkpointPath({ CheckpointConfig }: TrainingRequest): string | undefined {
  const parts = (CheckpointConfig?.LocalPath ?? usualCheckpoints).split('/');
  const local = parts.filter((part) => part !== '' && part !== '.').join('/');
  const base = containerBase.slice(1);
  if (!local.startsWith(`${base}/`)) return undefined;
  const below = local.slice(base.length + 1);
  return insidePath('', below) === undefined ? undefined : below;
}

/** Where a host's checkpoints are, and where they are kept. */
export function checkpoints(
  request: TrainingRequest,
  { container }: HasContainer,
): SyncedFolder | undefined {
  const local = checkpointPath(request);
  const location = parseS3Uri(request.CheckpointConfig?.S3Uri ?? '');
  if (local === undefined || location === undefined) return undefined;
  return {
    base: container.base,
    folder: path.join(container.base, ...local.split('/')),
    target: asPrefix(location),
  };
}

/**
 * `output/intermediate`, and where its files go as soon as they are there, when the toolkit's
 * `sagemaker_s3_output` says so (sagemaker-training toolkit, `intermediate_output.py`).
 */
export function intermediateOutput(
  job: JobRecord,
  { container }: HasContainer,
): SyncedFolder | undefined {
  const hyperparameters = readHyperparameters(job.request.HyperParameters ?? {});
  const location = parseS3Uri(toolkitText(hyperparameters, 'sagemaker_s3_output') ?? '');
  if (location === undefined) return undefined;
  const key = joinKey(location.key, job.name, 'output', 'intermediate');
  const target = asPrefix({ bucket: location.bucket, key });
  return { base: container.base, folder: container.intermediate, target };
}
