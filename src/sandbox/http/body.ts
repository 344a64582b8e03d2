import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { isSystemError } from '../../node/files';
import { ServiceError } from './jsonService';

const inflate = promisify(gunzip);

/**
 * The body's chunks as sent. Stopping early leaves the connection open, so that a refusal can still
 * be answered on it.
 */
export function bodyChunks(request: IncomingMessage): AsyncIterable<Buffer> {
  return request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

/** Reads a body of at most `limit` bytes. */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bodyChunks(request)) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Undoes `Content-Encoding: gzip`; the inflated size is bounded too. */
export async function decompress(
  body: Buffer,
  encoding: string | undefined,
  limit: number,
): Promise<Buffer> {
  if (encoding === undefined || encoding === 'identity') return body;
  if (encoding !== 'gzip') {
    throw new ServiceError('SerializationException', `Content-Encoding ${encoding} is not known.`);
  }
  try {
    return await inflate(body, { maxOutputLength: limit });
  } catch (error) {
    if (isSystemError(error, 'ERR_BUFFER_TOO_LARGE')) throw tooLarge(limit);
    throw new ServiceError('SerializationException', 'The body is not valid gzip data.');
  }
}

function tooLarge(limit: number): ServiceError {
  return new ServiceError(
    'RequestEntityTooLargeException',
    `The request is larger than ${limit} bytes.`,
    413,
  );
}
