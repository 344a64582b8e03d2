import { createHash } from 'node:crypto';
import type { SandboxAnnouncement } from '../../src/core/sandbox/protocol';
import { signClaim } from '../../src/sandbox/http/sigV4';

/** A request for a plain HTTP client. */
export interface SignedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** Puts an object, or with a path of one part and no body makes a bucket. */
export function putObjectRequest(
  sandbox: SandboxAnnouncement,
  path: string,
  body: string | Buffer,
): SignedRequest {
  return sign(sandbox, 's3', { method: 'PUT', path, headers: {}, body });
}

export function listJobsRequest(sandbox: SandboxAnnouncement): SignedRequest {
  const headers = {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': 'SageMaker.ListTrainingJobs',
  };
  return sign(sandbox, 'sagemaker', { method: 'POST', path: '/', headers, body: '{}' });
}

function sign(
  sandbox: SandboxAnnouncement,
  service: string,
  { method, path, headers, body }: SignedRequest,
): SignedRequest {
  const hash = createHash('sha256').update(body).digest('hex');
  const all = new Map([
    ...Object.entries(headers),
    ['host', new URL(sandbox.endpoint).host],
    ['content-length', String(Buffer.byteLength(body))],
    ['x-amz-content-sha256', hash],
  ]);
  const scope = { region: sandbox.region, service, now: Date.now() };
  const signed = signClaim({ method, path, query: [], headers: all }, scope, sandbox, hash);
  return { method, path, headers: signed.headers, body };
}
