import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Connection, ListedObject, Storage, UploadOptions } from '../../src/aws/connection';
import type { ConnectionTraits } from '../../src/core/connections/connection';
import { AppError } from '../../src/core/errors';
import { FakeSender, type SentCommand } from './fakeSender';

/** S3 in memory; it records what happens in order. */
export class FakeStorage implements Storage {
  readonly objects = new Map<string, Buffer>();
  /** What `putFile` was told of them. */
  readonly digests = new Map<string, string | undefined>();
  readonly events: string[] = [];
  /** Whether `ensureBucket` has made the bucket. */
  isNewBucket = false;
  /** Runs before each upload; may fail or wait. */
  beforePut: (uri: string, signal?: AbortSignal) => Promise<void> = () => Promise.resolve();

  ensureBucket(bucket: string, accountId: string): Promise<boolean> {
    this.events.push(`bucket ${bucket} of ${accountId}`);
    return Promise.resolve(this.isNewBucket);
  }

  removeEmptyBucket(bucket: string): Promise<void> {
    if (this.objects.size === 0) {
      this.events.push(`remove ${bucket}`);
    }
    return Promise.resolve();
  }

  list(uri: string): Promise<ReadonlyMap<string, ListedObject>> {
    const below = [...this.objects].filter(([key]) => key.startsWith(uri));
    return Promise.resolve(
      new Map(
        below.map(([key, content]) => [
          key.slice(uri.length),
          { size: content.length, etag: createHash('md5').update(content).digest('hex') },
        ]),
      ),
    );
  }

  dropStaleUploads(uri: string): Promise<void> {
    this.events.push(`drop stale ${uri}`);
    return Promise.resolve();
  }

  holds(uri: string, digest: string): Promise<boolean> {
    return Promise.resolve(this.objects.has(uri) && this.digests.get(uri) === digest);
  }

  async putFile(uri: string, file: string, options: UploadOptions): Promise<void> {
    this.events.push(`put ${uri}`);
    await this.beforePut(uri, options.signal);
    options.signal?.throwIfAborted();
    const content = await readFile(file);
    options.onBytes?.(content.length);
    this.objects.set(uri, content);
    this.digests.set(uri, options.digest ?? options.content?.sha256);
  }

  async *read(uri: string): AsyncGenerator<Uint8Array> {
    const content = this.objects.get(uri);
    if (content === undefined) {
      throw new AppError('notFound', 'The object is not there.');
    }
    for (let start = 0; start < content.length; start += 100) {
      yield await Promise.resolve(content.subarray(start, start + 100));
    }
  }

  get(uri: string): Promise<AsyncIterable<Uint8Array>> {
    return Promise.resolve(this.read(uri));
  }
}

const traits: ConnectionTraits = {
  billable: false,
  defaultRole: 'arn:aws:iam::000000000000:role/Some',
  jobEnvironment: { PYTHON: '/usr/bin/python3' },
  runsHere: true,
  protected: false,
  logPollMilliseconds: 150,
  statusPollMilliseconds: 500,
};

/** A connection without a network: commands from a table, objects in memory. */
export function memoryConnection(
  answer: (command: SentCommand) => unknown,
  changed: Partial<ConnectionTraits> = {},
): Connection & { readonly sagemaker: FakeSender; readonly storage: FakeStorage } {
  return {
    info: {
      id: 'memory',
      label: 'Memory',
      region: 'eu-west-1',
      traits: { ...traits, ...changed },
    },
    sagemaker: new FakeSender(answer),
    iam: new FakeSender(answer),
    ecr: new FakeSender(answer),
    ec2: new FakeSender(answer),
    kms: new FakeSender(answer),
    quotas: new FakeSender(answer),
    pricing: new FakeSender(answer),
    s3: new FakeSender(answer),
    storage: new FakeStorage(),
    logs: {
      streams: () => Promise.resolve([]),
      read: () => Promise.resolve({ events: [], token: '' }),
      tail: () => Promise.resolve([]),
    },
    identity: () => Promise.resolve({ accountId: '123456789012', arn: 'arn:aws:iam::1:user/me' }),
    account: () => Promise.resolve({ id: '123456789012' }),
    dispose: () => undefined,
  };
}
