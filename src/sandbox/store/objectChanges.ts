import type { ServiceError } from '../http/jsonService';
import type { Blob, Received } from './blobs';
import type { ObjectDetails, ObjectRecord } from './objectRecord';

/** An object to be stored: its bytes have been received and verified. */
export interface NewObject extends ObjectDetails {
  readonly bucket: string;
  readonly key: string;
  /** The multipart upload that this completes. */
  readonly upload?: string | undefined;
}

/** The bytes to be stored: just received, or of a blob that is held meanwhile. */
export type Content = Received | Blob;

/** A key to be deleted, unless it is refused. */
export interface Deletion {
  readonly key: string;
  readonly refuse?: Refusal | undefined;
}

/** Tells, at the moment of the change, why it must not be made; given what is there now. */
export type Refusal = (present: ObjectRecord | undefined) => ServiceError | undefined;
