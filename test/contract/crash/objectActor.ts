import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  PutObjectCommand,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { Random } from '../../fakes/seededRandom';
import type { Actor } from './actor';
import { allKeys } from './listing';
import type { Clients } from './victim';

interface Content {
  readonly sha256: string;
  readonly size: number;
  readonly mood: string | undefined;
  readonly tag: string | undefined;
}

type State = Content | undefined;

const names = ['a', 'a/b', 'A', '../../x', 'CON', 'ü 😀/ñ', `long/${'k'.repeat(900)}`, 'x.tmp'];

/** Puts, copies, tags and deletes objects. */
export class ObjectActor implements Actor {
  readonly name = 'objects';
  private readonly known = new Map<string, State>();
  private readonly uncertain = new Map<string, State>();
  private readonly keys: readonly string[];

  constructor(
    private readonly bucket: string,
    private readonly prefix: string,
  ) {
    this.keys = names.map((name) => prefix + name);
  }

  async step({ s3 }: Clients, random: Random): Promise<void> {
    const present = this.keys.filter((key) => this.known.get(key));
    const key = random.pick(this.keys);
    const choice = present.length === 0 ? 0 : random.below(10);
    if (choice < 4) await this.put(s3, key, random);
    else if (choice < 6) await this.copy(s3, random.pick(present), key);
    else if (choice < 7) await this.tag(s3, random.pick(present), random);
    else if (choice < 9) await this.remove(s3, [random.pick(present)]);
    else await this.remove(s3, present.slice(0, 3));
  }

  async check({ s3 }: Clients): Promise<void> {
    const listed = await allKeys(s3, this.bucket, this.prefix);
    for (const key of this.keys) {
      const found = listed.includes(key) ? await this.read(s3, key) : undefined;
      const allowed = [this.known.get(key)];
      if (this.uncertain.has(key)) allowed.push(this.uncertain.get(key));
      const isAllowed = allowed.some((state) => JSON.stringify(state) === JSON.stringify(found));
      assert.ok(isAllowed, `${key} is ${show(found)}, not ${allowed.map(show).join(' or ')}`);
      this.known.set(key, found);
    }
    assert.deepEqual(
      listed.filter((key) => !this.keys.includes(key)),
      [],
    );
    this.uncertain.clear();
  }

  private async change(
    keys: readonly string[],
    next: (present: State) => State,
    send: () => Promise<unknown>,
  ): Promise<void> {
    for (const key of keys) this.uncertain.set(key, next(this.known.get(key)));
    await send();
    for (const key of keys) this.known.set(key, this.uncertain.get(key));
    this.uncertain.clear();
  }

  private async put(s3: S3Client, Key: string, random: Random): Promise<void> {
    const Body = random.bytes(random.pick([0, 1, 1000, 70_000, 300_000]));
    const mood = random.pick([undefined, 'calm', 'wild']);
    const sha256 = createHash('sha256').update(Body).digest('hex');
    const Metadata: Record<string, string> = mood === undefined ? {} : { mood };
    await this.change(
      [Key],
      () => ({ sha256, size: Body.length, mood, tag: undefined }),
      () => s3.send(new PutObjectCommand({ Bucket: this.bucket, Key, Body, Metadata })),
    );
  }

  private async copy(s3: S3Client, from: string, Key: string): Promise<void> {
    const CopySource = `${this.bucket}/${from.split('/').map(encodeURIComponent).join('/')}`;
    if (from === Key) return;
    await this.change(
      [Key],
      () => this.known.get(from),
      () => s3.send(new CopyObjectCommand({ Bucket: this.bucket, Key, CopySource })),
    );
  }

  private async tag(s3: S3Client, Key: string, random: Random): Promise<void> {
    const tag = `t${random.below(100)}`;
    const Tagging = { TagSet: [{ Key: 'tag', Value: tag }] };
    await this.change(
      [Key],
      (present) => present && { ...present, tag },
      () => s3.send(new PutObjectTaggingCommand({ Bucket: this.bucket, Key, Tagging })),
    );
  }

  private async remove(s3: S3Client, keys: readonly string[]): Promise<void> {
    const Bucket = this.bucket;
    const [Key] = keys;
    await this.change(
      keys,
      () => undefined,
      () =>
        keys.length === 1
          ? s3.send(new DeleteObjectCommand({ Bucket, Key }))
          : s3.send(
              new DeleteObjectsCommand({
                Bucket,
                Delete: { Objects: keys.map((one) => ({ Key: one })) },
              }),
            ),
    );
  }

  private async read(s3: S3Client, Key: string): Promise<Content> {
    const object = { Bucket: this.bucket, Key };
    const answer = await s3.send(new GetObjectCommand(object));
    const bytes = await answer.Body?.transformToByteArray();
    const sha256 = createHash('sha256')
      .update(bytes ?? '')
      .digest('hex');
    const { TagSet } = await s3.send(new GetObjectTaggingCommand(object));
    const mood = answer.Metadata?.['mood'];
    return { sha256, size: answer.ContentLength ?? 0, mood, tag: TagSet?.[0]?.Value };
  }
}

function show(state: State): string {
  return state === undefined ? 'absent' : JSON.stringify(state);
}
