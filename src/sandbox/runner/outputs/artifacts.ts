import { joinKey, type S3Location } from '../../../core/s3Uri';
import type { ObjectStore } from '../../store/objectStore';
import { contentOf, walkMerged } from './mergedFolders';
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
  folders: readonly string[],
  name: string,
  target: ArtifactTarget,
): Promise<string | undefined> {
  if (await isEmpty(folders)) return undefined;
  const { bucket, key } = target.location;
  if (target.compression === 'NONE') {
    const prefix = `${joinKey(key, name)}/`;
    await uploadFiles(objects, folders, bucket, prefix);
    return prefix;
  }
  const archiveKey = joinKey(key, `${name}.tar.gz`);
  const archive = packFolders(folders);
  try {
    await storing(bucket, objects.putStream(bucket, archiveKey, archive, 'application/x-gzip'));
  } finally {
    // What is refused before its first byte is read would be held open for ever.
    archive.destroy();
  }
  return archiveKey;
}

async function isEmpty(folders: readonly string[]): Promise<boolean> {
  for await (const file of walkMerged(folders)) return file.name === '';
  return true;
}

async function uploadFiles(
  objects: ObjectStore,
  folders: readonly string[],
  bucket: string,
  prefix: string,
): Promise<void> {
  for await (const file of walkMerged(folders)) {
    if ((await contentOf(file)) === undefined) continue;
    const key = prefix + file.name;
    await storing(bucket, objects.putFile(bucket, key, file.path, 'application/octet-stream'));
  }
}
