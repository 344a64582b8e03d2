import { createHash } from 'node:crypto';
import { AuthError } from './authError';
import type { Protocol } from './errorReply';
import { ServiceError } from './jsonService';
import { queryValue, type RequestHead } from './requestHead';
import { checkClaim, checkSignature, type Verifier } from './sigV4';
import { findSigner, type Signer } from './sessions';
import { claimedService, readClaim, type SignatureClaim } from './signatureClaim';

/** A request whose sender is known, or will be once the hash of its body is. */
export interface Admission {
  readonly claim: SignatureClaim;
  readonly signer: Signer;
  /**
   * What the signature says of the body: its SHA-256 in hexadecimal, `UNSIGNED-PAYLOAD` or a
   * `STREAMING-…` name. Absent when the signature can be checked only with the body in hand.
   */
  readonly payload: string | undefined;
}

const emptyHash = createHash('sha256').digest('hex');
const loopbackNames = ['127.0.0.1', 'localhost'];

/** The protocol to answer in, even for a request that is refused. */
export function protocolOf(head: RequestHead): Protocol {
  const service = claimedService(head);
  if (service === 's3') return 's3';
  const contentType = head.headers.get('content-type') ?? '';
  if (head.headers.has('x-amz-target') || contentType.includes('json')) return 'json';
  if (contentType.startsWith('application/x-www-form-urlencoded')) return 'query';
  // Parameters may also stand in the URL, as in a presigned GetCallerIdentity.
  if (queryValue(head, 'Action') !== undefined) return 'query';
  return service === undefined ? 's3' : 'json';
}

/**
 * Turns away what a browser, a rebound host name or another computer could send. Only the exact
 * address is served; a web page's requests carry `Origin`.
 */
export function refuseForeign(head: RequestHead, port: number): void {
  const host = head.headers.get('host') ?? '';
  if (head.headers.has('origin')) {
    throw new ServiceError('AccessDenied', 'The local sandbox does not serve web pages.', 403);
  }
  if (loopbackNames.some((name) => host === `${name}:${port}`)) return;
  if (loopbackNames.some((name) => host.endsWith(`.${name}:${port}`))) {
    throw new ServiceError(
      'InvalidRequest',
      'The local sandbox serves path-style addresses only: use http://127.0.0.1:PORT/BUCKET/KEY ' +
        '(forcePathStyle, or addressing_style = path).',
    );
  }
  throw new ServiceError('AccessDenied', 'This host name is not served by the sandbox.', 403);
}

/** Checks everything that the head alone can tell. */
export function admit(head: RequestHead, verifier: Verifier): Admission {
  const claim = readClaim(head);
  const signer = findSigner(claim, verifier);
  checkClaim(head, claim, verifier);
  const payload = declaredPayload(head, claim);
  if (payload !== undefined) checkSignature(head, claim, payload, signer.secretAccessKey);
  return { claim, signer, payload };
}

/** Checks a body that has been read whole, and with it the signature if that is still open. */
export function admitBody(
  head: RequestHead,
  { claim, signer, payload }: Admission,
  body: Buffer,
): void {
  const hash = createHash('sha256').update(body).digest('hex');
  if (payload === undefined) checkSignature(head, claim, hash, signer.secretAccessKey);
  else if (payload !== hash) {
    throw new AuthError('mismatch', 'The body is not the one that was signed.');
  }
}

function declaredPayload(head: RequestHead, claim: SignatureClaim): string | undefined {
  const declared =
    head.headers.get('x-amz-content-sha256') ?? queryValue(head, 'X-Amz-Content-Sha256');
  if (claim.service === 's3') {
    if (claim.presigned) return declared ?? 'UNSIGNED-PAYLOAD';
    if (declared !== undefined) return declared;
    throw new ServiceError(
      'InvalidRequest',
      'Missing required header for this request: x-amz-content-sha256',
    );
  }
  return declared ?? (hasBody(head) ? undefined : emptyHash);
}

function hasBody(head: RequestHead): boolean {
  const length = head.headers.get('content-length') ?? '0';
  return head.headers.has('transfer-encoding') || length !== '0';
}
