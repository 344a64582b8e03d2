import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../../core/clock';
import type { ServiceError } from '../http/jsonService';
import { BlobStore, type Blob, type OpenFile } from './blobs';
import { Journal } from './journal';
import type { Content, Deletion, NewObject, Refusal } from './objectChanges';
import { ObjectIndex } from './objectIndex';
import type {
  Bucket,
  IndexLine,
  ObjectDetails,
  ObjectRecord,
  Tag,
  Upload,
  UploadPart,
} from './objectRecord';
import { bucketNotEmpty, noSuchBucket, noSuchUpload } from './objectRefusals';
import type { ObjectStore, StoredObject } from './objectStore';
import { createTurns } from './turns';

/** Buckets and objects on disk. What a method has acknowledged survives a kill. */
export class Objects implements ObjectStore {
  private readonly inTurn = createTurns();
  /** Others may be working on the folder now. */
  private isClosed = false;

  private constructor(
    readonly blobs: BlobStore,
    private readonly index: ObjectIndex,
    private readonly journal: Journal<IndexLine>,
    private readonly clock: Clock,
  ) {}

  static async open(dataDir: string, clock: Clock, openFile?: OpenFile): Promise<Objects> {
    const folder = path.join(dataDir, 's3');
    await mkdir(folder, { recursive: true });
    const blobs = await BlobStore.open(folder, openFile);
    const index = new ObjectIndex((sha256) => blobs.pathOf(sha256));
    let lines = 0;
    const replay = (line: IndexLine): void => {
      lines++;
      index.apply(line);
      // Sorted once, when all are there.
      if (line.op === 'makeBucket') index.buckets.get(line.bucket)?.objects.unsort();
    };
    const file = path.join(folder, 'index.jsonl');
    const journal = await Journal.open(file, replay, openFile);
    index.takeReleased();
    if (lines > 2 * index.size + 1000) await journal.rewrite(index.lines());
    return new Objects(blobs, index, journal, clock);
  }

  /** In the order of their names. */
  buckets(): readonly Bucket[] {
    return [...this.index.buckets.from('')].map(([, bucket]) => bucket);
  }

  bucket(name: string): Bucket | undefined {
    return this.index.buckets.get(name);
  }

  upload(id: string): Upload | undefined {
    return this.index.uploads.get(id);
  }

  /** The unfinished uploads to a bucket, in no particular order. */
  uploads(bucket: string): readonly Upload[] {
    return [...this.index.uploads.values()].filter((upload) => upload.bucket === bucket);
  }

  hasBucket(bucket: string): boolean {
    return this.bucket(bucket) !== undefined;
  }

  get(bucket: string, key: string): ObjectRecord | undefined {
    return this.bucket(bucket)?.objects.get(key);
  }

  *list(bucket: string, prefix: string): Generator<ObjectRecord> {
    for (const [key, object] of this.bucket(bucket)?.objects.from(prefix) ?? []) {
      if (!key.startsWith(prefix)) return;
      yield object;
    }
  }

  /** Opens an object's bytes; refuses with `InternalError` when somebody has changed them on disk. */
  open(object: ObjectRecord): Promise<FileHandle> {
    return this.holding([object.blob], () => this.blobs.open(object.blob));
  }

  /**
   * Keeps blobs while a step works on them, also when what they belong to is deleted meanwhile. To be
   * called before anything can happen since they were found.
   */
  async holding<Result>(blobs: readonly Blob[], step: () => Promise<Result>): Promise<Result> {
    for (const { sha256 } of blobs) this.index.retain(sha256);
    try {
      return await step();
    } finally {
      for (const { sha256 } of blobs) this.index.release(sha256);
      const isGone = ({ sha256 }: Blob): boolean => !this.index.isReferenced(sha256);
      if (blobs.some(isGone)) await this.inTurn(() => this.removeReleased());
    }
  }

  async materialise(object: StoredObject, target: string): Promise<void> {
    const sha256 = path.basename(object.file);
    await this.blobs.materialise({ sha256, size: object.size }, target);
  }

  async putFile(
    bucket: string,
    key: string,
    file: string,
    contentType: string,
  ): Promise<ObjectRecord> {
    const chunks = createReadStream(file) as AsyncIterable<Buffer>;
    return await this.putStream(bucket, key, chunks, contentType);
  }

  async putStream(
    bucket: string,
    key: string,
    chunks: AsyncIterable<Buffer>,
    contentType: string,
  ): Promise<ObjectRecord> {
    const md5 = createHash('md5');
    const received = await this.blobs.receive(chunks, {
      update: (bytes) => void md5.update(bytes),
    });
    const etag = `"${md5.digest('hex')}"`;
    return this.put({ bucket, key, etag, headers: { 'content-type': contentType } }, received);
  }

