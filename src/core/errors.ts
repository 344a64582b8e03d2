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

/**
 * The one error type that crosses layers. `message` is a finished sentence for a person;
 * what the service or the system said stays in `cause`.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly reason: ErrorReason,
    message: string,
    options?: { cause?: unknown },
  ) {
    super(message, options);
  }

  /** Tells whether `error` failed for `reason`; callers never match message text. */
  static is(error: unknown, reason: ErrorReason): error is AppError {
    return error instanceof AppError && error.reason === reason;
  }
}
