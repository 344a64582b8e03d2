import { mkdir, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import type { ChannelConfig } from '../../core/training/containerFiles';
import { parseS3Uri } from '../../core/s3Uri';
import type { Channel, TrainingRequest } from '../store/jobRecord';
import type { ObjectStore, StoredObject } from '../store/objectStore';
import { extractArchive } from './extractArchive';
import { insidePath } from './insidePath';
import { JobFailure } from './jobFailure';

/** `input/config/inputdataconfig.json` of a request. */
export function channelConfigs(request: TrainingRequest): Readonly<Record<string, ChannelConfig>> {
  const jobMode = request.AlgorithmSpecification.TrainingInputMode;
  const configs = (request.InputDataConfig ?? []).map((channel): [string, ChannelConfig] => [
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

/** Gives the job its own view of every object below the channel's prefix. */
export async function downloadChannel(
  objects: ObjectStore,
  channel: Channel,
  folder: string,
  signal: AbortSignal,
): Promise<void> {
  const uri = channel.DataSource.S3DataSource?.S3Uri ?? '';
  const { bucket, key: prefix } = parseS3Uri(uri) ?? { bucket: '', key: '' };
  await mkdir(folder, { recursive: true });
  for (const object of channelObjects(objects, bucket, prefix)) {
    signal.throwIfAborted();
    const name = nameInChannel(prefix, object.key);
    const target = insidePath(folder, name);
    if (target === undefined) {
      throw new JobFailure(
        `ClientError: Data download failed: the key ${JSON.stringify(object.key)} of channel ` +
          `${channel.ChannelName} cannot be the name of a file.`,
      );
    }
    await mkdir(path.dirname(target), { recursive: true });
    await objects.materialise(object, target);
  }
}

/** The objects of a channel; those whose key ends with a slash only stand for a folder. */
export function channelObjects(
  objects: ObjectStore,
  bucket: string,
  prefix: string,
): readonly StoredObject[] {
  return objects.list(bucket, prefix).filter((object) => !object.key.endsWith('/'));
}

/**
 * Where an object lies in its channel: below the prefix when that is a folder, else under its name
 * from the prefix's last folder on, so that a prefix that is a whole key gives the file's own name.
 */
function nameInChannel(prefix: string, key: string): string {
  if (prefix === '' || prefix.endsWith('/')) return key.slice(prefix.length);
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1);
  return key.slice(prefix.lastIndexOf('/') + 1);
}
