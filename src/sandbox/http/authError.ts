/** Why a request's signature is not accepted; every protocol has its own code for it. */
export type AuthFailure =
  | 'missing'
  | 'malformed'
  | 'unknownKey'
  | 'invalidToken'
  | 'expiredToken'
  | 'mismatch'
  | 'skewed'
  | 'expired'
  | 'wrongRegion'
  | 'wrongService';

/** A request is refused because of who sent it, or because nobody can tell. */
export class AuthError extends Error {
  override readonly name = 'AuthError';

  constructor(
    readonly failure: AuthFailure,
    message: string,
  ) {
    super(message);
  }
}
