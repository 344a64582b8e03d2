import type {
  Bucket,
  IndexLine,
  ObjectDetails,
  ObjectRecord,
  PartLine,
  PutLine,
  Tag,
  Upload,
  UploadPart,
} from './objectRecord';
import { SortedKeys } from './sortedKeys';

type Line<Op extends IndexLine['op']> = Extract<IndexLine, { readonly op: Op }>;
type Changes = { readonly [Op in IndexLine['op']]: (line: Line<Op>) => void };

/** Buckets, objects and unfinished uploads in memory; changed only by journal lines. */
export class ObjectIndex {
  readonly buckets = new SortedKeys<Bucket>();
  readonly uploads = new Map<string, Upload>();
  /** How many lines a compact journal would have. */
  size = 0;
  private readonly references = new Map<string, number>();
  private released = new Set<string>();
  private readonly changes: Changes = {
    makeBucket: (line) => this.makeBucket(line),
    dropBucket: ({ bucket }) => this.dropBucket(bucket),
    tagBucket: ({ bucket, tags }) => this.tagBucket(bucket, tags),
    put: (line) => this.put(line),
    delete: ({ bucket, key }) => this.delete(bucket, key),
    tag: (line) => this.tag(line),
    upload: (line) => this.startUpload(line),
    part: (line) => this.addPart(line),
    dropUpload: ({ upload }) => this.dropUpload(upload),
  };

  constructor(private readonly pathOf: (sha256: string) => string) {}

  isReferenced(sha256: string): boolean {
    return this.references.has(sha256);
  }

  /** One more needs the blob. */
  retain(sha256: string): void {
    this.references.set(sha256, (this.references.get(sha256) ?? 0) + 1);
  }

  /** One fewer does. */
  release(sha256: string): void {
    const left = (this.references.get(sha256) ?? 1) - 1;
    if (left > 0) {
      this.references.set(sha256, left);
      return;
    }
    this.references.delete(sha256);
    this.released.add(sha256);
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
    // A damaged line may name no change.
    if (!Object.hasOwn(this.changes, line.op)) return;
    (this.changes[line.op] as (line: IndexLine) => void)(line);
  }

  /** The shortest journal that says the same. */
  *lines(): Generator<IndexLine> {
    for (const [bucket, { created, tags, objects }] of this.buckets.from('')) {
      yield { op: 'makeBucket', bucket, created: created.toISOString(), tags };
      for (const [key, object] of objects.from('')) {
        const modified = object.lastModified.toISOString();
        yield { op: 'put', bucket, key, blob: object.blob, modified, ...detailsOf(object) };
      }
    }
    for (const { parts, initiated, ...upload } of this.uploads.values()) {
      yield { ...upload, op: 'upload', initiated: initiated.toISOString() };
      for (const [number, part] of parts) {
        const modified = part.modified.toISOString();
        yield { ...part, op: 'part', upload: upload.id, number, modified };
      }
    }
  }

  private makeBucket({ bucket: name, created, tags = [] }: Line<'makeBucket'>): void {
    if (this.buckets.get(name)) return;
    const objects = new SortedKeys<ObjectRecord>();
    this.buckets.set(name, { name, created: new Date(created), tags, objects });
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

  private tagBucket(name: string, tags: readonly Tag[]): void {
    const bucket = this.buckets.get(name);
    if (bucket) bucket.tags = tags;
  }

  private put(line: PutLine): void {
    const { key, blob } = line;
    const objects = this.buckets.get(line.bucket)?.objects;
    if (!objects) return;
    this.retain(blob.sha256);
    this.delete(line.bucket, key);
    this.size++;
    objects.set(key, {
      ...detailsOf(line),
      key,
      blob,
      size: blob.size,
      lastModified: new Date(line.modified),
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

  private tag({ bucket, key, tags }: Line<'tag'>): void {
    const objects = this.buckets.get(bucket)?.objects;
    const object = objects?.get(key);
    if (object) objects?.set(key, { ...object, tags });
  }

  private startUpload({ id, bucket, key, headers, checksum, tags, ...line }: Line<'upload'>): void {
    const initiated = new Date(line.initiated ?? this.buckets.get(bucket)?.created ?? 0);
    const parts = new Map<number, UploadPart>();
    this.uploads.set(id, { id, bucket, key, headers, checksum, tags, initiated, parts });
    this.size++;
  }

  private addPart({ upload: id, number, blob, etag, checksum, modified }: PartLine): void {
    const upload = this.uploads.get(id);
    if (!upload) return;
    const before = upload.parts.get(number);
    this.retain(blob.sha256);
    const time = new Date(modified ?? upload.initiated);
    upload.parts.set(number, { blob, etag, checksum, modified: time });
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
}

function detailsOf({ etag, headers, checksum, tags, parts }: ObjectDetails): ObjectDetails {
  return { etag, headers, checksum, tags, parts };
}
