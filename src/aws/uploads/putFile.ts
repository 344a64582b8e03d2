import { stat } from 'node:fs/promises';
import { AppError } from '../../core/errors';
import type { S3Location } from '../../core/s3Uri';
import { fileStamp } from '../../node/fileStamp';
import type { UploadOptions } from '../connection';
import { changedFile, fileFailure } from './fileBody';
import { multipartThreshold } from './partPlan';
import { putInParts } from './putInParts';
import { putWhole } from './putWhole';
import { addressOf, type S3Client } from './s3Target';

/** Uploads a file as `Storage` promises. */
export async function putFile(
  client: S3Client,
  { file, ...location }: S3Location & { readonly file: string },
  options: UploadOptions,
): Promise<void> {
  const { content } = options;
  const size = await sizeOf(file, content?.stamp);
  const address = addressOf(location, options.owner);
  const source = { file, start: 0, size };
  if (size >= multipartThreshold) {
    await putInParts(client, address, source, options);
    return;
  }
  try {
    await putWhole(client, address, source, options);
  } catch (error) {
    const isOther = content !== undefined && AppError.is(error, 'invalid');
    throw isOther && (await fileStamp(file)) !== content.stamp ? changedFile(file, error) : error;
  }
}

/** Bytes. Fails as `invalid` where the file has not this stamp, or may not be looked at. */
async function sizeOf(file: string, stamp: string | undefined): Promise<number> {
  try {
    if (stamp !== undefined && (await fileStamp(file)) !== stamp) {
      throw changedFile(file);
    }
    return (await stat(file)).size;
  } catch (error) {
    throw fileFailure(file, error);
  }
}
