import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import {
  removeTemporaryFolders,
  startTestSandbox,
  type StartOptions,
} from '../../../fakes/startedSandbox';

export const Bucket = 'test-bucket';

/** A sandbox with one bucket, and the real client to it, as the product and its users make it. */
export class S3Fixture {
  readonly client: S3Client;
  readonly send: S3Client['send'];

  private constructor(private readonly sandbox: RunningSandbox) {
    this.client = clientFor(sandbox);
    this.send = this.client.send.bind(this.client);
  }

  static async start(options: StartOptions = {}): Promise<S3Fixture> {
    const fixture = new S3Fixture(await startTestSandbox({ reported: [], ...options }));
    await fixture.send(new CreateBucketCommand({ Bucket }));
    return fixture;
  }

  get announcement(): RunningSandbox['announcement'] {
    return this.sandbox.announcement;
  }

  async put(Key: string, Body: string | Uint8Array = Key): Promise<void> {
    await this.send(new PutObjectCommand({ Bucket, Key, Body }));
  }

  async get(Key: string): Promise<string> {
    const { Body } = await this.send(new GetObjectCommand({ Bucket, Key }));
    return (await Body?.transformToString()) ?? '';
  }

  async empty(): Promise<void> {
    const { Contents = [] } = await this.send(new ListObjectsV2Command({ Bucket }));
    const Objects = Contents.map(({ Key }) => ({ Key }));
    if (Objects.length === 0) return;
    await this.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } }));
  }

  async stop(): Promise<void> {
    this.client.destroy();
    await this.sandbox.stop('test');
    await removeTemporaryFolders();
  }
}

export function clientFor({ announcement }: Pick<RunningSandbox, 'announcement'>): S3Client {
  return new S3Client({
    endpoint: announcement.endpoint,
    region: announcement.region,
    credentials: announcement,
    forcePathStyle: true,
    maxAttempts: 1,
  });
}

/** The name and the status of the error that a call ends with. */
export async function refusalOf(call: Promise<unknown>): Promise<string> {
  try {
    await call;
  } catch (error) {
    const { name, $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
    return `${name} ${$metadata?.httpStatusCode ?? '?'}`;
  }
  return 'accepted';
}
