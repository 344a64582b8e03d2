import { once } from 'node:events';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Bytes of an open file; whoever sends them closes it. */
interface FileRange {
  readonly handle: FileHandle;
  /** Offset of the first byte, and how many. */
  readonly start: number;
  readonly length: number;
}

/** Bytes that come as they are made. */
interface ByteStream {
  /** Ends soon after the signal says that the client has gone. */
  chunks(signal: AbortSignal): AsyncIterable<Buffer>;
}

export interface Reply {
  readonly status: number;
  readonly headers?: OutgoingHttpHeaders | undefined;
  readonly body?: string | FileRange | ByteStream | undefined;
}

/** Sends the reply; resolves when it has gone, or when the other side has. */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
): Promise<void> {
  const { body } = reply;
  if (typeof body !== 'object') await sendText(request, response, reply, body ?? '');
  else if ('chunks' in body) await sendStream(response, reply, body);
  else await sendFile(request, response, reply, body);
}

async function sendStream(
  response: ServerResponse,
  reply: Reply,
  stream: ByteStream,
): Promise<void> {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  // A client that left before the answer began will not be told of again.
  if (response.destroyed) return;
  response.writeHead(reply.status, reply.headers);
  try {
    for await (const chunk of stream.chunks(gone.signal)) {
      if (!response.write(chunk)) await once(response, 'drain', { signal: gone.signal });
    }
    response.end();
  } catch (error) {
    if (!gone.signal.aborted) throw error;
  }
}

async function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  range: FileRange,
): Promise<void> {
  try {
    response.writeHead(reply.status, { ...reply.headers, 'content-length': range.length });
    if (request.method === 'HEAD' || range.length === 0) {
      response.end();
      return;
    }
    const end = range.start + range.length - 1;
    const file = range.handle.createReadStream({
      start: range.start,
      end,
      autoClose: false,
      highWaterMark: 512 * 1024,
    });
    await pipeline(file, response);
  } finally {
    await range.handle.close();
  }
}

async function sendText(
  request: IncomingMessage,
  response: ServerResponse,
  reply: Reply,
  text: string,
): Promise<void> {
  const bytes = Buffer.from(text);
  const headers = { 'content-length': bytes.length, ...reply.headers };
  const unread = hasUnreadBody(request);
  if (unread) response.shouldKeepAlive = false;
  response.writeHead(reply.status, headers);
  if (!unread || isWaitingToSend(request, response)) {
    response.end(request.method === 'HEAD' ? undefined : bytes);
    return;
  }
  response.write(bytes);
  await discardBody(request);
  response.end();
}

function hasUnreadBody(request: IncomingMessage): boolean {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  return !request.complete && (encoding !== undefined || Number(length ?? 0) > 0);
}

/** `Expect: 100-continue` that was never answered: the body will not come. */
function isWaitingToSend(request: IncomingMessage, response: ServerResponse): boolean {
  return request.headers.expect !== undefined && !continued.has(response);
}

/** Responses that have told their client to go on sending. */
const continued = new WeakSet<ServerResponse>();

export function allowBody(response: ServerResponse): void {
  continued.add(response);
  response.writeContinue();
}

/**
 * Closing while the client still sends would reset the connection, and it would never read the
 * answer: so some of the rest is read and thrown away, but neither for long nor without end.
 */
async function discardBody(request: IncomingMessage): Promise<void> {
  const most = 16 * 1024 * 1024;
  const patience = new AbortController();
  let bytes = 0;
  const done = new Promise<void>((resolve) => {
    request.on('end', resolve).on('close', resolve);
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > most) resolve();
    });
  });
  const waited = sleep(2000, undefined, { signal: patience.signal, ref: false }).catch(() => null);
  await Promise.race([done, waited]);
  patience.abort();
}
