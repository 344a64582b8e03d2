import { AppError } from '../../core/errors';
import type { UploadOptions } from '../connection';
import type { ObjectAddress, S3Client } from './s3Target';

/** The name of the metadata that say what an object holds (`x-amz-meta-digest`). */
const noteName = 'digest';

/** What an upload notes at the object: S3 tells no digest of one that came in parts or is encrypted by KMS. */
export function contentNote({ content, digest = content?.sha256 }: UploadOptions): {
  readonly Metadata?: Record<string, string>;
} {
  return digest === undefined ? {} : { Metadata: { [noteName]: digest } };
}

/** Whether an object's metadata name the digest that the upload would note. */
export const isNoted = (
  metadata: Readonly<Record<string, string>> | undefined,
  options: UploadOptions,
): boolean => metadata?.[noteName] === contentNote(options).Metadata?.[noteName];

/** Whether an object is there at which this digest is noted. */
export async function hasNote(
  { api }: Pick<S3Client, 'api'>,
  address: ObjectAddress,
  digest: string,
  signal?: AbortSignal,
): Promise<boolean> {
  const { HeadObjectCommand } = await import('@aws-sdk/client-s3');
  try {
    const head = await api.send(new HeadObjectCommand(address), signal);
    return isNoted(head.Metadata, { digest });
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      return false;
    }
    throw error;
  }
}
