import { stat } from 'node:fs/promises';
import { AppError } from '../../core/errors';
import type { S3Location } from '../../core/s3Uri';
import { fileStamp } from '../../node/fileStamp';
import type { UploadOptions } from '../connection';
import { changedFile } from './fileBody';
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
  if (content !== undefined && (await fileStamp(file)) !== content.stamp) {
    throw changedFile(file);
  }
  const { size } = await stat(file);
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
