import { createReadStream } from 'node:fs';
import { mkdir, type FileHandle } from 'node:fs/promises';
import * as path from 'node:path';
import type { Clock } from '../../core/clock';
import { ServiceError } from '../http/jsonService';
import { BlobStore, type OpenFile, type Received } from './blobs';
import { Journal } from './journal';
import {
  ObjectIndex,
  type Bucket,
  type IndexLine,
  type ObjectDetails,
  type ObjectRecord,
  type Upload,
} from './objectIndex';
import type { ObjectStore, StoredObject } from './objectStore';
import { createTurns } from './turns';

/** An object to be stored: its bytes have been received and verified. */
export interface NewObject extends ObjectDetails {
  readonly bucket: string;
  readonly key: string;
  /** The multipart upload that this completes. */
  readonly upload?: string | undefined;
}

/** Tells, at the moment of the change, why it must not be made; given what is there now. */
export type Refusal = (present: ObjectRecord | undefined) => ServiceError | undefined;

/** Buckets and objects on disk. What a method has acknowledged survives a kill. */
export class Objects implements ObjectStore {
  private readonly inTurn = createTurns();

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

  buckets(): Iterable<Bucket> {
    return [...this.index.buckets.from('')].map(([, bucket]) => bucket);
  }

  bucket(name: string): Bucket | undefined {
    return this.index.buckets.get(name);
  }

  upload(id: string): Upload | undefined {
    return this.index.uploads.get(id);
  }

  hasBucket(bucket: string): boolean {
    return this.bucket(bucket) !== undefined;
  }

  get(bucket: string, key: string): ObjectRecord | undefined {
    return this.bucket(bucket)?.objects.get(key);
  }

  list(bucket: string, prefix: string): readonly ObjectRecord[] {
    const found: ObjectRecord[] = [];
    for (const [key, object] of this.bucket(bucket)?.objects.from(prefix) ?? []) {
      if (!key.startsWith(prefix)) break;
      found.push(object);
    }
    return found;
  }

  /** Opens an object's bytes; refuses with `InternalError` when somebody has changed them on disk. */
  open(object: ObjectRecord): Promise<FileHandle> {
    return this.blobs.open(object.blob);
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
    const received = await this.blobs.receive(createReadStream(file) as AsyncIterable<Buffer>);
    const etag = `"${received.md5.toString('hex')}"`;
    return this.put({ bucket, key, etag, headers: { 'content-type': contentType } }, received);
  }

  /** Stores an object, or throws away the received bytes when it is refused. */
  async put(object: NewObject, received: Received, refuse?: Refusal): Promise<ObjectRecord> {
    return this.keepReceived(received, async () => {
      const { objects } = this.requireBucket(object.bucket);
      const refusal = refuse?.(objects.get(object.key));
      if (refusal) throw refusal;
      const blob = await this.blobs.keep(received);
      const modified = new Date(this.clock.now()).toISOString();
      await this.record({ op: 'put', ...object, blob, modified });
      return this.index.requireObject(object.bucket, object.key);
    });
  }

  async putPart(
    upload: Upload,
    number: number,
    part: Pick<ObjectDetails, 'etag' | 'checksum'>,
    received: Received,
  ): Promise<void> {
    await this.keepReceived(received, async () => {
      if (!this.upload(upload.id)) throw noSuchUpload();
      const blob = await this.blobs.keep(received);
      await this.record({ op: 'part', upload: upload.id, number, ...part, blob });
    });
  }

  startUpload(upload: Omit<Upload, 'parts'>): Promise<void> {
    return this.inTurn(async () => {
      this.requireBucket(upload.bucket);
      await this.record({ op: 'upload', ...upload });
    });
  }

  dropUpload(id: string): Promise<void> {
    return this.inTurn(() => this.record({ op: 'dropUpload', upload: id }));
  }

  createBucket(bucket: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.hasBucket(bucket)) return;
      const created = new Date(this.clock.now()).toISOString();
      await this.record({ op: 'makeBucket', bucket, created });
    });
  }

  deleteBucket(bucket: string): Promise<void> {
    return this.inTurn(async () => {
      if (this.requireBucket(bucket).objects.size > 0) {
        throw new ServiceError(
          'BucketNotEmpty',
          'The bucket you tried to delete is not empty',
          409,
        );
      }
      await this.record({ op: 'dropBucket', bucket });
    });
  }

  /** Deletes the keys that are there; the others are no mistake. */
  deleteObjects(bucket: string, keys: readonly string[]): Promise<void> {
    return this.inTurn(async () => {
      this.requireBucket(bucket);
      const present = [...new Set(keys)].filter((key) => this.get(bucket, key));
      const lines = present.map((key): IndexLine => ({ op: 'delete', bucket, key }));
      if (lines.length > 0) await this.record(...lines);
    });
  }

  /** Deletes blobs that nothing refers to: what was received but not recorded before a kill. */
  async sweep(): Promise<void> {
    for (const sha256 of await this.blobs.names()) {
      await this.inTurn(async () => {
        if (!this.index.isReferenced(sha256)) await this.blobs.remove(sha256);
      });
    }
  }

  /** Waits for what is being written. */
  close(): Promise<void> {
    return this.inTurn(() => this.journal.close());
  }

  private requireBucket(name: string): Bucket {
    const bucket = this.bucket(name);
    if (!bucket) {
      throw new ServiceError('NoSuchBucket', 'The specified bucket does not exist', 404);
    }
    return bucket;
  }

  private keepReceived<Result>(received: Received, step: () => Promise<Result>): Promise<Result> {
    return this.inTurn(async () => {
      try {
        return await step();
      } catch (error) {
        await this.blobs.discard(received);
        if (!this.index.isReferenced(received.sha256)) await this.blobs.remove(received.sha256);
        throw error;
      }
    });
  }

  private async record(...lines: readonly IndexLine[]): Promise<void> {
    await this.journal.append(...lines);
    for (const line of lines) this.index.apply(line);
    for (const sha256 of this.index.takeReleased()) await this.blobs.remove(sha256);
  }
}

export function noSuchUpload(): ServiceError {
  return new ServiceError(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have ' +
      'been aborted or completed.',
    404,
  );
}
