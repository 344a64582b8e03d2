import type { ListObjectsV2CommandOutput } from '@aws-sdk/client-s3';
import { AppError } from '../../core/errors';
import { parseS3Uri } from '../../core/s3Uri';
import type { Connection } from '../connection';
import type { DataSummary, SummaryOptions } from './dataSummary';

/** Pages of 1000 objects; whoever types the name of a bucket must not wait for all of it. */
const mostPages = 5;

/** As many names as a tooltip can show. */
const mostNames = 30;

/**
 * Counts the objects that an address in S3 stands for as a channel's does: all whose keys begin so. Fails
 * as S3 does: `notFound` where there is no such bucket.
 */
export async function summarizeS3Data(
  { s3 }: Pick<Connection, 's3'>,
  uri: string,
  { signal, onProgress }: Pick<SummaryOptions, 'signal' | 'onProgress'>,
): Promise<DataSummary> {
  const location = parseS3Uri(uri);
  if (!location) {
    throw new AppError('invalid', 'An address in S3, such as s3://bucket/folder.');
  }
  const { ListObjectsV2Command } = await import('@aws-sdk/client-s3');
  const seen = { files: 0, bytes: 0 };
  const names: string[] = [];
  let token: string | undefined;
  for (let page = 0; page < mostPages; page++) {
    const input = { Bucket: location.bucket, Prefix: location.key, ContinuationToken: token };
    const answer: ListObjectsV2CommandOutput = await s3.send(
      new ListObjectsV2Command(input),
      signal,
    );
    for (const { Key = '', Size = 0 } of answer.Contents ?? []) {
      // The console makes such objects for empty folders.
      if (!Key.endsWith('/')) {
        seen.files++;
        seen.bytes += Size;
        names.push(Key.slice(location.key.lastIndexOf('/') + 1));
      }
    }
    token = answer.NextContinuationToken;
    if (token === undefined) {
      return { ...seen, names: names.slice(0, mostNames), isComplete: true };
    }
    onProgress({ ...seen });
  }
  return { ...seen, names: names.slice(0, mostNames), isComplete: false };
}
