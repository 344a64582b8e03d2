import { createHmac, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { sandboxProofHeader, type SandboxCredentials } from '../../core/sandbox/protocol';
import { errorReply, toServiceError, type Protocol } from './errorReply';
import { admit, protocolOf, refuseForeign, type Admission } from './gate';
import { allowBody, sendReply, type Reply } from './reply';
import { readHead, type RequestHead } from './requestHead';
import type { Respond } from './serviceCall';
import type { Verifier } from './sigV4';

export interface ListenerParts {
  /** Credentials, region and time of now. */
  readonly verifier: () => Verifier;
  /** Answers what has been admitted. */
  readonly respond: Respond;
  /** Told of failures that are nobody's refusal. */
  readonly report: (error: unknown) => void;
}

/** The one HTTP server: verifies, hands to the services, and writes every answer. */
export function createListener(parts: ListenerParts): Server {
  const server = createServer({
    keepAliveTimeout: 65_000,
    // Uploads take as long as they take; what is unsigned is answered before its body.
    requestTimeout: 0,
    // Without a limit of its own it would be that of the whole request: none.
    headersTimeout: 10_000,
    connectionsCheckingInterval: 2000,
    noDelay: true,
  });
  const handle = (request: IncomingMessage, response: ServerResponse): void => {
    answer(parts, request, response).catch((error: unknown) => {
      if (!request.socket.destroyed) parts.report(error);
      response.destroy();
    });
  };
  server.on('request', handle);
  server.on('checkContinue', handle);
  return server;
}

/** One request while it is being answered. */
interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly requestId: string;
  protocol: Protocol;
  /** Set once it has been read. */
  head?: RequestHead;
  /** Set once the head has been verified. */
  admission?: Admission;
}

async function answer(
  parts: ListenerParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const requestId = randomUUID();
  const exchange: Exchange = { request, response, requestId, protocol: 'json' };
  const reply = await respond(parts, exchange).catch((error: unknown) =>
    refusal(parts, exchange, error),
  );
  await sendReply(request, response, {
    ...reply,
    headers: {
      ...reply.headers,
      'x-amzn-requestid': requestId,
      'x-amz-request-id': requestId,
      ...proof(parts.verifier().credentials, exchange.admission, reply.status),
    },
  });
}

async function respond(parts: ListenerParts, exchange: Exchange): Promise<Reply> {
  const { request, response, requestId } = exchange;
  const head = readHead(request);
  exchange.head = head;
  exchange.protocol = protocolOf(head);
  refuseForeign(head, request.socket.localPort ?? 0);
  const admission = admit(head, parts.verifier());
  exchange.admission = admission;
  if (request.headers.expect !== undefined) allowBody(response);
  const refuse = (error: unknown): Reply => refusal(parts, exchange, error);
  return parts.respond({ head, admission, request, requestId, refuse });
}

function refusal(parts: ListenerParts, exchange: Exchange, error: unknown): Reply {
  const failure = toServiceError(error, exchange.protocol);
  // A client that hung up is its own affair.
  if (failure.status === 500 && !exchange.request.socket.destroyed) parts.report(error);
  return errorReply(failure, exchange.protocol, exchange.requestId, exchange.head);
}

/** Shows that whoever answers on this port knows the secret; only to those who know it too. */
function proof(
  credentials: SandboxCredentials,
  admission: Admission | undefined,
  status: number,
): Record<string, string> {
  if (!admission || (admission.payload === undefined && status >= 300)) return {};
  return { [sandboxProofHeader]: proofOf(credentials, admission.claim.signature) };
}

/** What a genuine sandbox answers to a request of this signature. */
export function proofOf(credentials: SandboxCredentials, signature: string): string {
  return createHmac('sha256', credentials.secretAccessKey)
    .update(`sandbox-proof:${signature}`)
    .digest('hex');
}
