/** One version of an S3 object: an immutable blob on disk and what was said of it. */
export interface StoredObject {
  readonly key: string;
  readonly size: number;
  /** With the quotes that S3 puts around it. */
  readonly etag: string;
  readonly lastModified: Date;
  /** The blob's absolute path; read only. */
  readonly file: string;
}

/** What the job runner needs of S3; the S3 service stands on the same store. */
export interface ObjectStore {
  hasBucket(bucket: string): boolean;
  get(bucket: string, key: string): StoredObject | undefined;
  /** All objects below a prefix in UTF-8 byte order of their keys; to be gone through at once. */
  list(bucket: string, prefix: string): Iterable<StoredObject>;
  /**
   * Gives a job its own view of an object at `target`: reflink, else hard link, else copy.
   * Parents must exist.
   */
  materialise(object: StoredObject, target: string): Promise<void>;
  /**
   * Stores bytes as they come, without a copy elsewhere; resolves once they would survive a kill.
   * When the stream fails, nothing of it is stored.
   */
  putStream(
    bucket: string,
    key: string,
    bytes: AsyncIterable<Buffer>,
    contentType: string,
  ): Promise<StoredObject>;
  /** Stores a file's content by streaming; resolves once it would survive a kill. */
  putFile(bucket: string, key: string, file: string, contentType: string): Promise<StoredObject>;
}
