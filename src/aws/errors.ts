import { AppError, type ErrorReason } from '../core/errors';

/** Error codes of the services and of Node, by what they mean to a person. */
const codes: Readonly<Partial<Record<ErrorReason, readonly string[]>>> = {
  cancelled: ['AbortError'],
  expired: [
    ...['ExpiredToken', 'ExpiredTokenException', 'RequestExpired', 'TokenRefreshRequired'],
    ...['CredentialsProviderError', 'TokenProviderError'],
  ],
  denied: [
    ...['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'AuthFailure'],
    ...['InvalidClientTokenId', 'UnrecognizedClientException', 'InvalidAccessKeyId'],
    ...['SignatureDoesNotMatch', 'InvalidSignatureException', 'IncompleteSignature'],
    ...['MissingAuthenticationToken', 'MissingAuthenticationTokenException', 'OptInRequired'],
    ...['RequestTimeTooSkewed', 'InvalidToken', 'NotAuthorized'],
  ],
  throttled: [
    ...['ThrottlingException', 'Throttling', 'ThrottledException', 'RequestThrottled'],
    ...['RequestThrottledException', 'TooManyRequestsException', 'RequestLimitExceeded'],
    ...['SlowDown', 'BandwidthLimitExceeded', 'PriorRequestNotComplete', 'TransactionInProgress'],
  ],
  quota: [
    ...['ResourceLimitExceeded', 'LimitExceededException', 'ServiceQuotaExceededException'],
    ...['TooManyBuckets', 'QuotaExceededException'],
    ...['CapacityError', 'InsufficientCapacityError', 'InsufficientInstanceCapacity'],
  ],
  notFound: [
    ...['ResourceNotFound', 'ResourceNotFoundException', 'NotFound', 'NoSuchKey'],
    ...['NoSuchBucket', 'NoSuchEntity', 'NoSuchUpload', 'NoSuchResourceException'],
    ...['RepositoryNotFoundException', 'ImageNotFoundException'],
  ],
  conflict: [
    ...['ResourceInUse', 'ResourceInUseException', 'ConflictException', 'OperationAborted'],
    ...['BucketAlreadyExists', 'BucketAlreadyOwnedByYou', 'ResourceAlreadyExistsException'],
  ],
  diskFull: ['ENOSPC', 'EDQUOT'],
  network: [
    ...['TimeoutError', 'RequestTimeout', 'RequestTimeoutException', 'SyntaxError'],
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT'],
    ...['EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED', 'ERR_STREAM_PREMATURE_CLOSE'],
    ...['DEPTH_ZERO_SELF_SIGNED_CERT', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_HAS_EXPIRED'],
    ...['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY'],
    ...['ERR_TLS_CERT_ALTNAME_INVALID', 'EPROTO'],
  ],
};

const reasonOfCode = new Map<string, ErrorReason>(
  Object.entries(codes).flatMap(([reason, names]) =>
    names.map((name): [string, ErrorReason] => [name, reason as ErrorReason]),
  ),
);

/** What an SDK error carries, as far as it is there. */
interface Facts {
  readonly name: string;
  readonly code: string | undefined;
  readonly status: number | undefined;
  readonly message: string;
  /** Where nothing listened: `127.0.0.1:4566`. */
  readonly address?: string | undefined;
}

/**
 * Says in a finished sentence why a call failed. Decides by the error's name, code and HTTP status.
 * A server that fails after all retries counts as `network`: it may work again later. `operation` is
 * the API's name of what was called, such as `ListModels`: a refusal names what is not allowed.
 */
export function toAppError(error: unknown, service: string, operation?: string): AppError {
  if (error instanceof AppError) {
    return error;
  }
  const facts = factsOf(error);
  const reason = reasonOf(facts);
  const message = sentence(reason, facts, { service, operation });
  return new AppError(reason, message, { cause: causeOf(error, facts) });
}

/** Nothing more is known than that a service gave no answer. */
export function outOfReach(service: string, cause: unknown): AppError {
  return new AppError('network', notReached(service), { cause });
}

/** What stands in for a service has answered in its place, as the page of a hotel's network does. */
export function unreadable(service: string, cause?: unknown): AppError {
  return new AppError('network', join(notReached(service), unreadableSentence), { cause });
}

/**
 * The HTTP status by which a service refused keys to its own machine. The SDK tells that of a computer in
 * a member, and that of a container in its words alone (`getCredentials` of its `fromHttp`).
 */
export function keyServiceStatus(error: unknown): number | undefined {
  if (!(error instanceof Error)) {
    return undefined;
  }
  const { statusCode } = error as { statusCode?: number };
  const said = /^Server responded with status: (\d{3})$/.exec(error.message)?.[1];
  return statusCode ?? (said === undefined ? undefined : Number(said));
}

/** The service's or system's short code of a failure, for the log. */
export function errorCode(error: unknown): string {
  const { name, code } = factsOf(error);
  return code ?? name;
}

/** Whether nothing listened where the call went, so that it surely had no effect. */
export function isRefused(error: unknown): boolean {
  return factsOf(error).code === 'ECONNREFUSED';
}

function factsOf(error: unknown): Facts {
  if (!(error instanceof Error)) {
    return { name: 'Error', code: undefined, status: undefined, message: String(error) };
  }
  const { $metadata } = error as { $metadata?: { httpStatusCode?: number } };
  const { code, address, port } = systemFailure(error);
  return {
    name: error.name,
    code,
    status: $metadata?.httpStatusCode,
    message: error.message,
    address: address === undefined || port === undefined ? undefined : `${address}:${port}`,
  };
}

interface SystemFailure {
  readonly code?: string | undefined;
  readonly address?: string | undefined;
  readonly port?: number | undefined;
}

/** Node joins the failures of a host's several addresses in one error. */
function systemFailure(error: Error): SystemFailure {
  if (
    typeof (error as { code?: unknown }).code === 'string' &&
    !(error instanceof AggregateError)
  ) {
    return error as SystemFailure;
  }
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? (inner as SystemFailure) : (error as SystemFailure);
}

function reasonOf(facts: Facts): ErrorReason {
  const known = reasonOfCode.get(facts.name) ?? reasonOfCode.get(facts.code ?? '');
  return known ?? (isMissing(facts) ? 'notFound' : reasonOfStatus(facts.status));
}

/**
 * SageMaker has no code of its own for most missing resources: it answers ValidationException, and
 * the SDK's own waiters (`waitForEndpointDeleted`) tell it by these words. Text decides here and in
 * `keyServiceStatus`, and nowhere else.
 */
function isMissing({ name, message }: Facts): boolean {
  return (
    name === 'ValidationException' &&
    /^(Could not find|Requested resource not found|No .* found)/i.test(message)
  );
}

const reasonOfExactStatus: Readonly<Record<number, ErrorReason>> = {
  401: 'denied',
  403: 'denied',
  404: 'notFound',
  409: 'conflict',
  429: 'throttled',
  507: 'diskFull',
};

function reasonOfStatus(status: number | undefined): ErrorReason {
  if (isSuccess(status)) {
    return 'network'; // And yet a failure: the answer was not the service's.
  }
  if (status === undefined || status < 400) {
    return 'unexpected';
  }
  return reasonOfExactStatus[status] ?? (status >= 500 ? 'network' : 'invalid');
}

/** Codes whose message repeats the signed request, session token included. */
const secretive = new Set(['SignatureDoesNotMatch', 'InvalidSignatureException']);

function causeOf(error: unknown, { name }: Facts): unknown {
  return secretive.has(name) ? new Error(name) : error;
}

const notReached = (service: string): string => `${service} could not be reached.`;

const unreadableSentence = 'Its answer could not be read.';

const mends: Readonly<Partial<Record<string, string>>> = {
  ECONNRESET: 'The connection was cut.',
  ENOTFOUND: 'Its name is not known here; check the network, a VPN or proxy, and the region.',
  EAI_AGAIN: 'Names cannot be looked up; check the network.',
  TimeoutError: 'It did not answer in time; check the network, a VPN or proxy.',
  SyntaxError: unreadableSentence,
  RequestTimeTooSkewed: "This computer's clock is wrong.",
  SignatureDoesNotMatch: 'The secret key does not belong to the access key.',
  InvalidSignatureException:
    'The secret key does not belong to the access key, or the clock is wrong.',
};

/** What failed: the service, and the API's name of the call where it is known. */
interface Called {
  readonly service: string;
  readonly operation: string | undefined;
}

/** Sentences by reason; a reason that is not here says what the service said. */
const sentences: Readonly<
  Partial<Record<ErrorReason, (called: Called, facts: Facts, said: string) => string>>
> = {
  cancelled: () => 'Cancelled.',
  expired: () =>
    'The credentials are missing, have expired or were refused. Sign in again, or mend them.',
  denied: (called, facts, said) => join(refusal(called, facts, said), mendOf(facts) ?? said),
  throttled: ({ service }) => `${service} is receiving too many requests. Try again in a moment.`,
  network: ({ service }, facts) =>
    join(notReached(service), mendOf(facts) ?? statusSentence(facts.status)),
  diskFull: () => 'The disk is full.',
};

/** The SDK calls a connection that was cut a time-out as well; Node's code tells them apart. */
const mendOf = ({ name, code, address }: Facts): string | undefined =>
  code === 'ECONNREFUSED'
    ? `Nothing listens at ${address ?? 'its address'}.`
    : (mends[code ?? ''] ?? mends[name]);

/** Services whose permissions are called as their operations are. */
const permissionPrefixes: Readonly<Partial<Record<string, string>>> = {
  SageMaker: 'sagemaker',
  'CloudWatch Logs': 'logs',
  STS: 'sts',
  IAM: 'iam',
  ECR: 'ecr',
  EC2: 'ec2',
  KMS: 'kms',
  'Service Quotas': 'servicequotas',
  Pricing: 'pricing',
};

/** Permissions of lists of S3, which says no more than that access is denied (service authorization reference). */
const listsOfS3: Readonly<Partial<Record<string, string>>> = {
  ListBuckets: 's3:ListAllMyBuckets',
  ListObjectsV2: 's3:ListBucket',
};

function permissionOf({ service, operation = '' }: Called): string | undefined {
  const prefix = permissionPrefixes[service];
  return prefix && operation !== '' ? `${prefix}:${operation}` : listsOfS3[operation];
}

/** Codes by which a service refuses keys that it knows. */
const forbidden = new Set([
  ...['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation', 'NotAuthorized'],
]);

/** Says first which permission is missing: rows are narrow, and the service's sentence is long. */
function refusal(called: Called, { name, status }: Facts, said: string): string {
  const isForbidden = forbidden.has(name) || (status === 403 && !reasonOfCode.has(name));
  const action = isForbidden ? (permissionIn(said) ?? permissionOf(called)) : undefined;
  return action === undefined ? `${called.service} refused access.` : `${action} is not allowed.`;
}

/** The first permission that a sentence names, such as `iam:PassRole`. */
const permissionIn = (said: string): string | undefined =>
  /(?<![\w:/-])[a-z][a-z0-9-]*:[A-Z][A-Za-z]+\b/.exec(said)?.[0];

function sentence(reason: ErrorReason, facts: Facts, called: Called): string {
  const said = secretive.has(facts.name) ? '' : clean(facts.message);
  const fallback =
    said === '' ? `${called.service} failed with ${facts.code ?? facts.name}.` : said;
  return sentences[reason]?.(called, facts, said) ?? fallback;
}

function statusSentence(status: number | undefined): string {
  if (isSuccess(status)) {
    return unreadableSentence;
  }
  return status === undefined || status < 400 ? '' : `It answered with HTTP status ${status}.`;
}

const isSuccess = (status: number | undefined): boolean =>
  status !== undefined && status >= 200 && status < 300;

const join = (...sentences: string[]): string => sentences.filter((text) => text !== '').join(' ');

/** One line that ends like a sentence, without control characters and not endless. */
function clean(message: string): string {
  const line = message
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 1000);
  return line === '' || /[.!?…]$/.test(line) ? line : `${line}.`;
}
