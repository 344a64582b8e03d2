import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { copyFile, mkdir, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { ObjectStore, StoredObject } from '../../src/sandbox/store/objectStore';

/** Objects as files of a folder; an index in memory. */
export class FakeObjectStore implements ObjectStore {
  private readonly buckets = new Map<string, Map<string, StoredObject>>();
  private files = 0;
  /** Set to make every later `putFile` and `putStream` fail with it. */
  putError: Error | undefined;

  constructor(
    private readonly folder: string,
    ...buckets: readonly string[]
  ) {
    for (const bucket of buckets) this.buckets.set(bucket, new Map());
  }

  hasBucket(bucket: string): boolean {
    return this.buckets.has(bucket);
  }

  get(bucket: string, key: string): StoredObject | undefined {
    return this.buckets.get(bucket)?.get(key);
  }

  list(bucket: string, prefix: string): readonly StoredObject[] {
    const objects = [...(this.buckets.get(bucket)?.values() ?? [])];
    return objects
      .filter(({ key }) => key.startsWith(prefix))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  async materialise(object: StoredObject, target: string): Promise<void> {
    await copyFile(object.file, target);
  }

  async putFile(bucket: string, key: string, file: string): Promise<StoredObject> {
    if (this.putError) throw this.putError;
    const blob = await this.newBlob();
    await copyFile(file, blob);
    return await this.add(bucket, key, blob);
  }

  async putStream(
    bucket: string,
    key: string,
    bytes: AsyncIterable<Buffer>,
  ): Promise<StoredObject> {
    if (this.putError) throw this.putError;
    const blob = await this.newBlob();
    await pipeline(bytes, createWriteStream(blob));
    return await this.add(bucket, key, blob);
  }

  async put(bucket: string, key: string, content: string | Buffer): Promise<StoredObject> {
    const blob = await this.newBlob();
    await writeFile(blob, content);
    return await this.add(bucket, key, blob);
  }

  private async newBlob(): Promise<string> {
    await mkdir(this.folder, { recursive: true });
    return path.join(this.folder, String(++this.files));
  }

  private async add(bucket: string, key: string, file: string): Promise<StoredObject> {
    const { size, mtime } = await stat(file);
    const etag = `"${createHash('md5').update(key).digest('hex')}"`;
    const object = { key, size, etag, lastModified: mtime, file };
    this.buckets.get(bucket)?.set(key, object);
    return object;
  }
}
