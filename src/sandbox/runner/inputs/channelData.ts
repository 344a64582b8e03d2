import { readFile } from 'node:fs/promises';
import { parseS3Uri, type S3Location } from '../../../core/s3Uri';
import type { Channel, TrainingRequest } from '../../store/jobRecord';
import type { ObjectStore, StoredObject } from '../../store/objectStore';
import { JobFailure } from '../jobFailure';
import { trainingCluster } from '../training/trainingCluster';

/** An object of a channel, and the file below the channel's folder that it becomes. */
export interface ChannelFile {
  readonly object: StoredObject;
  /** With slashes; not checked to be a name that this system can have. */
  readonly name: string;
}

/** The channels that a host gets: those of no group, and those of its own (`InstanceGroupNames`). */
export function channelsOf(request: TrainingRequest, host: string): readonly Channel[] {
  return (request.InputDataConfig ?? []).filter((channel) =>
    channelHosts(request, channel).includes(host),
  );
}

/** What a host gets of a channel: all of it, or every n-th object (`ShardedByS3Key`). */
export async function channelFiles(
  objects: ObjectStore,
  request: TrainingRequest,
  channel: Channel,
  host: string,
): Promise<readonly ChannelFile[]> {
  const files = await allFiles(objects, channel);
  if (channel.DataSource.S3DataSource?.S3DataDistributionType !== 'ShardedByS3Key') return files;
  return shardOf(files, channelHosts(request, channel), host);
}

/** Every n-th file, which is what `ShardedByS3Key` gives a host of n. */
export function shardOf(
  files: readonly ChannelFile[],
  hosts: readonly string[],
  host: string,
): readonly ChannelFile[] {
  return files.filter((_, index) => hosts[index % hosts.length] === host);
}

/** The objects below a prefix; those whose key ends with a slash only stand for a folder. */
export function* channelObjects(
  objects: ObjectStore,
  bucket: string,
  prefix: string,
): Generator<StoredObject, void> {
  for (const object of objects.list(bucket, prefix)) {
    if (!object.key.endsWith('/')) yield object;
  }
}

function channelHosts(request: TrainingRequest, channel: Channel): readonly string[] {
  const { InstanceGroupNames: names = [] } = channel.DataSource.S3DataSource ?? {};
  const groups = trainingCluster(request);
  const own = names.length === 0 ? groups : groups.filter(({ name }) => names.includes(name));
  return own.flatMap(({ hosts }) => hosts);
}

async function allFiles(
  objects: ObjectStore,
  { ChannelName, DataSource }: Channel,
): Promise<readonly ChannelFile[]> {
  const { S3Uri = '', S3DataType } = DataSource.S3DataSource ?? {};
  if (S3DataType === 'ManifestFile') {
    return await manifestFiles(objects, S3Uri, `channel ${ChannelName}`);
  }
  return prefixFiles(objects, parseS3Uri(S3Uri) ?? { bucket: '', key: '' });
}

/** Every object below a prefix under its name there. */
export function prefixFiles(
  objects: ObjectStore,
  { bucket, key }: S3Location,
): readonly ChannelFile[] {
  return Array.from(channelObjects(objects, bucket, key), (object) => ({
    object,
    name: nameBelow(key, object.key),
  }));
}

/**
 * Where an object lies in its channel: below the prefix when that is a folder, else under its name
 * from the prefix's last folder on, so that a prefix that is a whole key gives the file's own name.
 */
function nameBelow(prefix: string, key: string): string {
  if (prefix === '' || prefix.endsWith('/')) return key.slice(prefix.length);
  if (key.startsWith(`${prefix}/`)) return key.slice(prefix.length + 1);
  return key.slice(prefix.lastIndexOf('/') + 1);
}

/** A million names; it is held in memory as a whole. AWS documents no limit. */
const largestManifest = 64 * 1024 * 1024;

/**
 * What a manifest names: `[{"prefix": "s3://…"}, "name below it", …]` (API reference, S3DataSource).
 * Throws a `JobFailure` when it cannot be used.
 * @param owner what it is the manifest of, for a failure
 */
export async function manifestFiles(
  objects: ObjectStore,
  uri: string,
  owner: string,
): Promise<readonly ChannelFile[]> {
  const problem = (why: string) => badManifest(owner, uri, why);
  const { bucket, key } = parseS3Uri(uri) ?? { bucket: '', key: '' };
  const manifest = objects.get(bucket, key);
  if (manifest === undefined) throw problem('there is no such object');
  if (manifest.size > largestManifest) throw problem('it is larger than 64 MB');
  const [first, ...names] = parseList(await readFile(manifest.file, 'utf8'));
  const prefix = prefixOf(first);
  if (prefix === undefined) throw problem('its first element must be {"prefix": "s3://…"}');
  return names.map((name) => {
    if (typeof name !== 'string') throw problem('all elements after the first must be strings');
    const object = objects.get(prefix.bucket, prefix.key + name);
    if (object === undefined) {
      throw problem(`there is no object s3://${prefix.bucket}/${prefix.key}${name}`);
    }
    return { object, name };
  });
}

function parseList(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}

function prefixOf(element: unknown): S3Location | undefined {
  if (typeof element !== 'object' || element === null || !('prefix' in element)) return undefined;
  return typeof element.prefix === 'string' ? parseS3Uri(element.prefix) : undefined;
}

function badManifest(owner: string, uri: string, why: string): JobFailure {
  return new JobFailure(
    `ClientError: Data download failed: the manifest ${uri} of ${owner} cannot be used: ${why}.`,
  );
}
