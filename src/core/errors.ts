/** Why something failed, in terms the error boundary can act on. */
export type ErrorReason =
  | 'expired'
  | 'denied'
  | 'throttled'
  | 'notFound'
  | 'conflict'
  | 'quota'
  | 'network'
  | 'cancelled'
  | 'invalid'
  | 'diskFull'
  | 'noPython'
  | 'sandboxUnavailable'
  | 'unexpected';

/** The one act that mends a failure; whoever shows the failure offers it. */
export type Mend =
  /** A command line of the AWS CLI that signs in anew. */
  | { readonly act: 'signIn'; readonly connectionId: string; readonly command: readonly string[] }
  /** Asking for a code of the MFA device once more. */
  | { readonly act: 'mfaCode'; readonly connectionId: string };

/**
 * The one error type that crosses layers. `message` is a finished sentence for a person;
 * what the service or the system said stays in `cause`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly mend: Mend | undefined;

  constructor(
    readonly reason: ErrorReason,
    message: string,
    options?: { readonly cause?: unknown; readonly mend?: Mend | undefined },
  ) {
    super(message, options);
    this.mend = options?.mend;
  }

  /** Tells whether `error` failed for `reason`; callers never match message text. */
  static is(error: unknown, reason: ErrorReason): error is AppError {
    return error instanceof AppError && error.reason === reason;
  }
}

/** `error` itself where it is one of ours; anything else is `unexpected`, in its own words. */
export const asAppError = (error: unknown): AppError =>
  error instanceof AppError ? error : new AppError('unexpected', String(error), { cause: error });

/** Whether a failure may be over without anybody's help. */
export const isPassing = ({ reason }: AppError): boolean =>
  reason === 'throttled' || reason === 'network';
