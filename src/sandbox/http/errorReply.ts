import { isDiskFull } from '../../node/files';
import { AuthError, type AuthFailure } from './authError';
import { jsonContentType } from './jsonContentType';
import { ServiceError } from './jsonService';
import type { Reply } from './reply';
import type { RequestHead } from './requestHead';
import { hostIdOf, S3Error } from './s3Error';
import { element, xmlDocument } from './xml';

/** The forms of AWS's wire protocols that the sandbox speaks. */
export type Protocol = 'json' | 's3' | 'query';

type Row = readonly [code: string, status: number];

/** How each protocol's services name a refused signature. */
const authCodes: Readonly<Record<Protocol, Readonly<Record<AuthFailure, Row>>>> = {
  json: {
    missing: ['MissingAuthenticationTokenException', 400],
    malformed: ['IncompleteSignatureException', 400],
    unknownKey: ['UnrecognizedClientException', 400],
    invalidToken: ['UnrecognizedClientException', 400],
    expiredToken: ['ExpiredTokenException', 400],
    mismatch: ['InvalidSignatureException', 400],
    skewed: ['InvalidSignatureException', 400],
    expired: ['InvalidSignatureException', 400],
    wrongRegion: ['InvalidSignatureException', 400],
    wrongService: ['InvalidSignatureException', 400],
  },
  s3: {
    missing: ['AccessDenied', 403],
    malformed: ['AuthorizationHeaderMalformed', 400],
    unknownKey: ['InvalidAccessKeyId', 403],
    invalidToken: ['InvalidToken', 400],
    expiredToken: ['ExpiredToken', 400],
    mismatch: ['SignatureDoesNotMatch', 403],
    skewed: ['RequestTimeTooSkewed', 403],
    expired: ['AccessDenied', 403],
    wrongRegion: ['AuthorizationHeaderMalformed', 400],
    wrongService: ['AuthorizationHeaderMalformed', 400],
  },
  query: {
    missing: ['MissingAuthenticationToken', 403],
    malformed: ['IncompleteSignature', 400],
    unknownKey: ['InvalidClientTokenId', 403],
    invalidToken: ['InvalidClientTokenId', 403],
    expiredToken: ['ExpiredToken', 403],
    mismatch: ['SignatureDoesNotMatch', 403],
    skewed: ['SignatureDoesNotMatch', 403],
    expired: ['SignatureDoesNotMatch', 403],
    wrongRegion: ['SignatureDoesNotMatch', 403],
    wrongService: ['SignatureDoesNotMatch', 403],
  },
};

/** What failed in the protocol's terms; what is nobody's refusal becomes an internal error. */
export function toServiceError(error: unknown, protocol: Protocol): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof AuthError) {
    const [code, status] = authCodes[protocol][error.failure];
    return new ServiceError(code, error.message, status);
  }
  const code = protocol === 'json' ? 'InternalFailure' : 'InternalError';
  if (isDiskFull(error)) {
    return new ServiceError(code, "The disk that holds the sandbox's data is full.", 507);
  }
  return new ServiceError(code, 'The local sandbox failed; its log says how.', 500);
}

/** @param head the request's, if it could be read */
export function errorReply(
  error: ServiceError,
  protocol: Protocol,
  requestId: string,
  head?: RequestHead,
): Reply {
  return writers[protocol](error, requestId, head);
}

type Writer = (error: ServiceError, requestId: string, head: RequestHead | undefined) => Reply;

const writers: Readonly<Record<Protocol, Writer>> = {
  json: (error, _, head) => ({
    status: error.status,
    headers: {
      'content-type': jsonContentType(head),
      'x-amzn-errortype': error.code,
      ...(error.queryCode === undefined
        ? {}
        : { 'x-amzn-query-error': `${error.queryCode};${faultOf(error)}` }),
    },
    body: JSON.stringify({ __type: error.code, message: error.message }),
  }),
  s3: writeS3,
  query: (error, requestId) => ({
    status: error.status,
    headers: { 'content-type': 'text/xml' },
    body: xmlDocument(
      element('ErrorResponse', [
        element('Error', [
          element('Type', faultOf(error)),
          element('Code', error.queryCode ?? error.code),
          element('Message', error.message),
        ]),
        element('RequestId', requestId),
      ]),
    ),
  }),
};

function writeS3(error: ServiceError, requestId: string): Reply {
  const details = error instanceof S3Error ? error.details : {};
  const hostId = hostIdOf(requestId);
  const size = details['ActualObjectSize'];
  return {
    status: error.status,
    headers: {
      'content-type': 'application/xml',
      'x-amz-id-2': hostId,
      ...(size !== undefined && { 'content-range': `bytes */${size}` }),
    },
    body: xmlDocument(
      element('Error', [
        element('Code', error.code),
        element('Message', error.message),
        ...Object.entries(details).map(([name, value]) => element(name, value)),
        element('RequestId', requestId),
        element('HostId', hostId),
      ]),
    ),
  };
}

/** Whose fault it is, as AWS Query names it. */
function faultOf(error: ServiceError): string {
  return error.status < 500 ? 'Sender' : 'Receiver';
}
