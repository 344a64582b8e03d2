import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { AppError } from '../../core/errors';
import { parseS3Uri, type S3Location } from '../../core/s3Uri';
import type { Connection } from '../connection';
import { readGrowing, type Growing, type Reading } from '../../core/growing';

/** A bucket, a folder or an object. */
export interface S3Entry {
  /** Of a bucket or folder it ends with `/`. */
  readonly uri: string;
  /** Absent: it is a bucket or folder. */
  readonly bytes?: number;
}

/**
 * What lies directly below an address in S3, which ends with `/`; below an empty one the buckets of the account.
 * Fails as S3 does.
 */
export async function listS3Folder(
  { s3 }: Pick<Connection, 's3'>,
  uri: string,
  reading: Reading<S3Entry>,
): Promise<Growing<S3Entry>> {
  const { ListBucketsCommand, ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  if (uri === '') {
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}), reading.signal);
    const items = Buckets.flatMap(({ Name }) =>
      Name === undefined ? [] : [{ uri: `s3://${Name}/` }],
    );
    return { items, isAll: true };
  }
  const location = parseS3Uri(uri);
  if (!location) {
    throw new AppError('invalid', 'An address in S3, such as s3://bucket/folder.');
  }
  const { bucket: Bucket, key: Prefix } = location;
  return await readGrowing(async (token) => {
    const input = { Bucket, Prefix, Delimiter: '/', ContinuationToken: token };
    const answer = await s3.send(new ListObjectsV2Command(input), reading.signal);
    const next = answer.IsTruncated === true ? answer.NextContinuationToken : undefined;
    return { items: entriesOf(answer, location), next };
  }, reading);
}

/** The console makes an object of the folder's own name for an empty folder. */
function entriesOf(
  { CommonPrefixes = [], Contents = [] }: ListObjectsV2CommandOutput,
  { bucket, key }: S3Location,
): readonly S3Entry[] {
  return [
    ...CommonPrefixes.flatMap(({ Prefix }) =>
      Prefix === undefined ? [] : [{ uri: `s3://${bucket}/${Prefix}` }],
    ),
    ...Contents.flatMap(({ Key, Size = 0 }) =>
      Key === undefined || Key === key ? [] : [{ uri: `s3://${bucket}/${Key}`, bytes: Size }],
    ),
  ];
}
