import { createReadStream, createWriteStream } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as cloudwatch from '@aws-sdk/client-cloudwatch';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as s3 from '@aws-sdk/client-s3';
import * as sagemaker from '@aws-sdk/client-sagemaker';
import * as sts from '@aws-sdk/client-sts';
import { Upload } from '@aws-sdk/lib-storage';
import type { Answers, WrittenAnswer } from '../answers';
import type { SandboxServer } from '../sandboxServer';
import {
  Refusal,
  type Answer,
  type Call,
  type ServiceName,
  type StoryClient,
  type Tail,
} from './storyClient';

interface Config {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: NonNullable<Call['credentials']>;
  readonly maxAttempts: number;
}

interface AnyClient {
  send(command: unknown): Promise<unknown>;
  destroy(): void;
  readonly middlewareStack: { add(middleware: Middleware, options: object): void };
}

interface WireRequest {
  readonly headers: Readonly<Record<string, string>>;
}

interface WireResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body?: Readable;
}

type Middleware = (
  next: (args: { readonly request: WireRequest }) => Promise<{ readonly response: WireResponse }>,
  context: { readonly commandName?: string },
) => (args: { readonly request: WireRequest }) => Promise<{ readonly response: WireResponse }>;

const modules: Readonly<Record<ServiceName, object>> = { sagemaker, logs, cloudwatch, s3, sts };

const makers: Readonly<Record<ServiceName, (config: Config) => unknown>> = {
  sagemaker: (config) => new sagemaker.SageMakerClient(config),
  logs: (config) => new logs.CloudWatchLogsClient({ ...config, disableHostPrefix: true }),
  cloudwatch: (config) => new cloudwatch.CloudWatchClient(config),
  s3: (config) => new s3.S3Client({ ...config, forcePathStyle: true }),
  sts: (config) => new sts.STSClient(config),
};

/** Their answers are streams; the model's check would have to wait for the last byte. */
const streaming = ['GetObject', 'StartLiveTail'];

/** The JavaScript SDK of this project. */
export class JsClient implements StoryClient {
  private readonly clients = new Map<ServiceName, AnyClient>();

  constructor(private readonly sandbox: SandboxServer) {}

  async call({ service, operation, input, credentials }: Call): Promise<Answer> {
    const commands = modules[service] as Readonly<Record<string, new (input: object) => object>>;
    const Command = commands[`${operation}Command`];
    if (!Command) {
      throw new Error(`The SDK has no ${operation}.`);
    }
    const client = credentials ? this.make(service, credentials) : this.client(service);
    try {
      return (await client.send(new Command(input))) as Answer;
    } catch (error) {
      throw toRefusal(error);
    } finally {
      if (credentials) {
        client.destroy();
      }
    }
  }

  async put(file: string, bucket: string, key: string): Promise<void> {
    const input = { Bucket: bucket, Key: key, Body: await fs.readFile(file) };
    await this.call({ service: 's3', operation: 'PutObject', input });
  }

  /** From a stream, as a web server that passes an upload on would. */
  async upload(file: string, bucket: string, key: string): Promise<void> {
    await new Upload({
      client: this.client('s3') as unknown as s3.S3Client,
      params: {
        Bucket: bucket,
        Key: key,
        Body: createReadStream(file),
        ChecksumAlgorithm: 'SHA256',
      },
      partSize: 8 * 1024 * 1024,
    }).done();
  }

  async download(bucket: string, key: string, file: string): Promise<void> {
    const input = { Bucket: bucket, Key: key };
    const { Body } = await this.call({ service: 's3', operation: 'GetObject', input });
    await pipeline(Body as Readable, createWriteStream(file));
  }

  async syncUp(folder: string, bucket: string, prefix: string): Promise<void> {
    for (const entry of await fs.readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) {
        const file = path.join(entry.parentPath, entry.name);
        await this.put(file, bucket, prefix + path.relative(folder, file));
      }
    }
  }

  async syncDown(bucket: string, prefix: string, folder: string): Promise<void> {
    const pages = s3.paginateListObjectsV2(
      { client: this.client('s3') as unknown as s3.S3Client, pageSize: 3 },
      { Bucket: bucket, Prefix: prefix },
    );
    for await (const { Contents = [] } of pages) {
      for (const { Key = '' } of Contents) {
        const file = path.join(folder, Key.slice(prefix.length));
        await fs.mkdir(path.dirname(file), { recursive: true });
        await this.download(bucket, Key, file);
      }
    }
  }

  /** CloudWatch's live tail. */
  async tail(group: string, streamPrefix: string): Promise<Tail> {
    const answer: unknown = await this.call({
      service: 'logs',
      operation: 'StartLiveTail',
      input: {
        logGroupIdentifiers: [`arn:aws:logs:us-east-1:000000000000:log-group:${group}`],
        logStreamNamePrefixes: [streamPrefix],
      },
    });
    return { until: (last) => linesUntil(last, answer as logs.StartLiveTailCommandOutput) };
  }

  stop(): Promise<void> {
    for (const client of this.clients.values()) {
      client.destroy();
    }
    return Promise.resolve();
  }

  private client(service: ServiceName): AnyClient {
    const client = this.clients.get(service) ?? this.make(service);
    this.clients.set(service, client);
    return client;
  }

  private make(service: ServiceName, credentials?: Call['credentials']): AnyClient {
    const { endpoint, region, ...own } = this.sandbox.announcement;
    const config = { endpoint, region, credentials: credentials ?? own, maxAttempts: 1 };
    const client = makers[service](config) as AnyClient;
    client.middlewareStack.add(writer(service, this.sandbox.answers), {
      step: 'deserialize',
      priority: 'low',
    });
    return client;
  }
}

/** Reads each answer before the SDK does, and writes it down. */
function writer(service: ServiceName, answers: Answers): Middleware {
  return (next, { commandName = '' }) =>
    async (args) => {
      const result = await next(args);
      const { response } = result;
      const operation = commandName.replace(/Command$/, '');
      const isStream = streaming.includes(operation) && response.statusCode < 300;
      const body = isStream ? null : await drain(response);
      const answer: WrittenAnswer = {
        ...{ client: 'JavaScript SDK', service, operation, status: response.statusCode },
        request: args.request.headers,
        headers: response.headers,
        body: body?.toString('base64') ?? null,
      };
      await answers.write(answer);
      return result;
    };
}

async function drain(response: WireResponse): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk as Uint8Array);
  }
  const body = Buffer.concat(chunks);
  response.body = Readable.from(body.length > 0 ? [body] : []);
  return body;
}

async function linesUntil(
  last: string,
  { responseStream }: logs.StartLiveTailCommandOutput,
): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const { sessionUpdate } of responseStream ?? []) {
    lines.push(...(sessionUpdate?.sessionResults ?? []).map(({ message = '' }) => message));
    if (lines.some((line) => line.endsWith(last))) {
      return lines;
    }
  }
  throw new Error(`The live tail ended by itself:\n${lines.join('\n')}`);
}

/** What the service answered; errors of the connection and of the SDK itself stay what they are. */
function toRefusal(error: unknown): unknown {
  if (!(error instanceof Error) || !('$metadata' in error)) {
    return error;
  }
  const code = 'Code' in error && typeof error.Code === 'string' ? error.Code : error.name;
  return new Refusal(code, error.message);
}
