import { AppError } from '../core/errors';

export interface S3Location {
  readonly bucket: string;
  /** May be empty: the whole bucket. */
  readonly key: string;
}

/** Takes `s3://bucket/key` apart; the key is used as it stands, it is no path. */
export function parseS3Uri(uri: string): S3Location {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/s.exec(uri);
  if (match?.[1] === undefined) {
    throw new AppError('invalid', `"${uri}" is not an S3 address like s3://bucket/key.`);
  }
  return { bucket: match[1], key: match[2] ?? '' };
}
