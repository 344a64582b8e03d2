import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  UploadPartCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Random } from '../../fakes/seededRandom';
import type { Actor } from './actor';
import { allKeys } from './listing';
import type { Clients } from './victim';

interface Part {
  readonly etag: string;
  readonly text: string;
}

/** The request whose answer has not come; `start` has no id yet. */
interface Uncertain {
  readonly what: 'start' | 'part' | 'complete' | 'abort';
  readonly id?: string;
  readonly text?: string;
}

/** Uploads objects in parts, completes some and aborts others. */
export class UploadActor implements Actor {
  readonly name = 'uploads';
  /** By id; each has a key of its own. */
  private readonly uploads = new Map<string, { readonly key: string; part?: Part | undefined }>();
  private readonly objects = new Map<string, string>();
  private uncertain: Uncertain | undefined;
  private count = 0;

  constructor(
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  /** What the unfinished uploads hold. */
  partTexts(): readonly string[] {
    return [...this.uploads.values()].flatMap(({ part }) => (part ? [part.text] : []));
  }

  async step({ s3 }: Clients, random: Random): Promise<void> {
    const ids = [...this.uploads.keys()];
    const id = ids[random.below(Math.max(ids.length, 1))];
    const upload = id === undefined ? undefined : this.uploads.get(id);
    if (id === undefined || upload === undefined || ids.length < 3) {
      await this.start(s3);
      return;
    }
    if (upload.part === undefined || random.below(4) === 0) {
      await this.putPart(s3, id, random);
      return;
    }
    await (random.below(4) === 0 ? this.abort(s3, id) : this.complete(s3, id));
  }

  async check({ s3 }: Clients): Promise<void> {
    await this.checkObjects(s3);
    const list = new ListMultipartUploadsCommand({ Bucket: this.bucket, Prefix: this.prefix });
    const there = new Map(
      ((await s3.send(list)).Uploads ?? []).map(({ UploadId, Key }) => [UploadId ?? '', Key ?? '']),
    );
    for (const [id, { key }] of [...this.uploads]) {
      const isEnded = this.objects.has(key) || (!there.has(id) && this.mayBe('abort', id));
      if (isEnded) this.uploads.delete(id);
      else assert.equal(there.get(id), key, `upload of ${key}`);
    }
    for (const [id, key] of there) {
      if (this.uploads.has(id)) await this.checkParts(s3, id);
      else {
        assert.ok(this.mayBe('start'), `upload ${id} of ${key} was not made or was ended`);
        this.uploads.set(id, { key });
      }
    }
    this.uncertain = undefined;
  }

  private mayBe(what: Uncertain['what'], id?: string): boolean {
    return this.uncertain?.what === what && this.uncertain.id === id;
  }

  private async checkObjects(s3: S3Client): Promise<void> {
    const listed = await allKeys(s3, this.bucket, this.prefix);
    const upload = this.uploads.get(this.uncertain?.id ?? '');
    if (this.uncertain?.what === 'complete' && upload?.part && listed.includes(upload.key)) {
      this.objects.set(upload.key, upload.part.text);
    }
    assert.deepEqual(listed.sort(), [...this.objects.keys()].sort());
    for (const [Key, text] of this.objects) {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: this.bucket, Key }));
      assert.equal(await Body?.transformToString(), text, Key);
    }
  }

  private async checkParts(s3: S3Client, id: string): Promise<void> {
    const upload = this.uploads.get(id);
    const parts = new ListPartsCommand({ Bucket: this.bucket, Key: upload?.key, UploadId: id });
    const etag = (await s3.send(parts)).Parts?.[0]?.ETag;
    if (!upload) return;
    const { text = '' } = this.uncertain ?? {};
    if (this.mayBe('part', id) && etag === etagOf(text)) upload.part = { etag, text };
    assert.equal(etag, upload.part?.etag, `part of ${id}`);
  }

  private async start(s3: S3Client): Promise<void> {
    const Key = `${this.prefix}${this.count++}`;
    this.uncertain = { what: 'start' };
    const make = new CreateMultipartUploadCommand({ Bucket: this.bucket, Key });
    this.uploads.set((await s3.send(make)).UploadId ?? '', { key: Key });
    this.uncertain = undefined;
  }

  private async putPart(s3: S3Client, id: string, random: Random): Promise<void> {
    const upload = this.uploads.get(id);
    const text = `${random.below(1e9)} `.repeat(random.below(10_000));
    this.uncertain = { what: 'part', id, text };
    const put = new UploadPartCommand({ ...this.named(id), PartNumber: 1, Body: text });
    const etag = (await s3.send(put)).ETag ?? '';
    if (upload) upload.part = { etag, text };
    this.uncertain = undefined;
  }

  private async complete(s3: S3Client, id: string): Promise<void> {
    const upload = this.uploads.get(id);
    this.uncertain = { what: 'complete', id };
    const Parts = [{ PartNumber: 1, ETag: upload?.part?.etag }];
    await s3.send(
      new CompleteMultipartUploadCommand({ ...this.named(id), MultipartUpload: { Parts } }),
    );
    this.objects.set(upload?.key ?? '', upload?.part?.text ?? '');
    this.uploads.delete(id);
    this.uncertain = undefined;
  }

  private async abort(s3: S3Client, id: string): Promise<void> {
    this.uncertain = { what: 'abort', id };
    await s3.send(new AbortMultipartUploadCommand(this.named(id)));
    this.uploads.delete(id);
    this.uncertain = undefined;
  }

  private named(id: string) {
    return { Bucket: this.bucket, Key: this.uploads.get(id)?.key, UploadId: id };
  }
}

function etagOf(text: string): string {
  return `"${createHash('md5').update(text).digest('hex')}"`;
}
