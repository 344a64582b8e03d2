import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { untilAborted } from '../../src/aws/untilAborted';
import { AppError, type ErrorReason } from '../../src/core/errors';
import type { CommandLike, Sender } from '../../src/core/resources/kind';

interface FakePart {
  readonly body: Buffer;
  readonly etag: string;
  readonly checksum: string;
}

type FakeMetadata = Readonly<Record<string, string>> | undefined;

interface FakeObject {
  readonly body: Buffer;
  readonly etag: string;
  readonly metadata?: FakeMetadata;
}

interface FakeUpload {
  readonly key: string;
  readonly metadata?: FakeMetadata;
  readonly id: string;
  initiated: Date;
  readonly parts: Map<number, FakePart>;
}

interface FakeBucket {
  readonly objects: Map<string, FakeObject>;
  readonly uploads: Map<string, FakeUpload>;
}

/** The fields of all commands that are understood here. */
interface Input {
  readonly Bucket: string;
  readonly Key: string;
  readonly Prefix?: string;
  readonly UploadId: string;
  readonly PartNumber: number;
  readonly PartNumberMarker?: string;
  readonly ContinuationToken?: string;
  readonly KeyMarker?: string;
  readonly UploadIdMarker?: string;
  readonly Body: AsyncIterable<Buffer>;
  readonly ContentLength: number;
  readonly ChecksumSHA256?: string;
  readonly ExpectedBucketOwner?: string;
  readonly Metadata?: FakeMetadata;
  readonly MultipartUpload: {
    readonly Parts: readonly { PartNumber: number; ETag: string; ChecksumCRC32?: string }[];
  };
}

/** A command as it arrived. */
export interface S3Command {
  /** `UploadPart` */
  readonly name: string;
  readonly input: Input;
}

/** Entries of a page of a list. */
const pageSize = 2;

/** S3 in memory, as the clients' commands see it; lists come in small pages. */
export class FakeS3 implements Sender {
  readonly buckets = new Map<string, FakeBucket>();
  readonly sent: S3Command[] = [];
  /** Whether parts have checksums beside their MD5. */
  tellsChecksums = true;
  /** Whether a key of KMS encrypts objects, so that their ETags are no digests. */
  isEncrypted = false;
  /** Runs before a command has its effect; may fail, wait or abort. */
  before: (command: S3Command) => Promise<void> | void = () => undefined;
  /** Runs when it has had its effect, and before it is answered. */
  after: (command: S3Command) => Promise<void> | void = () => undefined;
  private uploads = 0;

  constructor(...buckets: readonly string[]) {
    for (const bucket of buckets) {
      this.buckets.set(bucket, { objects: new Map(), uploads: new Map() });
    }
  }

  async send<I extends object, O extends object>(
    command: CommandLike<I, O>,
    signal?: AbortSignal,
  ): Promise<O> {
    const name = command.constructor.name.replace(/Command$/, '');
    const sent = { name, input: command.input as unknown as Input };
    if (signal?.aborted === true) {
      throw new AppError('cancelled', 'Cancelled.');
    }
    this.sent.push(sent);
    return (await untilAborted(this.answer(sent, signal), signal)) as O;
  }

  /** Names of the commands that were sent. */
  get names(): readonly string[] {
    return this.sent.map(({ name }) => name);
  }

  /** All unfinished uploads. */
  get unfinished(): readonly FakeUpload[] {
    return [...this.buckets.values()].flatMap(({ uploads }) => [...uploads.values()]);
  }

  private async answer(command: S3Command, signal: AbortSignal | undefined): Promise<object> {
    await this.before(command);
    const operation = this.operations[command.name];
    if (!operation) {
      throw new TypeError(`${command.name} is not here`);
    }
    const answer = await operation(command.input, signal);
    await this.after(command);
    return answer;
  }

  private bucket({ Bucket }: Input): FakeBucket {
    return this.buckets.get(Bucket) ?? missing('NoSuchBucket');
  }

  private upload(input: Input): FakeUpload {
    return this.bucket(input).uploads.get(input.UploadId) ?? missing('NoSuchUpload');
  }

