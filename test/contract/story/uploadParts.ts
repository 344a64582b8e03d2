import * as fs from 'node:fs/promises';
import type { Answer, StoryClient } from './storyClient';

interface Upload {
  readonly file: string;
  readonly bucket: string;
  readonly key: string;
}

const partBytes = 16 * 1024 * 1024;

/**
 * A multipart upload by the API's own calls, for clients whose upload command sends no checksums.
 * `send` uploads a part, whose bytes are in a file.
 */
export async function uploadParts(
  { file, bucket, key }: Upload,
  client: StoryClient,
  send: (file: string, part: object) => Promise<Answer>,
): Promise<void> {
  const target = { Bucket: bucket, Key: key };
  const call = (operation: string, input: object): Promise<Answer> =>
    client.call({ service: 's3', operation, input: { ...target, ...input } });
  const created = await call('CreateMultipartUpload', { ChecksumAlgorithm: 'SHA256' });
  const UploadId = created['UploadId'];
  const parts: object[] = [];
  const bytes = await fs.readFile(file);
  const partFile = `${file}.part`;
  for (let start = 0; start < bytes.length; start += partBytes) {
    await fs.writeFile(partFile, bytes.subarray(start, start + partBytes));
    const PartNumber = parts.length + 1;
    const part = { ...target, UploadId, PartNumber, ChecksumAlgorithm: 'SHA256' };
    const { ETag, ChecksumSHA256 } = await send(partFile, part);
    parts.push({ PartNumber, ETag, ChecksumSHA256 });
  }
  await fs.rm(partFile);
  await call('CompleteMultipartUpload', { UploadId, MultipartUpload: { Parts: parts } });
}
