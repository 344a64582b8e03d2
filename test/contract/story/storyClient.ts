import type { SandboxCredentials } from '../../../src/core/sandbox/protocol';

/** botocore's names. */
export type ServiceName = 'sagemaker' | 'logs' | 'cloudwatch' | 's3' | 'sts';

export interface Call {
  readonly service: ServiceName;
  readonly operation: string;
  /** The API's own names; times are Dates. Nothing is checked before it is sent. */
  readonly input: object;
  /** Instead of the sandbox's own. */
  readonly credentials?: SandboxCredentials & { readonly sessionToken?: string };
}

/** The service's answer in the API's own names; see `timeOf` for its times. */
export type Answer = Readonly<Record<string, unknown>>;

/** One of AWS's clients; the story is told by each of them. Folders and files are absolute. */
export interface StoryClient {
  /** Rejects with a `Refusal` when the service answers with an error. */
  call(call: Call): Promise<Answer>;
  /** In one request. */
  put(file: string, bucket: string, key: string): Promise<void>;
  /** In several parts when it is big, with a checksum of each. */
  upload(file: string, bucket: string, key: string): Promise<void>;
  download(bucket: string, key: string, file: string): Promise<void>;
  /** Every file below the folder, by its path, below the prefix (`…/`). */
  syncUp(folder: string, bucket: string, prefix: string): Promise<void>;
  syncDown(bucket: string, prefix: string, folder: string): Promise<void>;
  /**
   * Follows a log group's streams as the client's own command does; resolves when it follows. Absent
   * where the client has no such command.
   */
  tail?(group: string, streamPrefix: string): Promise<Tail>;
  stop(): Promise<void>;
}

/** What follows a log; `until` is to be called once, and ends it. */
export interface Tail {
  /** The lines up to the first that ends with `last`. */
  until(last: string): Promise<readonly string[]>;
}

/** An error that the service answered with. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** ms since the epoch of a time in an answer: a Date, a text, or JSON's own seconds. */
export function timeOf(value: unknown): number {
  if (typeof value === 'number') {
    return value * 1000;
  }
  return value instanceof Date ? value.getTime() : Date.parse(String(value));
}