  private readonly operations: Readonly<
    Record<string, (input: Input, signal?: AbortSignal) => object | Promise<object>>
  > = {
    HeadBucket: (input) => {
      this.bucket(input);
      return {};
    },
    CreateBucket: ({ Bucket }) => {
      this.buckets.set(Bucket, { objects: new Map(), uploads: new Map() });
      return {};
    },
    DeleteBucket: (input) => {
      if (this.bucket(input).objects.size > 0) {
        throw new AppError('conflict', 'BucketNotEmpty');
      }
      this.buckets.delete(input.Bucket);
      return {};
    },
    HeadObject: (input) => {
      const { body, etag, metadata } =
        this.bucket(input).objects.get(input.Key) ?? missing('NotFound');
      return { ContentLength: body.length, ETag: etag, Metadata: metadata };
    },
    PutObject: async (input, signal) => {
      const body = await collect(input, signal);
      const digest = createHash('sha256').update(body).digest('base64');
      if (input.ChecksumSHA256 !== undefined && input.ChecksumSHA256 !== digest) {
        throw new AppError('invalid', 'BadDigest');
      }
      const etag = this.isEncrypted ? '"no-digest"' : `"${md5(body)}"`;
      this.bucket(input).objects.set(input.Key, { body, etag, metadata: input.Metadata });
      return {};
    },
    ListObjectsV2: (input) => {
      const all = [...this.bucket(input).objects]
        .filter(([key]) => key.startsWith(input.Prefix ?? ''))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      const { page, next } = cut(all, ([key]) => key === input.ContinuationToken);
      return {
        Contents: page.map(([Key, { body, etag }]) => ({ Key, Size: body.length, ETag: etag })),
        NextContinuationToken: next?.[0],
      };
    },
    CreateMultipartUpload: (input) => {
      const id = `upload-${++this.uploads}`;
      const begun = { key: input.Key, metadata: input.Metadata, initiated: new Date() };
      const upload = { ...begun, id, parts: new Map() };
      this.bucket(input).uploads.set(id, upload);
      return { UploadId: id };
    },
    UploadPart: async (input, signal) => {
      this.upload(input);
      const body = await collect(input, signal);
      const checksum = Buffer.alloc(4);
      checksum.writeUInt32BE(crc32(body));
      const part = { body, etag: `"${md5(body)}"`, checksum: checksum.toString('base64') };
      this.upload(input).parts.set(input.PartNumber, part);
      return { ETag: part.etag, ...this.told(part) };
    },
    ListParts: (input) => {
      const all = [...this.upload(input).parts].sort(([a], [b]) => a - b);
      const { page, next } = cut(all, ([number]) => String(number) === input.PartNumberMarker);
      return {
        Parts: page.map(([PartNumber, part]) => ({
          ...{ PartNumber, Size: part.body.length, ETag: part.etag },
          ...this.told(part),
        })),
        IsTruncated: next !== undefined,
        NextPartNumberMarker: next && String(next[0]),
      };
    },
    ListMultipartUploads: (input) => {
      const all = [...this.bucket(input).uploads.values()].filter(({ key }) =>
        key.startsWith(input.Prefix ?? ''),
      );
      const { page, next } = cut(all, ({ id }) => id === input.UploadIdMarker);
      return {
        Uploads: page.map(({ key, id, initiated }) => ({
          ...{ Key: key, UploadId: id, Initiated: initiated },
        })),
        IsTruncated: next !== undefined,
        NextKeyMarker: next?.key,
        NextUploadIdMarker: next?.id,
      };
    },
    CompleteMultipartUpload: (input) => {
      const { key, id, parts, metadata } = this.upload(input);
      const chosen = input.MultipartUpload.Parts.map(({ PartNumber, ETag, ChecksumCRC32 }) => {
        const part = parts.get(PartNumber);
        const isSame = part?.etag === ETag && this.told(part).ChecksumCRC32 === ChecksumCRC32;
        return isSame ? part.body : missing('InvalidPart', 'invalid');
      });
      const etag = `"${md5(Buffer.concat(chosen))}-${chosen.length}"`;
      this.bucket(input).objects.set(key, { body: Buffer.concat(chosen), etag, metadata });
      this.bucket(input).uploads.delete(id);
      return {};
    },
    AbortMultipartUpload: (input) => {
      this.bucket(input).uploads.delete(this.upload(input).id);
      return {};
    },
  };

  private told({ checksum }: FakePart): { readonly ChecksumCRC32?: string } {
    return this.tellsChecksums ? { ChecksumCRC32: checksum } : {};
  }
}

function missing(message: string, reason: 'notFound' | 'invalid' = 'notFound'): never {
  throw refusedBy(message, reason);
}

/** As S3's client fails: the code is the name of the cause. */
export const refusedBy = (code: string, reason: ErrorReason): AppError =>
  new AppError(reason, code, { cause: Object.assign(new Error(code), { name: code }) });

const md5 = (body: Buffer): string => createHash('md5').update(body).digest('hex');

/** The entries behind a marker, and the last of them where there are more. */
function cut<T>(
  all: readonly T[],
  isMarker: (entry: T) => boolean,
): { readonly page: readonly T[]; readonly next: T | undefined } {
  const from = all.findIndex(isMarker) + 1;
  const page = all.slice(from, from + pageSize);
  return { page, next: from + pageSize < all.length ? page.at(-1) : undefined };
}

async function collect({ Body, ContentLength }: Input, signal?: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of Body) {
    if (signal?.aborted === true) {
      throw new AppError('cancelled', 'Cancelled.');
    }
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  return body.length === ContentLength ? body : missing('IncompleteBody', 'invalid');
}
