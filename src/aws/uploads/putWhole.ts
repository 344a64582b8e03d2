import type { UploadOptions } from '../connection';
import { contentNote } from './contentNote';
import { fileBody, type FileRange } from './fileBody';
import { repeatUpload } from './repeatUpload';
import type { ObjectAddress, S3Client } from './s3Target';

/**
 * Uploads a file in one request. Where its content is known, S3 compares the digest before it keeps
 * anything; a difference fails as `invalid`.
 */
export async function putWhole(
  { api, clock }: S3Client,
  address: ObjectAddress,
  source: FileRange,
  options: UploadOptions,
): Promise<void> {
  const { signal, onBytes, content } = options;
  const { PutObjectCommand } = await import('@aws-sdk/client-s3');
  const digest = content && Buffer.from(content.sha256, 'hex').toString('base64');
  const send = async (count: (bytes: number) => void): Promise<void> => {
    const body = fileBody(source, count);
    try {
      const sent = { Body: body, ContentLength: source.size };
      const command = new PutObjectCommand({
        ...address,
        ...sent,
        ...contentNote(options),
        ...(digest !== undefined && { ChecksumSHA256: digest }),
      });
      await api.send(command, signal);
    } finally {
      body.destroy();
    }
  };
  await repeatUpload(send, { clock, signal, onBytes });
}
