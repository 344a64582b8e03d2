import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SandboxCredentials } from '../../core/sandbox/protocol';
import { AuthError } from './authError';
import { buildCanonicalRequest } from './canonicalRequest';
import type { RequestHead } from './requestHead';
import { signingAlgorithm, type SignatureClaim } from './signatureClaim';

/** Against what a claim is held. */
export interface Verifier {
  readonly credentials: SandboxCredentials;
  readonly region: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

const minute = 60_000;

/** Everything but the signer that can be refused before the body's hash is known. */
export function checkClaim(head: RequestHead, claim: SignatureClaim, verifier: Verifier): void {
  checkTime(claim, verifier.now);
  checkSignedHeaders(head, claim);
  if (claim.region !== verifier.region) {
    throw new AuthError(
      'wrongRegion',
      `The region '${claim.region}' is wrong; expecting '${verifier.region}'`,
    );
  }
}

/** Compares the claimed signature with the one that the secret makes of this request. */
export function checkSignature(
  head: RequestHead,
  claim: SignatureClaim,
  payloadHash: string,
  secret: string,
): void {
  if (!sameText(claim.signature, calculate(head, claim, payloadHash, secret))) {
    throw new AuthError(
      'mismatch',
      'The request signature we calculated does not match the signature you provided. ' +
        'Check your key and signing method.',
    );
  }
}

/** Signs a request of our own; `head` lacks only the headers that the signature adds. */
export function signClaim(
  head: RequestHead,
  scope: { readonly region: string; readonly service: string; readonly now: number },
  credentials: SandboxCredentials,
  payloadHash: string,
): { readonly signature: string; readonly headers: Record<string, string> } {
  const time = new Date(scope.now).toISOString().replace(/[-:]|\.\d+/g, '');
  const headers = new Map([...head.headers, ['x-amz-date', time]]);
  const claim: SignatureClaim = {
    accessKeyId: credentials.accessKeyId,
    date: time.slice(0, 8),
    region: scope.region,
    service: scope.service,
    signedHeaders: [...headers.keys()].sort(),
    signature: '',
    time,
    presigned: false,
    expires: undefined,
    sessionToken: undefined,
  };
  const signed = { ...head, headers };
  const signature = calculate(signed, claim, payloadHash, credentials.secretAccessKey);
  const authorization =
    `${signingAlgorithm} Credential=${credentials.accessKeyId}/${credentialScope(claim)}, ` +
    `SignedHeaders=${claim.signedHeaders.join(';')}, Signature=${signature}`;
  return { signature, headers: { ...Object.fromEntries(headers), authorization } };
}

function calculate(
  head: RequestHead,
  claim: SignatureClaim,
  payloadHash: string,
  secret: string,
): string {
  const canonical = createHash('sha256')
    .update(buildCanonicalRequest(head, claim, payloadHash), 'latin1')
    .digest('hex');
  const text = [signingAlgorithm, claim.time, credentialScope(claim), canonical].join('\n');
  return sign(signingKey(claim, secret), text);
}

export function credentialScope(claim: SignatureClaim): string {
  return [claim.date, claim.region, claim.service, 'aws4_request'].join('/');
}

/** The key of one day, region and service; chunks of a body are signed with it too. */
export function signingKey(claim: SignatureClaim, secret: string): Buffer {
  return [claim.date, claim.region, claim.service, 'aws4_request'].reduce<Buffer>(
    (key, part) => createHmac('sha256', key).update(part).digest(),
    Buffer.from(`AWS4${secret}`),
  );
}

export function sign(key: Buffer, text: string): string {
  return createHmac('sha256', key).update(text).digest('hex');
}

/** Compares in a time that tells nothing about where two texts differ. */
export function sameText(a: string, b: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function checkTime(claim: SignatureClaim, now: number): void {
  const signedAt = parseTime(claim.time);
  const skew = (claim.service === 's3' ? 15 : 5) * minute;
  const late = claim.expires === undefined ? skew : claim.expires * 1000;
  if (Number.isNaN(signedAt) || signedAt - now > skew) {
    throw new AuthError('skewed', skewText('Signature not yet current', claim.time, now));
  }
  if (now - signedAt > late) {
    const failure = claim.presigned ? 'expired' : 'skewed';
    const what = claim.presigned ? 'Request has expired' : 'Signature expired';
    throw new AuthError(failure, skewText(what, claim.time, now));
  }
}

/** `YYYYMMDDTHHMMSSZ` as milliseconds since the epoch. */
function parseTime(time: string): number {
  return Date.parse(
    time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
  );
}

function skewText(what: string, time: string, now: number): string {
  return `${what}: ${time} against ${new Date(now).toISOString()} here. Is the clock right?`;
}

/** What says whom a request is for and what it means must be signed, else it could be exchanged. */
function checkSignedHeaders(head: RequestHead, claim: SignatureClaim): void {
  const signed = new Set(claim.signedHeaders);
  const required = [...head.headers.keys()].filter(
    (name) => name === 'host' || name.startsWith('x-amz-'),
  );
  const missing = ['host', ...required].filter((name) => !signed.has(name));
  if (missing.length > 0) {
    throw new AuthError(
      'mismatch',
      `There were headers present in the request which were not signed: ${missing.join(', ')}`,
    );
  }
}
