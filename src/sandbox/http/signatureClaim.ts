import { AuthError } from './authError';
import { queryValue, type RequestHead } from './requestHead';
import { S3Error } from './s3Error';

/** What a request says about its Signature Version 4, not yet verified. */
export interface SignatureClaim {
  readonly accessKeyId: string;
  /** `YYYYMMDD` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** Lower-case names in the order of the canonical request. */
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ` */
  readonly time: string;
  readonly presigned: boolean;
  /** Seconds that a presigned request is good for. */
  readonly expires: number | undefined;
  /** Comes with temporary credentials. */
  readonly sessionToken: string | undefined;
}

export const signingAlgorithm = 'AWS4-HMAC-SHA256';
const longestExpiry = 7 * 24 * 60 * 60;

/** Reads the claim from the `Authorization` header or from a presigned query. */
export function readClaim(head: RequestHead): SignatureClaim {
  const authorization = head.headers.get('authorization');
  if (authorization !== undefined) return readHeaderClaim(head, authorization);
  if (queryValue(head, 'X-Amz-Algorithm') !== undefined) return readQueryClaim(head);
  if (queryValue(head, 'AWSAccessKeyId') !== undefined) throw signatureVersion2();
  if (head.headers.get('content-type')?.startsWith('multipart/form-data')) throw formUpload();
  throw new AuthError('missing', 'Missing Authentication Token');
}

/** The service that the request says it is for, to answer a refusal in its protocol. */
export function claimedService(head: RequestHead): string | undefined {
  const header = /Credential=[^/,\s]+\/\d+\/[^/,]+\/([^/,]+)\//.exec(
    head.headers.get('authorization') ?? '',
  );
  return header?.[1] ?? queryValue(head, 'X-Amz-Credential')?.split('/')[3];
}

function readHeaderClaim(head: RequestHead, authorization: string): SignatureClaim {
  const fields = /^(\S+)\s+(.*)$/.exec(authorization.trim());
  if (fields?.[1] === 'AWS') throw signatureVersion2();
  if (fields?.[1] !== signingAlgorithm) throw unsupportedAlgorithm();
  const parts = new Map(
    (fields[2] ?? '').split(',').map((part): [string, string] => {
      const equals = part.indexOf('=');
      return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()];
    }),
  );
  return assemble({
    credential: parts.get('Credential'),
    signedHeaders: parts.get('SignedHeaders') ?? '',
    signature: parts.get('Signature'),
    time: head.headers.get('x-amz-date'),
    expires: undefined,
    sessionToken: head.headers.get('x-amz-security-token'),
  });
}

function readQueryClaim(head: RequestHead): SignatureClaim {
  if (queryValue(head, 'X-Amz-Algorithm') !== signingAlgorithm) throw unsupportedAlgorithm();
  const expiry = queryValue(head, 'X-Amz-Expires') ?? '900';
  const expires = Number(expiry);
  if (!/^\d+$/.test(expiry) || expires > longestExpiry) {
    throw new AuthError('malformed', 'X-Amz-Expires must be between 0 and 604800 seconds');
  }
  return assemble({
    credential: queryValue(head, 'X-Amz-Credential'),
    signedHeaders: queryValue(head, 'X-Amz-SignedHeaders') ?? '',
    signature: queryValue(head, 'X-Amz-Signature'),
    time: queryValue(head, 'X-Amz-Date'),
    expires,
    sessionToken: queryValue(head, 'X-Amz-Security-Token'),
  });
}

interface ClaimText {
  readonly credential: string | undefined;
  readonly signedHeaders: string;
  readonly signature: string | undefined;
  readonly time: string | undefined;
  readonly expires: number | undefined;
  readonly sessionToken: string | undefined;
}

function assemble(text: ClaimText): SignatureClaim {
  const scope = parseScope(text.credential ?? '');
  const time = /^\d{8}T\d{6}Z$/.exec(text.time ?? '')?.[0];
  const signature = /^[0-9a-f]{64}$/.exec(text.signature ?? '')?.[0];
  if (!scope || time === undefined || signature === undefined) {
    throw new AuthError(
      'malformed',
      'The signature must name a Credential with its whole scope, SignedHeaders, a Signature ' +
        'and, in X-Amz-Date, the time.',
    );
  }
  if (!time.startsWith(scope.date)) {
    throw new AuthError('mismatch', 'The date of the credential scope differs from X-Amz-Date.');
  }
  return {
    ...scope,
    signedHeaders: text.signedHeaders.split(';'),
    signature,
    time,
    presigned: text.expires !== undefined,
    expires: text.expires,
    sessionToken: text.sessionToken,
  };
}

type Scope = Pick<SignatureClaim, 'accessKeyId' | 'date' | 'region' | 'service'>;

function parseScope(credential: string): Scope | undefined {
  const match = /^([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request$/.exec(credential);
  if (!match) return undefined;
  const [, accessKeyId = '', date = '', region = '', service = ''] = match;
  return { accessKeyId, date, region, service };
}

function unsupportedAlgorithm(): AuthError {
  return new AuthError(
    'malformed',
    `Unsupported signature: only ${signingAlgorithm} is known here.`,
  );
}

/** The signature of a presigned POST stands in its body, which nobody has signed as a whole. */
function formUpload(): S3Error {
  return new S3Error(
    'NotImplemented',
    'The local sandbox does not have uploads by HTML forms (presigned POST). Presign a PUT.',
    501,
  );
}

/**
 * boto3 and version 1 of the AWS CLI presign so unless told otherwise; S3 refuses it in every region
 * that was opened after 2013.
 */
function signatureVersion2(): S3Error {
  return new S3Error(
    'InvalidRequest',
    'The authorization mechanism you have provided is not supported. Please use ' +
      "AWS4-HMAC-SHA256 (in boto3: Config(signature_version='s3v4'); for the AWS CLI: " +
      'aws configure set default.s3.signature_version s3v4).',
  );
}
