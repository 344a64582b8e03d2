import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Storage, UploadOptions } from '../../src/aws/connection';
import { createStorage } from '../../src/aws/storage';
import { UploadRecord } from '../../src/aws/uploads/uploadRecord';
import { AppError } from '../../src/core/errors';
import { FakeS3, type S3Command } from './fakeS3';

export const mebibyte = 1024 * 1024;

/** A file of five parts, and S3 in memory to which it goes. */
export class PartsWorld {
  readonly uri = 's3://bucket/sagemaker-workbench/data/1/big.bin';
  readonly key = 'sagemaker-workbench/data/1/big.bin';
  readonly content = randomBytes(36 * mebibyte);
  readonly file: string;
  s3 = new FakeS3('bucket');
  now = Date.now();
  storage: Storage;

  private constructor(readonly folder: string) {
    this.file = path.join(folder, 'big.bin');
    this.storage = this.open();
  }

  static async create(): Promise<PartsWorld> {
    return new PartsWorld(await mkdtemp(path.join(os.tmpdir(), 'parts-')));
  }

  /** The file as it was, an empty bucket. */
  async reset(): Promise<void> {
    await rm(path.join(this.folder, 'record'), { recursive: true, force: true });
    await writeFile(this.file, this.content);
    this.s3 = new FakeS3('bucket');
    this.now = Date.now();
    this.storage = this.open();
  }

  open(graceMilliseconds?: number): Storage {
    const clock = { now: () => this.now, sleep: () => Promise.resolve() };
    const record = new UploadRecord(path.join(this.folder, 'record'));
    const client = { api: this.s3, clock, record, graceMilliseconds };
    return createStorage({ ...client, region: 'eu-west-1' });
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true });
  }

  /** Uploads the file; answers the bytes that were told. */
  async put(options: UploadOptions = {}): Promise<number> {
    let bytes = 0;
    const onBytes = (more: number): void => {
      bytes += more;
    };
    await this.storage.putFile(this.uri, this.file, { ...options, onBytes });
    return bytes;
  }

  get stored(): Buffer | undefined {
    return this.s3.buckets.get('bucket')?.objects.get(this.key)?.body;
  }

  /** How often a command was sent. */
  count(name: string): number {
    return this.s3.names.filter((one) => one === name).length;
  }

  get partNumbers(): readonly number[] {
    const sent = this.s3.sent.filter(({ name }) => name === 'UploadPart');
    return sent.map(({ input }) => input.PartNumber);
  }

  /** Cuts an upload off when three of its five parts are there. */
  async cutOff(): Promise<void> {
    this.s3.before = async ({ name, input }) => {
      if (name === 'UploadPart' && input.PartNumber > 3) {
        while ((this.s3.unfinished[0]?.parts.size ?? 0) < 3) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        throw broken();
      }
    };
    await assert.rejects(this.put(), { reason: 'network' });
    this.s3.before = () => undefined;
    this.s3.sent.length = 0;
  }
}

export const broken = (): AppError => new AppError('network', 'Broken.');

export const failPart =
  (number: number, error: () => Error) =>
  ({ name, input }: S3Command): void => {
    if (name === 'UploadPart' && input.PartNumber === number) {
      throw error();
    }
  };
