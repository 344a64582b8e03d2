/**
 * What the extension and the local sandbox agree on beside the AWS APIs. Management calls are signed
 * JSON 1.1 requests to `/` with `X-Amz-Target: SageMakerWorkbenchSandbox.{Operation}`,
 * signing name `sagemaker`.
 */
export const sandboxProtocolVersion = 3;
export const sandboxTarget = 'SageMakerWorkbenchSandbox';
export const sandboxRegion = 'us-east-1';
export const sandboxAccountId = '000000000000';
export const sandboxRoleArn = `arn:aws:iam::${sandboxAccountId}:role/SageMakerLocalSandbox`;

/**
 * Answer header to every verified request: HMAC-SHA256 in hexadecimal, keyed by the secret, of
 * `sandbox-proof:` and the request's signature. A stranger that took over the port cannot make it.
 */
export const sandboxProofHeader = 'x-sagemaker-workbench-proof';

/** Key of a job's `Environment` that names its interpreter; it must have been registered. */
export const sandboxPythonVariable = 'SAGEMAKER_WORKBENCH_PYTHON';

/**
 * Key of a job's `Environment` with which its user consents to an installation; its one value is
 * `requirements`: what `requirements.txt` names, into a virtual environment of the sandbox.
 */
export const sandboxInstallVariable = 'SAGEMAKER_WORKBENCH_INSTALL';

/**
 * Key of a job's `Environment` that says how arguments reach the script: `intact`, the default, or
 * `as-image`: through a shell where the image's library uses one, which takes apart what has spaces.
 */
export const sandboxArgumentsVariable = 'SAGEMAKER_WORKBENCH_ARGUMENTS';

/**
 * Key of a job's `Environment` that has its script wait for a debugger (`FindDebugger`): `wait`, or
 * `install-and-wait`, with which its user consents to the installation of debugpy where it is missing.
 */
export const sandboxDebugVariable = 'SAGEMAKER_WORKBENCH_DEBUG';
/** What it may say. */
export type SandboxDebugMode = 'wait' | 'install-and-wait';

/** The variables that speak to the sandbox and not to the script, and what each may say if not all. */
export const sandboxVariables: ReadonlyMap<string, readonly string[] | undefined> = new Map([
  [sandboxPythonVariable, undefined],
  [sandboxInstallVariable, ['requirements']],
  [sandboxArgumentsVariable, ['intact', 'as-image']],
  [sandboxDebugVariable, ['wait', 'install-and-wait'] satisfies SandboxDebugMode[]],
]);

/** `sandbox.lock` in the data folder, written once the port listens. */
export interface SandboxLock {
  readonly pid: number;
  readonly port: number;
  readonly protocolVersion: number;
  /** ISO 8601. */
  readonly startedAt: string;
}

/** `credentials.json` in the data folder (0600 in a 0700 folder), made by whoever comes first. */
export interface SandboxCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** First line of `npm run sandbox`. */
export interface SandboxAnnouncement extends SandboxCredentials {
  readonly endpoint: string;
  readonly region: string;
  readonly dataDir: string;
}

export interface PythonInterpreter {
  /** Absolute path that Python itself reports (`sys.executable`), not a shim. */
  readonly path: string;
  /** `3.11.7` */
  readonly version: string;
}

/** What the data folder holds, area by area. */
export const sandboxAreas = ['objects', 'jobs', 'logs', 'metrics', 'environments'] as const;
export type SandboxArea = (typeof sandboxAreas)[number];

export interface SandboxUsage {
  /** Bytes on the disk. */
  readonly bytes: Readonly<Record<SandboxArea, number>>;
  /** How many jobs have ended. */
  readonly endedJobs: number;
  /** Names of the others. */
  readonly runningJobs: readonly string[];
}

/** How many jobs were removed, and how many bytes of the disk were freed. */
export interface SandboxRemoved {
  readonly jobs: number;
  readonly bytes: number;
}

/** A script that waits for its debugger. */
export interface WaitingDebugger {
  /**
   * Path of a Unix socket, or name of a Windows pipe, which only the same user can open. There is
   * debugpy's adapter, for the first client that comes.
   */
  readonly socket: string;
  /** The folder that the job runs its copy of the source in. */
  readonly codeFolder: string;
}

/** Management operations: request and answer by name. */
export interface SandboxOperations {
  /** Keeps the sandbox alive for two minutes; a window sends one every 30 s. */
  Heartbeat: { request: { window: string }; answer: { protocolVersion: number; pid: number } };
  /** Allows an interpreter for jobs, after starting it to learn its real path and version. */
  RegisterInterpreter: { request: { path: string }; answer: PythonInterpreter };
  /** Refuses new jobs, ends when the running ones have ended (`now`: stops them). */
  Drain: { request: { now: boolean }; answer: { running: number } };
  /** What the data folder holds. */
  Usage: { request: Record<string, never>; answer: SandboxUsage };
  /**
   * Removes everything, for which the jobs named in `stop` are stopped (refused while others run),
   * or the ended jobs with their logs and metrics.
   */
  Clear: {
    request: { what: 'everything' | 'endedJobs'; stop: readonly string[] };
    answer: SandboxRemoved;
  };
  /** Whether a training job waits for its debugger; a job that nobody knows has ended. */
  FindDebugger: {
    request: { job: string };
    answer: { readonly waiting: WaitingDebugger | null; readonly hasEnded: boolean };
  };
  /** Removes jobs that ended, and what was last used, at least so many days ago. */
  Prune: { request: { days: number }; answer: SandboxRemoved };
}
