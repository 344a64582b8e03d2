import type { ListedObject } from '../connection';
import type { ObjectAddress, S3Client } from './s3Target';

/** The objects whose keys begin with `Key`, by the rest of the key. */
export async function listObjects(
  { api }: Pick<S3Client, 'api'>,
  { Key: prefix, ...bucket }: ObjectAddress,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ListedObject>> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const objects = new Map<string, ListedObject>();
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      ...{ ...bucket, Prefix: prefix },
      ...(token !== undefined && { ContinuationToken: token }),
    });
    const page = await api.send(command, signal);
    for (const { Key: key, Size: size = 0, ETag: etag = '' } of page.Contents ?? []) {
      if (key?.startsWith(prefix) === true) {
        objects.set(key.slice(prefix.length), { size, etag: etag.replaceAll('"', '') });
      }
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return objects;
}
