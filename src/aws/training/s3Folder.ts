import type { Connection } from '../connection';
import { AppError } from '../../core/errors';
import { parseS3Uri } from '../../core/s3Uri';

/** What lies directly below an address in S3; below none the buckets of the account. */
export interface S3Folder {
  /** Addresses that end with `/`. */
  readonly folders: readonly string[];
  readonly files: readonly { readonly uri: string; readonly bytes: number }[];
  /** False: there is more. */
  readonly isComplete: boolean;
}

/** Looks into a bucket or a folder, whose address ends with `/`; fails as S3 does. */
export async function listS3Folder(
  { s3 }: Pick<Connection, 's3'>,
  uri: string,
  signal?: AbortSignal,
): Promise<S3Folder> {
  const { ListBucketsCommand, ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  if (uri === '') {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}), signal);
    const folders = Buckets.flatMap(({ Name }) => (Name === undefined ? [] : [`s3://${Name}/`]));
    return { folders, files: [], isComplete: true };
  }
  const location = parseS3Uri(uri);
  if (!location) {
    throw new AppError('invalid', 'An address in S3, such as s3://bucket/folder.');
  }
  const { bucket, key } = location;
  const input = { Bucket: bucket, Prefix: key, Delimiter: '/' };
  const answer = await s3.send(new ListObjectsV2Command(input), signal);
  const { Contents = [], CommonPrefixes = [] } = answer;
  return {
    folders: CommonPrefixes.flatMap(({ Prefix }) =>
      Prefix === undefined ? [] : [`s3://${bucket}/${Prefix}`],
    ),
    // The console makes an object of the folder's own name for an empty folder.
    files: Contents.flatMap(({ Key, Size = 0 }) =>
      Key === undefined || Key === key ? [] : [{ uri: `s3://${bucket}/${Key}`, bytes: Size }],
    ),
    isComplete: answer.IsTruncated !== true,
  };
}
