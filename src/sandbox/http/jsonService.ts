/** A service that speaks AWS JSON: `X-Amz-Target: {target}.{Operation}`. */
export interface JsonService {
  /** Prefix of `X-Amz-Target`, such as `SageMaker` or `Logs_20140328`. */
  readonly target: string;
  readonly operations: Readonly<Record<string, JsonOperation>>;
}

/** Answers one operation or throws a `ServiceError`. `input` is parsed JSON, not yet validated. */
export type JsonOperation = (
  input: Readonly<Record<string, unknown>>,
  call: CallContext,
) => Promise<object>;

/** The installation that is called, and by whom. */
export interface CallContext extends Installation {
  /** The session whose temporary credentials signed the call. */
  readonly session?: Session | undefined;
}

export interface Installation {
  readonly region: string;
  readonly accountId: string;
}

/** A session of temporary credentials, as its token says. */
export interface Session {
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** Of AssumeRole; a session of GetSessionToken is whoever asked for it. */
  readonly roleSessionName?: string | undefined;
}

/** A refusal in the service's own terms; every protocol writes it in its own form. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    /** The service's error code, such as `ValidationException` or `NoSuchKey`. */
    readonly code: string,
    message: string,
    readonly status = 400,
    /** The code in AWS Query, where a service that speaks both protocols has another one there. */
    readonly queryCode?: string,
  ) {
    super(message);
  }
}
