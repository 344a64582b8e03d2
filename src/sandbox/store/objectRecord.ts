import type { Blob } from './blobs';
import type { StoredObject } from './objectStore';
import type { SortedKeys } from './sortedKeys';

/** A checksum that was verified or calculated when the object came, as its headers tell it. */
export interface ObjectChecksum {
  /** Lower case: `crc32`, `crc32c`, `crc64nvme`, `sha1`, … */
  readonly algorithm: string;
  /** Base64; of a composite one with `-` and the number of parts. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

/** One part of an object that came by a multipart upload. */
export interface ObjectPart {
  readonly number: number;
  readonly size: number;
  /** Base64, by the algorithm of the object's checksum. */
  readonly checksum?: string | undefined;
}

/** What is kept of an object beside its bytes. */
export interface ObjectDetails {
  readonly etag: string;
  /** Lower-case response headers: `content-type`, `x-amz-meta-…`, `x-amz-storage-class`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: ObjectChecksum | undefined;
  readonly tags?: readonly Tag[] | undefined;
  /** Absent when the object came in one piece, or before its parts were remembered. */
  readonly parts?: readonly ObjectPart[] | undefined;
}

export interface ObjectRecord extends StoredObject, ObjectDetails {
  readonly blob: Blob;
}

export interface UploadPart {
  readonly blob: Blob;
  readonly etag: string;
  readonly checksum?: ObjectChecksum | undefined;
  readonly modified: Date;
}

/** The checksum that the parts and the object are to have. */
export interface UploadChecksum extends Omit<ObjectChecksum, 'value'> {
  /** Nobody has asked for it: parts may come with others. */
  readonly implied?: true | undefined;
}

/** A multipart upload that is neither completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: UploadChecksum | undefined;
  readonly tags?: readonly Tag[] | undefined;
  readonly initiated: Date;
  readonly parts: Map<number, UploadPart>;
}

export interface Bucket {
  readonly name: string;
  readonly created: Date;
  tags: readonly Tag[];
  readonly objects: SortedKeys<ObjectRecord>;
}

/** With the time as ISO 8601; earlier versions did not write it. */
type Timed<Dated, Field extends keyof Dated> = Omit<Dated, Field> &
  Readonly<Partial<Record<Field, string>>>;

/** One line of the journal: what has changed. Lines of earlier versions lack what is optional. */
export type IndexLine =
  | {
      readonly op: 'makeBucket';
      readonly bucket: string;
      readonly created: string;
      readonly tags?: readonly Tag[] | undefined;
    }
  | { readonly op: 'dropBucket'; readonly bucket: string }
  | { readonly op: 'tagBucket'; readonly bucket: string; readonly tags: readonly Tag[] }
  | PutLine
  | { readonly op: 'delete'; readonly bucket: string; readonly key: string }
  | {
      readonly op: 'tag';
      readonly bucket: string;
      readonly key: string;
      readonly tags: readonly Tag[];
    }
  | ({ readonly op: 'upload' } & Omit<Timed<Upload, 'initiated'>, 'parts'>)
  | PartLine
  | { readonly op: 'dropUpload'; readonly upload: string };

export interface PutLine extends ObjectDetails {
  readonly op: 'put';
  readonly bucket: string;
  readonly key: string;
  readonly blob: Blob;
  readonly modified: string;
  /** The multipart upload that this completes. */
  readonly upload?: string | undefined;
}

export type PartLine = Timed<UploadPart, 'modified'> & {
  readonly op: 'part';
  readonly upload: string;
  readonly number: number;
};