  /** Stores an object, or throws away the received bytes when it is refused. */
  async put(object: NewObject, content: Content, refuse?: Refusal): Promise<ObjectRecord> {
    return this.keeping(content, async (keep) => {
      const { objects } = this.requireBucket(object.bucket);
      const { upload } = object;
      if (upload !== undefined && !this.upload(upload)) throw noSuchUpload(upload);
      const refusal = refuse?.(objects.get(object.key));
      if (refusal) throw refusal;
      const blob = await keep();
      await this.record({ op: 'put', ...object, blob, modified: this.now() });
      return this.index.requireObject(object.bucket, object.key);
    });
  }

  /** Stores a part, or throws away the received bytes when its upload is gone. */
  async putPart(
    upload: Upload,
    number: number,
    part: Pick<ObjectDetails, 'etag' | 'checksum'>,
    content: Content,
  ): Promise<UploadPart> {
    return this.keeping(content, async (keep) => {
      if (!this.upload(upload.id)) throw noSuchUpload(upload.id);
      const blob = await keep();
      const modified = this.now();
      await this.record({ op: 'part', upload: upload.id, number, ...part, blob, modified });
      return { ...part, blob, modified: new Date(modified) };
    });
  }

  startUpload(upload: Omit<Upload, 'parts' | 'initiated'>): Promise<void> {
    return this.inTurn(async () => {
      this.requireBucket(upload.bucket);
      await this.record({ op: 'upload', ...upload, initiated: this.now() });
    });
  }

  dropUpload(id: string): Promise<void> {
    return this.inTurn(() => this.record({ op: 'dropUpload', upload: id }));
  }

  createBucket(bucket: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.hasBucket(bucket)) return;
      await this.record({ op: 'makeBucket', bucket, created: this.now() });
    });
  }

  deleteBucket(bucket: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.requireBucket(bucket).objects.size > 0) {
        throw bucketNotEmpty(bucket);
      }
      await this.record({ op: 'dropBucket', bucket });
    });
  }

  tagBucket(bucket: string, tags: readonly Tag[]): Promise<void> {
    return this.inTurn(async () => {
      this.requireBucket(bucket);
      await this.record({ op: 'tagBucket', bucket, tags });
    });
  }

  /** Gives an object other tags; answers whether it is there. */
  tagObject(bucket: string, key: string, tags: readonly Tag[]): Promise<boolean> {
    return this.inTurn(async () => {
      this.requireBucket(bucket);
      if (!this.get(bucket, key)) return false;
      await this.record({ op: 'tag', bucket, key, tags });
      return true;
    });
  }

  /**
   * Deletes the keys that are there; the others are no mistake. Answers, in their order, why some
   * have been refused.
   */
  deleteObjects(
    bucket: string,
    deletions: readonly Deletion[],
  ): Promise<readonly (ServiceError | undefined)[]> {
    return this.inTurn(async () => {
      const { objects } = this.requireBucket(bucket);
      const refusals = deletions.map(({ key, refuse }) => refuse?.(objects.get(key)));
      const allowed = deletions.filter((_, index) => !refusals[index]).map(({ key }) => key);
      const present = [...new Set(allowed)].filter((key) => objects.get(key));
      const lines = present.map((key): IndexLine => ({ op: 'delete', bucket, key }));
      if (lines.length > 0) await this.record(...lines);
      return refusals;
    });
  }

  /** Deletes blobs that nothing refers to: what was received but not recorded before a kill. */
  async sweep(): Promise<void> {
    for (const sha256 of await this.blobs.names()) {
      await this.inTurn(async () => {
        await this.removeUnlessReferenced(sha256);
      });
    }
  }

  /** Waits for what is being written. */
  close(): Promise<void> {
    return this.inTurn(async () => {
      this.isClosed = true;
      await this.journal.close();
    });
  }

  private requireBucket(name: string): Bucket {
    const bucket = this.bucket(name);
    if (!bucket) throw noSuchBucket(name);
    return bucket;
  }

  private now(): string {
    return new Date(this.clock.now()).toISOString();
  }

  /** Runs a step that keeps the bytes; when it fails they go, unless something else has them too. */
  private keeping<Result>(
    content: Content,
    step: (keep: () => Promise<Blob>) => Promise<Result>,
  ): Promise<Result> {
    return this.inTurn(async () => {
      if (!('file' in content)) {
        if (!this.index.isReferenced(content.sha256)) throw new Error('The blob is not held.');
        return step(() => Promise.resolve(content));
      }
      try {
        return await step(() => this.blobs.keep(content));
      } catch (error) {
        await this.blobs.discard(content);
        await this.removeUnlessReferenced(content.sha256);
        throw error;
      }
    });
  }

  private async record(...lines: readonly IndexLine[]): Promise<void> {
    await this.journal.append(...lines);
    for (const line of lines) this.index.apply(line);
    await this.removeReleased();
  }

  /** What cannot be deleted is as good as gone: the next start tries again. */
  private async removeReleased(): Promise<void> {
    for (const sha256 of this.index.takeReleased()) {
      await this.removeUnlessReferenced(sha256).catch(() => undefined);
    }
  }

  private async removeUnlessReferenced(sha256: string): Promise<void> {
    if (!this.isClosed && !this.index.isReferenced(sha256)) await this.blobs.remove(sha256);
  }
}
