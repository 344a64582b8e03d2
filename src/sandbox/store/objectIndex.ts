import type { Blob } from './blobs';
import type { StoredObject } from './objectStore';
import { SortedKeys } from './sortedKeys';

/** A checksum that was verified when the object came, as its headers tell it. */
export interface ObjectChecksum {
  /** Lower case: `crc32`, `crc32c`, `crc64nvme`, `sha1`, `sha256`. */
  readonly algorithm: string;
  /** Base64; of a composite one with `-` and the number of parts. */
  readonly value: string;
  readonly type: 'FULL_OBJECT' | 'COMPOSITE';
}

/** What is kept of an object beside its bytes. */
export interface ObjectDetails {
  readonly etag: string;
  /** Lower-case response headers: `content-type`, `x-amz-meta-…`. */
  readonly headers: Readonly<Record<string, string>>;
  readonly checksum?: ObjectChecksum | undefined;
}

export interface ObjectRecord extends StoredObject, ObjectDetails {
  readonly blob: Blob;
}

export interface UploadPart {
  readonly blob: Blob;
  readonly etag: string;
  readonly checksum?: ObjectChecksum | undefined;
}

/** A multipart upload that is neither completed nor aborted. */
export interface Upload {
  readonly id: string;
  readonly bucket: string;
  readonly key: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The checksum that the parts and the object are to have. */
  readonly checksum?: Omit<ObjectChecksum, 'value'> | undefined;
  readonly parts: Map<number, UploadPart>;
}

export interface Bucket {
  readonly name: string;
  readonly created: Date;
  readonly objects: SortedKeys<ObjectRecord>;
}

/** One line of the journal: what has changed. */
export type IndexLine =
  | { readonly op: 'makeBucket'; readonly bucket: string; readonly created: string }
  | { readonly op: 'dropBucket'; readonly bucket: string }
  | (ObjectDetails & {
      readonly op: 'put';
      readonly bucket: string;
      readonly key: string;
      readonly blob: Blob;
      readonly modified: string;
      /** The multipart upload that this completes. */
      readonly upload?: string | undefined;
    })
  | { readonly op: 'delete'; readonly bucket: string; readonly key: string }
  | ({ readonly op: 'upload' } & Omit<Upload, 'parts'>)
  | ({ readonly op: 'part'; readonly upload: string; readonly number: number } & UploadPart)
  | { readonly op: 'dropUpload'; readonly upload: string };

/** Buckets, objects and unfinished uploads in memory; changed only by journal lines. */
export class ObjectIndex {
  readonly buckets = new SortedKeys<Bucket>();
  readonly uploads = new Map<string, Upload>();
  /** How many lines a compact journal would have. */
  size = 0;
  private readonly references = new Map<string, number>();
  private released = new Set<string>();

  constructor(private readonly pathOf: (sha256: string) => string) {}

  isReferenced(sha256: string): boolean {
    return this.references.has(sha256);
  }

  /** An object that is known to be there. */
  requireObject(bucket: string, key: string): ObjectRecord {
    const object = this.buckets.get(bucket)?.objects.get(key);
    if (!object) throw new Error('The index has lost an object that was just stored.');
    return object;
  }

  /** The blobs that have lost their last reference since this was asked before. */
  takeReleased(): readonly string[] {
    const released = [...this.released].filter((sha256) => !this.isReferenced(sha256));
    this.released = new Set();
    return released;
  }

  apply(line: IndexLine): void {
    switch (line.op) {
      case 'makeBucket':
        this.makeBucket(line.bucket, new Date(line.created));
        break;
      case 'dropBucket':
        this.dropBucket(line.bucket);
        break;
      case 'put':
        this.put(line);
        break;
      case 'delete':
        this.delete(line.bucket, line.key);
        break;
      case 'upload':
        this.uploads.set(line.id, { ...line, parts: new Map() });
        this.size++;
        break;
      case 'part':
        this.addPart(line.upload, line.number, line);
        break;
      case 'dropUpload':
        this.dropUpload(line.upload);
        break;
    }
  }

  /** The shortest journal that says the same. */
  *lines(): Generator<IndexLine> {
    for (const [name, bucket] of this.buckets.from('')) {
      yield { op: 'makeBucket', bucket: name, created: bucket.created.toISOString() };
      for (const [key, { blob, lastModified, etag, headers, checksum }] of bucket.objects.from(
        '',
      )) {
        const modified = lastModified.toISOString();
        yield { op: 'put', bucket: name, key, blob, modified, etag, headers, checksum };
      }
    }
    for (const { parts, ...upload } of this.uploads.values()) {
      yield { ...upload, op: 'upload' };
      for (const [number, part] of parts) yield { ...part, op: 'part', upload: upload.id, number };
    }
  }

  private makeBucket(name: string, created: Date): void {
    if (this.buckets.get(name)) return;
    this.buckets.set(name, { name, created, objects: new SortedKeys() });
    this.size++;
  }

  private dropBucket(name: string): void {
    for (const [key] of [...(this.buckets.get(name)?.objects.from('') ?? [])]) {
      this.delete(name, key);
    }
    for (const upload of [...this.uploads.values()]) {
      if (upload.bucket === name) this.dropUpload(upload.id);
    }
    if (this.buckets.get(name)) this.size--;
    this.buckets.delete(name);
  }

  private put(line: Extract<IndexLine, { op: 'put' }>): void {
    const { key, blob, etag, headers, checksum, modified } = line;
    const objects = this.buckets.get(line.bucket)?.objects;
    if (!objects) return;
    this.retain(blob.sha256);
    this.delete(line.bucket, key);
    this.size++;
    objects.set(key, {
      key,
      blob,
      etag,
      headers,
      checksum,
      size: blob.size,
      lastModified: new Date(modified),
      file: this.pathOf(blob.sha256),
    });
    if (line.upload !== undefined) this.dropUpload(line.upload);
  }

  private delete(bucket: string, key: string): void {
    const objects = this.buckets.get(bucket)?.objects;
    const object = objects?.get(key);
    if (!object) return;
    objects?.delete(key);
    this.release(object.blob.sha256);
    this.size--;
  }

  private addPart(id: string, number: number, { blob, etag, checksum }: UploadPart): void {
    const upload = this.uploads.get(id);
    if (!upload) return;
    const before = upload.parts.get(number);
    this.retain(blob.sha256);
    upload.parts.set(number, { blob, etag, checksum });
    if (before) this.release(before.blob.sha256);
    else this.size++;
  }

  private dropUpload(id: string): void {
    const upload = this.uploads.get(id);
    if (!upload) return;
    this.uploads.delete(id);
    for (const part of upload.parts.values()) this.release(part.blob.sha256);
    this.size -= upload.parts.size + 1;
  }

  private retain(sha256: string): void {
    this.references.set(sha256, (this.references.get(sha256) ?? 0) + 1);
  }

  private release(sha256: string): void {
    const left = (this.references.get(sha256) ?? 1) - 1;
    if (left > 0) {
      this.references.set(sha256, left);
      return;
    }
    this.references.delete(sha256);
    this.released.add(sha256);
  }
}
