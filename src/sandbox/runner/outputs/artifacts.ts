import { joinKey, type S3Location } from '../../../core/s3Uri';
import type { ObjectStore } from '../../store/objectStore';
import { contentOf, walkMerged, type Outputs } from './mergedFolders';
import { packFolders } from './packFolders';
import { storing } from './storing';

export interface ArtifactTarget {
  readonly location: S3Location;
  readonly compression: 'GZIP' | 'NONE';
}

/**
 * Uploads the hosts' folders, joined into one, as `{name}.tar.gz`, or file by file below `{name}/`
 * when the job does not compress. Folders that are empty, or that the script removed, are not
 * uploaded. Returns the key, or `undefined` when there was nothing.
 */
export async function uploadFolders(
  objects: ObjectStore,
  outputs: Outputs,
  name: string,
  target: ArtifactTarget,
): Promise<string | undefined> {
  if (await isEmpty(outputs)) return undefined;
  const { bucket, key } = target.location;
  if (target.compression === 'NONE') {
    const prefix = `${joinKey(key, name)}/`;
    await uploadFiles(objects, outputs, bucket, prefix);
    return prefix;
  }
  const archiveKey = joinKey(key, `${name}.tar.gz`);
  const archive = packFolders(outputs);
  try {
    await storing(bucket, objects.putStream(bucket, archiveKey, archive, 'application/x-gzip'));
  } finally {
    // What is refused before its first byte is read would be held open for ever.
    archive.destroy();
  }
  return archiveKey;
}

async function isEmpty(outputs: Outputs): Promise<boolean> {
  for await (const file of walkMerged(outputs)) return file.name === '';
  return true;
}

async function uploadFiles(
  objects: ObjectStore,
  outputs: Outputs,
  bucket: string,
  prefix: string,
): Promise<void> {
  for await (const file of walkMerged(outputs)) {
    if ((await contentOf(file)) === undefined) continue;
    const key = prefix + file.name;
    await storing(bucket, objects.putFile(bucket, key, file.path, 'application/octet-stream'));
  }
}
