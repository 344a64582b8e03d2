import { AppError } from '../../core/errors';
import type { ObjectAddress, S3Client } from './s3Target';

/** An upload in parts that has not been completed. */
export interface UnfinishedUpload {
  readonly key: string;
  readonly id: string;
}

/** A part that S3 holds. */
export interface HeldPart {
  readonly number: number;
  /** Bytes. */
  readonly size: number;
  readonly etag: string;
  /** CRC-32 in Base64, where the service tells it. */
  readonly checksum: string | undefined;
}

/**
 * The uploads to keys that begin with `Key`. Empty where they may not be listed: then each upload
 * begins anew, as it would without them.
 */
export async function listUnfinished(
  { api }: S3Client,
  { Key: prefix, ...bucket }: ObjectAddress,
  signal?: AbortSignal,
): Promise<readonly UnfinishedUpload[]> {
  const { ListMultipartUploadsCommand } = await import('@aws-sdk/client-s3');
  const found: UnfinishedUpload[] = [];
  let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
  for (;;) {
    const command = new ListMultipartUploadsCommand({ ...bucket, Prefix: prefix, ...markers });
    const page = await api.send(command, signal).catch(noneWhereDenied);
    for (const { Key: key, UploadId: id } of page.Uploads ?? []) {
      if (key !== undefined && id !== undefined && key.startsWith(prefix)) {
        found.push({ key, id });
      }
    }
    if (page.IsTruncated !== true || page.NextKeyMarker === undefined) {
      return found;
    }
    markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
  }
}

interface UploadPage {
  readonly Uploads?: { Key?: string; UploadId?: string }[] | undefined;
  readonly IsTruncated?: boolean | undefined;
  readonly NextKeyMarker?: string | undefined;
  readonly NextUploadIdMarker?: string | undefined;
}

function noneWhereDenied(error: unknown): UploadPage {
  if (AppError.is(error, 'denied')) {
    return {};
  }
  throw error;
}

/** Fails as `notFound` when the upload has ended. */
export async function listParts(
  { api }: S3Client,
  address: ObjectAddress,
  id: string,
  signal?: AbortSignal,
): Promise<readonly HeldPart[]> {
  const { ListPartsCommand } = await import('@aws-sdk/client-s3');
  const parts: HeldPart[] = [];
  let marker: string | undefined;
  for (;;) {
    const page = await api.send(
      new ListPartsCommand({ ...address, UploadId: id, PartNumberMarker: marker }),
      signal,
    );
    for (const { PartNumber: number, Size: size, ETag: etag, ChecksumCRC32 } of page.Parts ?? []) {
      if (number !== undefined && size !== undefined && etag !== undefined) {
        parts.push({ number, size, etag, checksum: ChecksumCRC32 });
      }
    }
    if (page.IsTruncated !== true || page.NextPartNumberMarker === undefined) {
      return parts;
    }
    marker = page.NextPartNumberMarker;
  }
}
