import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { request } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import { AppError } from '../../core/errors';
import {
  sandboxProofHeader,
  sandboxRegion,
  sandboxTarget,
  type SandboxCredentials,
  type SandboxOperations,
} from '../../core/sandbox/protocol';
import { toAppError } from '../errors';

/** What signs and carries one call. */
interface SandboxCall {
  readonly endpoint: string;
  readonly credentials: SandboxCredentials;
  /** Signing name: `sagemaker` or `sts`. */
  readonly service: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** How many milliseconds the answer may take. */
  readonly patience: number;
  readonly signal?: AbortSignal | undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly proof: string;
}

type Source = string | ArrayBuffer | ArrayBufferView;

/** SHA-256 and, with a key, HMAC-SHA-256 in the form that the signer asks for. */
class NodeSha256 {
  private readonly hash;

  constructor(key?: Source) {
    this.hash = key === undefined ? createHash('sha256') : createHmac('sha256', toBytes(key));
  }

  update(data: Source): void {
    this.hash.update(toBytes(data));
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.hash.digest());
  }

  reset(): void {
    throw new Error('A hash is used once.');
  }
}

function toBytes(source: Source): Uint8Array {
  if (typeof source === 'string') {
    return Buffer.from(source);
  }
  return ArrayBuffer.isView(source)
    ? new Uint8Array(source.buffer, source.byteOffset, source.byteLength)
    : new Uint8Array(source);
}

/** Longest time, in milliseconds, that a sandbox on this computer may take to answer. */
const usualPatience = 5_000;
/** For what looks at many files, or deletes them. */
const longPatience: Readonly<Partial<Record<keyof SandboxOperations, number>>> = {
  Usage: 300_000,
  Clear: 3_600_000,
  Prune: 3_600_000,
};

/** Calls a management operation; what the sandbox says of a refusal arrives as `AppError`. */
export async function callSandbox<Name extends keyof SandboxOperations>(
  address: { readonly endpoint: string; readonly credentials: SandboxCredentials },
  operation: Name,
  input: SandboxOperations[Name]['request'],
  signal?: AbortSignal,
): Promise<SandboxOperations[Name]['answer']> {
  const { status, text } = await send({
    ...address,
    service: 'sagemaker',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `${sandboxTarget}.${operation}`,
    },
    body: JSON.stringify(input),
    patience: longPatience[operation] ?? usualPatience,
    signal,
  });
  const answer = parse(text);
  if (status !== 200) {
    throw refusal(answer, status);
  }
  return answer as SandboxOperations[Name]['answer'];
}

/** Whether a sandbox that accepts these credentials answers there; the only proof of life. */
export async function answersAs(
  endpoint: string,
  credentials: SandboxCredentials,
  signal?: AbortSignal,
): Promise<boolean> {
  try {
    const { status } = await send({
      endpoint,
      credentials,
      service: 'sts',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
      patience: usualPatience,
      signal,
    });
    return status === 200;
  } catch (error) {
    if (AppError.is(error, 'cancelled')) {
      throw error;
    }
    // Whatever else listens there now: it is not a sandbox.
    return false;
  }
}

async function send(call: SandboxCall): Promise<Answer> {
  const { hostname, port } = new URL(call.endpoint);
  const signer = new SignatureV4({
    service: call.service,
    region: sandboxRegion,
    credentials: call.credentials,
    sha256: NodeSha256,
  });
  const { headers } = await signer.sign({
    protocol: 'http:',
    method: 'POST',
    hostname,
    port: Number(port),
    path: '/',
    headers: { host: `${hostname}:${port}`, ...call.headers },
    body: call.body,
  });
  const timeout = AbortSignal.timeout(call.patience);
  const signal = call.signal === undefined ? timeout : AbortSignal.any([timeout, call.signal]);
  try {
    const answer = await post({ hostname, port, headers, signal }, call.body);
    if (answer.status === 200) {
      requireProof(answer, headers['authorization'] ?? '', call.credentials);
    }
    return answer;
  } catch (error) {
    if (call.signal?.aborted === true) {
      throw new AppError('cancelled', 'Cancelled.', { cause: error });
    }
    throw timeout.aborted ? notAnswering(error) : toAppError(error, 'The local sandbox');
  }
}

/** Whoever took the port over after a sandbox ended does not know its secret. */
function requireProof(answer: Answer, authorization: string, keys: SandboxCredentials): void {
  const signature = authorization.slice(authorization.lastIndexOf('=') + 1);
  const expected = createHmac('sha256', keys.secretAccessKey)
    .update(`sandbox-proof:${signature}`)
    .digest('hex');
  const [given, wanted] = [Buffer.from(answer.proof), Buffer.from(expected)];
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) {
    throw new AppError('network', 'Another program answers where the local sandbox was.');
  }
}

const notAnswering = (cause: unknown): AppError =>
  new AppError('network', 'The local sandbox did not answer in time.', { cause });

function post(
  options: {
    readonly hostname: string;
    readonly port: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly signal: AbortSignal;
  },
  body: string,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // An agent of its own would keep a socket open between heartbeats for nothing.
    const sent = request({ ...options, method: 'POST', path: '/', agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          proof: String(response.headers[sandboxProofHeader]),
        }),
      );
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw toAppError(error, 'The local sandbox');
  }
}

/** An error answer in the AWS JSON protocol, read as the SDK would read it. */
function refusal(answer: Readonly<Record<string, unknown>>, status: number): AppError {
  const type = typeof answer['__type'] === 'string' ? answer['__type'] : 'Error';
  const said = answer['message'] ?? answer['Message'];
  const error = Object.assign(new Error(typeof said === 'string' ? said : ''), {
    name: type.slice(type.lastIndexOf('#') + 1),
    $metadata: { httpStatusCode: status },
  });
  return toAppError(error, 'The local sandbox');
}
