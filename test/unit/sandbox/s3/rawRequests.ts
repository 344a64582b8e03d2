import { createHash } from 'node:crypto';
import { request, type IncomingHttpHeaders } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import { encodePercent } from '../../../../src/sandbox/http/requestHead';
import type { S3Fixture } from './s3Fixture';

/** A request as it goes over the wire. */
export interface RawRequest {
  readonly method: string;
  /** Encoded, with the query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface RequestParts {
  readonly method?: string;
  /** Not encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** What is signed of the body; its hash unless said otherwise. */
  readonly payload?: string;
  readonly signedAt?: Date;
  readonly expiresIn?: number;
}

export function sendRaw(fixture: S3Fixture, raw: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(fixture.announcement.endpoint);
  return new Promise((resolve, reject) => {
    const sent = request(
      { hostname, port, method: raw.method, path: raw.target, headers: raw.headers },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject).on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString(),
          }),
        );
      },
    );
    sent.on('error', reject).end(raw.body);
  });
}

/** Signs in the header, by the SDK's own signer. */
export async function signed(fixture: S3Fixture, parts: RequestParts): Promise<RawRequest> {
  const body = Buffer.from(parts.body ?? '');
  const hash = parts.payload ?? createHash('sha256').update(body).digest('hex');
  const unsigned = plain(fixture, parts, { 'x-amz-content-sha256': hash });
  const options = parts.signedAt && { signingDate: parts.signedAt };
  const { headers } = await signer(fixture).sign(unsigned, options);
  return {
    ...wire(unsigned, parts),
    headers: { ...headers, 'content-length': String(body.length) },
  };
}

/** Signs in the query, by the SDK's own signer; headers other than `host` are hoisted into it. */
export async function presigned(fixture: S3Fixture, parts: RequestParts): Promise<RawRequest> {
  const open = { 'X-Amz-Content-Sha256': 'UNSIGNED-PAYLOAD' };
  const request = await signer(fixture).presign(plain(fixture, parts, open), {
    expiresIn: parts.expiresIn ?? 60,
    ...(parts.signedAt && { signingDate: parts.signedAt }),
  });
  const raw = wire(request, parts);
  return { ...raw, headers: { ...request.headers, 'content-length': String(raw.body.length) } };
}

type HttpRequest = Parameters<SignatureV4['presign']>[0];

function signer({ client, announcement }: S3Fixture): SignatureV4 {
  return new SignatureV4({
    service: 's3',
    region: announcement.region,
    credentials: announcement,
    sha256: client.config.sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
}

function plain(
  { announcement }: S3Fixture,
  { method = 'GET', path, query = {}, headers = {} }: RequestParts,
  more: Record<string, string>,
): HttpRequest {
  const { hostname, host } = new URL(announcement.endpoint);
  return {
    method,
    protocol: 'http:',
    hostname,
    path: path.split('/').map(encodePercent).join('/'),
    query: { ...query },
    headers: { host, ...headers, ...more },
  };
}

function wire(request: HttpRequest, { body = '' }: RequestParts): Omit<RawRequest, 'headers'> {
  const query = Object.entries(request.query ?? {}).map(
    ([name, value]) => `${encodePercent(name)}=${encodePercent(String(value))}`,
  );
  const target = query.length > 0 ? `${request.path}?${query.join('&')}` : request.path;
  return { method: request.method, target, body: Buffer.from(body) };
}
