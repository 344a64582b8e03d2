import type { ObjectAddress, S3Client } from './s3Target';

/** Bytes of the objects whose keys begin with `Key`, by the rest of the key. */
export async function listObjects(
  { api }: Pick<S3Client, 'api'>,
  { Key: prefix, ...bucket }: ObjectAddress,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, number>> {
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const sizes = new Map<string, number>();
  let token: string | undefined;
  do {
    const command = new ListObjectsV2Command({
      ...{ ...bucket, Prefix: prefix },
      ...(token !== undefined && { ContinuationToken: token }),
    });
    const page = await api.send(command, signal);
    for (const { Key: key, Size: size } of page.Contents ?? []) {
      if (key?.startsWith(prefix) === true) {
        sizes.set(key.slice(prefix.length), size ?? 0);
      }
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return sizes;
}
