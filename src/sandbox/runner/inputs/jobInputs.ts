import { constants, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { parseS3Uri } from '../../../core/s3Uri';
import type { ChannelConfig } from '../../../core/training/containerFiles';
import { isSystemError } from '../../../node/files';
import type { TrainingRequest } from '../../store/jobRecord';
import type { ObjectStore, StoredObject } from '../../store/objectStore';
import { channelsOf, type ChannelFile } from './channelData';
import { extractArchive } from './extractArchive';
import { insidePath } from './insidePath';
import { JobFailure } from '../jobFailure';

/** `input/config/inputdataconfig.json` of a host. */
export function channelConfigs(
  request: TrainingRequest,
  host: string,
): Readonly<Record<string, ChannelConfig>> {
  const jobMode = request.AlgorithmSpecification.TrainingInputMode;
  const configs = channelsOf(request, host).map((channel): [string, ChannelConfig] => [
    channel.ChannelName,
    {
      TrainingInputMode: channel.InputMode ?? jobMode,
      S3DistributionType:
        channel.DataSource.S3DataSource?.S3DataDistributionType ?? 'FullyReplicated',
      RecordWrapperType: channel.RecordWrapperType ?? 'None',
      ...(channel.ContentType === undefined ? {} : { ContentType: channel.ContentType }),
    },
  ]);
  return Object.fromEntries(configs);
}

/** Unpacks the source archive of `sagemaker_submit_directory` unless code is there already. */
export async function downloadCode(
  objects: ObjectStore,
  uri: string,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  if ((await readdir(folder)).length > 0) return;
  const location = parseS3Uri(uri);
  const object = location && objects.get(location.bucket, location.key);
  if (object === undefined) {
    throw new JobFailure(
      'AlgorithmError: Framework Error: \nAn error occurred (404) when calling the HeadObject ' +
        `operation: Not Found (sagemaker_submit_directory: ${uri})`,
    );
  }
  await extractArchive(object.file, folder, signal);
}

/** Where files are put, and how. */
export interface Destination {
  readonly folder: string;
  /** What the files are, for a failure. */
  readonly name: string;
  /** Puts an object's bytes at a path that is free, in a folder that is there. */
  readonly place: (object: StoredObject, target: string) => Promise<void>;
}

/**
 * Puts objects below a folder. A key that this system cannot have as a file's name is a failure,
 * never left out.
 */
export async function downloadFiles(
  files: readonly ChannelFile[],
  { folder, name: what, place }: Destination,
  signal: AbortSignal,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const { object, name } of files) {
    signal.throwIfAborted();
    const target = insidePath(folder, name);
    if (target === undefined) throw noFileName(object.key, what);
    try {
      await mkdir(path.dirname(target), { recursive: true });
      await place(object, target);
    } catch (error) {
      if (isSystemError(error, ...nameErrors)) throw noFileName(object.key, what);
      throw existsSync(object.file) ? error : gone(object.key, what);
    }
  }
}

/** For files that the script may write to: a link would let it into the store's own bytes. */
export async function copyObject(object: StoredObject, target: string): Promise<void> {
  await copyFile(object.file, target, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  await chmod(target, 0o644);
}

/** Too long, not allowed here, or in the way of another: `a` beside `a/b`, `A` beside `a`. */
const nameErrors = ['ENAMETOOLONG', 'EINVAL', 'EILSEQ', 'EEXIST', 'ENOTDIR', 'EISDIR'];

function noFileName(key: string, what: string): JobFailure {
  return new JobFailure(
    `ClientError: Data download failed: the key ${JSON.stringify(key)} of ${what} cannot be the ` +
      'name of a file beside the others on this computer.',
  );
}

function gone(key: string, what: string): JobFailure {
  return new JobFailure(
    `ClientError: Data download failed: ${key} of ${what} was deleted or replaced after the job had ` +
      'listed it.',
  );
}
