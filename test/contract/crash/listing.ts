import { ListObjectsV2Command, type S3Client } from '@aws-sdk/client-s3';

/** All keys below a prefix, in pages. */
export async function allKeys(s3: S3Client, Bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = [];
  for (let ContinuationToken: string | undefined; ;) {
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''));
    ContinuationToken = page.NextContinuationToken;
    if (ContinuationToken === undefined) return keys;
  }
}
