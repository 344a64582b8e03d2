import type { ErrorReason } from '../../../src/core/errors';
import { fault, json, reset, silent, truncated, type Script } from '../../fakes/fakeService';
import { seededRandom } from '../../fakes/seededRandom';
import type { Fault } from './faultyAccount';

/** Of all requests this part, as the seed has it, is answered so. */
export function sometimes(script: Script, share: number, seed: number): Fault {
  const random = seededRandom(seed);
  return () => (random() < share ? script : undefined);
}

export const always =
  (script: Script): Fault =>
  () =>
    script;

/** Answers with what stands behind it, but late; in milliseconds of the test's time. */
export const late =
  (milliseconds: number): ((then: Script) => Script) =>
  (then) =>
  (request, response) => {
    setTimeout(() => then(request, response), milliseconds);
  };

export const html =
  (status: number): Script =>
  (_request, response) => {
    response
      .writeHead(status, { 'content-type': 'text/html' })
      .end('<html><body><h1>Sign in to the network</h1></body></html>');
  };

/** As some proxies do that have lost what stands behind them. */
export const nothing: Script = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' }).end();
};

const throttled = fault('ThrottlingException', 'Rate exceeded');
const unavailable = fault('ServiceUnavailable', 'Try later', 503);

/** Faults that a client's own retries outlast mostly. */
export const passing: Readonly<Record<string, Script>> = {
  'throttles 30 % of the calls': throttled,
  'answers 30 % of the calls with a 503': unavailable,
  'cuts the connection at 30 % of the calls': reset,
  'cuts 30 % of the answers in their middle': truncated,
  'answers 30 % of the calls with a page of HTML and a 502': html(502),
};

interface Lasting {
  readonly script: Script;
  readonly reason: ErrorReason;
  /** What is said of it; `{operation}` is that of the list. */
  readonly says: string;
  /** How much faster time is to pass; where it is not said, 20 times. */
  readonly factor?: number;
}

/** Faults that only their end mends. */
export const lasting: Readonly<Record<string, Lasting>> = {
  'throttles every call': {
    script: throttled,
    reason: 'throttled',
    says: 'SageMaker is receiving too many requests. Try again in a moment.',
  },
  'answers every call with a 503': {
    script: unavailable,
    reason: 'network',
    says: 'SageMaker could not be reached. It answered with HTTP status 503.',
  },
  'cuts every connection': {
    script: reset,
    reason: 'network',
    says: 'SageMaker could not be reached. The connection was cut.',
  },
  'cuts every answer in its middle': {
    script: truncated,
    reason: 'network',
    says: 'SageMaker could not be reached. The connection was cut.',
  },
  'answers with HTML instead of JSON': {
    script: html(200),
    reason: 'network',
    says: 'SageMaker could not be reached. Its answer could not be read.',
  },
  'answers with an empty body': {
    script: nothing,
    reason: 'network',
    says: 'SageMaker could not be reached. Its answer was empty.',
  },
  'never answers': {
    script: silent,
    factor: 80,
    reason: 'network',
    says: 'SageMaker could not be reached. It did not answer in time; check the network, a VPN or proxy.',
  },
  'denies the action without naming it': {
    script: fault('AccessDeniedException', 'Explicit deny in a service control policy', 400),
    reason: 'denied',
    says: 'sagemaker:{operation} is not allowed. Explicit deny in a service control policy.',
  },
  'says that the keys have expired': {
    script: fault('ExpiredTokenException', 'The security token included in the request is expired'),
    reason: 'expired',
    says: 'The credentials are missing, have expired or were refused. Sign in again, or mend them.',
  },
  'does not bear the clock of this computer': {
    script: json({ __type: 'RequestTimeTooSkewed', message: 'Too far off' }, 403),
    reason: 'denied',
    says: "SageMaker refused access. This computer's clock is wrong.",
  },
};
