import { createHmac, randomBytes } from 'node:crypto';
import type { SandboxCredentials } from '../../core/sandbox/protocol';
import { AuthError } from './authError';
import type { Session } from './jsonService';
import { sameText, type Verifier } from './sigV4';
import type { SignatureClaim } from './signatureClaim';

export interface SessionCredentials extends SandboxCredentials {
  readonly sessionToken: string;
}

/** Whose signature a request must bear. */
export interface Signer {
  readonly secretAccessKey: string;
  /** Absent when the request is signed with the installation's own credentials. */
  readonly session?: Session | undefined;
}

/**
 * Temporary credentials. Nothing of them is kept: the token holds the session, and its seal and both
 * keys are derived from it and the installation's secret.
 */
export function issueSession(
  credentials: SandboxCredentials,
  session: Session,
): SessionCredentials {
  const nonce = randomBytes(9).toString('base64url');
  const payload = Buffer.from(JSON.stringify({ ...session, nonce })).toString('base64url');
  return derive(credentials, payload);
}

/**
 * The one who must have signed the request. Throws an `AuthError` for keys and tokens of others,
 * and for sessions that have ended.
 */
export function findSigner(claim: SignatureClaim, { credentials, now }: Verifier): Signer {
  const token = claim.sessionToken;
  if (token !== undefined) return findSession(claim, token, credentials, now);
  if (sameText(claim.accessKeyId, credentials.accessKeyId)) return credentials;
  throw new AuthError(
    'unknownKey',
    'The access key id is not that of this local sandbox. It serves only its own credentials.',
  );
}

function findSession(
  claim: SignatureClaim,
  token: string,
  credentials: SandboxCredentials,
  now: number,
): Signer {
  const [payload = ''] = token.split('.');
  const { accessKeyId, secretAccessKey, sessionToken } = derive(credentials, payload);
  const isOurs = sameText(token, sessionToken);
  if (!sameText(claim.accessKeyId, accessKeyId) || !isOurs) {
    throw new AuthError(
      'invalidToken',
      claim.service === 's3'
        ? 'The provided token is malformed or otherwise invalid.'
        : 'The security token included in the request is invalid',
    );
  }
  const session = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Session;
  if (now < session.expiresAt) return { secretAccessKey, session };
  throw new AuthError(
    'expiredToken',
    claim.service === 's3'
      ? 'The provided token has expired.'
      : 'The security token included in the request is expired',
  );
}

function derive(credentials: SandboxCredentials, payload: string): SessionCredentials {
  const hash = (purpose: string): Buffer =>
    createHmac('sha256', credentials.secretAccessKey)
      .update(`session-${purpose}:${payload}`)
      .digest();
  return {
    accessKeyId: `ASIA${toKeyLetters(hash('key-id').subarray(0, 16))}`,
    secretAccessKey: hash('secret').toString('base64url').slice(0, 40),
    sessionToken: `${payload}.${hash('token').toString('base64url')}`,
  };
}

/** In the letters that access key ids are made of; no way leads back to the bytes. */
function toKeyLetters(bytes: Buffer): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  return [...bytes].map((byte) => letters[byte % letters.length]).join('');
}
