/**
 * What the extension and the local sandbox agree on beside the AWS APIs. Management calls are signed
 * JSON 1.1 requests to `/` with `X-Amz-Target: SageMakerWorkbenchSandbox.{Operation}`,
 * signing name `sagemaker`.
 */
export const sandboxProtocolVersion = 1;
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

/** Management operations: request and answer by name. */
export interface SandboxOperations {
  /** Keeps the sandbox alive for two minutes; a window sends one every 30 s. */
  Heartbeat: { request: { window: string }; answer: { protocolVersion: number; pid: number } };
  /** Allows an interpreter for jobs, after starting it to learn its real path and version. */
  RegisterInterpreter: { request: { path: string }; answer: PythonInterpreter };
  /** Refuses new jobs, ends when the running ones have ended (`now`: stops them). */
  Drain: { request: { now: boolean }; answer: { running: number } };
}
