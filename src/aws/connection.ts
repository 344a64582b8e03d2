import type { Account, ConnectionInfo } from '../core/connections/connection';
import type { Logs } from '../core/logs/logSource';
import type { Sender } from '../core/resources/kind';
import type {
  PythonInterpreter,
  SandboxOperations,
  SandboxRemoved,
  SandboxUsage,
} from '../core/sandbox/protocol';
import type { FileContent } from '../node/fileHashes';

/** Credentials, region and endpoints of one account, ready to be asked. */
export interface Connection {
  readonly info: ConnectionInfo;
  /** SageMaker; the client is built on first use, failures arrive as `AppError`. */
  readonly sagemaker: Sender;
  readonly iam: Sender;
  readonly ecr: Sender;
  /** Networks, for jobs that run in one. */
  readonly ec2: Sender;
  readonly kms: Sender;
  readonly quotas: Sender;
  /** Prices of all regions of the partition, whichever this connection's is. */
  readonly pricing: Sender;
  /** S3 as it is, for questions that `storage` does not answer. */
  readonly s3: Sender;
  readonly logs: Logs;
  readonly storage: Storage;
  /** Whose keys these are; asked once, and again when the connection has got others. */
  identity(signal?: AbortSignal): Promise<Identity>;
  /** The account with its name, as far as it may be read. */
  account(signal?: AbortSignal): Promise<Account>;
  dispose(): void;
}

export interface Identity {
  readonly accountId: string;
  readonly arn: string;
}

/** S3 as a launch and an artifact view need it. */
export interface Storage {
  /**
   * Makes sure the bucket exists and belongs to `accountId`; creates it when it is missing, and
   * answers whether it has.
   */
  ensureBucket(bucket: string, accountId: string, signal?: AbortSignal): Promise<boolean>;
  /** Removes a bucket unless it holds anything, is somebody else's or may not be removed. */
  removeEmptyBucket(bucket: string, accountId: string): Promise<void>;
  /**
   * Whether an object is there that `putFile` has uploaded with this digest. Whoever may not list the
   * bucket is `denied` the look at one that is not there.
   */
  holds(uri: string, digest: string, options?: OwnedCall): Promise<boolean>;
  /** The objects below an address that ends with `/`, by what follows it. */
  list(uri: string, options?: OwnedCall): Promise<ReadonlyMap<string, ListedObject>>;
  /**
   * Uploads a file by streaming. A large one goes in parts, and goes on where an earlier upload of the
   * same file was cut off; a cancelled one leaves nothing. Fails as `invalid` when the file changes.
   */
  putFile(uri: string, file: string, options: UploadOptions): Promise<void>;
  /**
   * Ends uploads below an address, in a bucket of the account `owner`, that were begun on this computer
   * and cut off a week ago or earlier, as far as that is possible now.
   */
  dropStaleUploads(uri: string, owner: string): Promise<void>;
  /** Streams an object. */
  get(uri: string, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
}

/** What a list tells of an object. */
export interface ListedObject {
  /** Bytes. */
  readonly size: number;
  /** The content's MD5 in hexadecimal where it came in one piece and no key of KMS encrypts it. */
  readonly etag: string;
}

interface OwnedCall {
  readonly signal?: AbortSignal | undefined;
  /** Account to which the bucket must belong. */
  readonly owner?: string | undefined;
}

export interface UploadOptions extends OwnedCall {
  /** Reports each step's bytes, and takes those of a failed attempt back with a negative count. */
  readonly onBytes?: ((bytes: number) => void) | undefined;
  /** What the file holds: nothing else is uploaded. */
  readonly content?: Pick<FileContent, 'sha256' | 'stamp'> | undefined;
  /** By which `holds` knows it again; the content's SHA-256 by default. */
  readonly digest?: string | undefined;
}

/** A connection that can be chosen, known without any call. */
export interface ConnectionChoice {
  readonly id: string;
  readonly label: string;
  /** Second line of the pick: region, or what is missing. */
  readonly detail: string;
  /** Empty: none is configured, so one is to be chosen. */
  readonly region: string;
}

/** Finds and opens connections; each is opened once and kept. */
export interface Connections {
  /**
   * The sandbox first, then the profiles of the shared config files, then credentials that lie around
   * this process; read anew at each call.
   */
  choices(): Promise<readonly ConnectionChoice[]>;
  open(id: string, signal?: AbortSignal): Promise<Connection>;
  /** The same connection in another region; `undefined` for one that has but its own. */
  inRegion(id: string, region: string): string | undefined;
  /** Looks for credentials anew, by a person's wish: a code may be asked for. */
  renew(id: string): void;
  /**
   * Tells that an open connection may lead elsewhere, or work again, because the AWS files were
   * changed. Not told when keys that work were renewed.
   */
  onDidChange(listener: (id: string) => void): { dispose(): void };
  /** Ends the sandbox's session and forgets the connection, so that the next `open` starts anew. */
  restartSandbox(): Promise<void>;
  /** What the sandbox keeps on this computer. */
  sandboxUsage(): Promise<SandboxUsage>;
  /** Removes it; rejects with `conflict` while jobs run that are not named to be stopped. */
  clearSandbox(request: SandboxOperations['Clear']['request']): Promise<SandboxRemoved>;
  /** Removes what ended, or was last used, at least so many days ago. */
  pruneSandbox(days: number): Promise<SandboxRemoved>;
  /** Registers the interpreter for sandbox jobs; later launches carry it. */
  usePython(path: string, signal?: AbortSignal): Promise<PythonInterpreter>;
  /** Whether a sandbox job waits for its debugger. */
  findDebugger(
    jobName: string,
    signal?: AbortSignal,
  ): Promise<SandboxOperations['FindDebugger']['answer']>;
  dispose(): Promise<void>;
}
