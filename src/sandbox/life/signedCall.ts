import { createHash } from 'node:crypto';
import { request } from 'node:http';
import {
  sandboxProofHeader,
  sandboxRegion,
  type SandboxCredentials,
} from '../../core/sandbox/protocol';
import { proofOf } from '../http/listener';
import { sameText, signClaim } from '../http/sigV4';
import type { RequestHead } from '../http/requestHead';

/** A `POST /` to a sandbox on this computer. */
export interface SignedCall {
  readonly port: number;
  readonly service: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** How long the answer may take; 3 s when it is only to be seen whether there is one. */
  readonly patienceMilliseconds?: number;
}

/** An answer that proves to come from who knows our secret. */
export interface ProvenAnswer {
  readonly status: number;
  readonly body: string;
}

const usualPatience = 3000;

/** Sends a signed call; resolves with `undefined` when nobody answers, or a stranger. */
export async function callSandbox(
  call: SignedCall,
  credentials: SandboxCredentials,
): Promise<ProvenAnswer | undefined> {
  const hash = createHash('sha256').update(call.body).digest('hex');
  const head: RequestHead = {
    method: 'POST',
    path: '/',
    query: [],
    headers: new Map([
      ...Object.entries(call.headers),
      ['host', `127.0.0.1:${call.port}`],
      ['x-amz-content-sha256', hash],
    ]),
  };
  const scope = { region: sandboxRegion, service: call.service, now: call.now };
  const signed = signClaim(head, scope, credentials, hash);
  const answer = await send(call, signed.headers);
  const proof = proofOf(credentials, signed.signature);
  return answer && sameText(answer.proof, proof) ? answer : undefined;
}

interface Answer extends ProvenAnswer {
  readonly proof: string;
}

function send(call: SignedCall, headers: Record<string, string>): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const patience = AbortSignal.timeout(call.patienceMilliseconds ?? usualPatience);
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: call.port,
        method: 'POST',
        headers,
        agent: false,
        signal: patience,
      },
      (response) => {
        let body = '';
        response.setEncoding('utf8');
        response.on('data', (text: string) => (body += text));
        response.on('error', () => resolve(undefined));
        response.on('end', () => {
          const proof = String(response.headers[sandboxProofHeader] ?? '');
          resolve({ status: response.statusCode ?? 0, proof, body });
        });
      },
    );
    // Nobody there, a stranger, or a sandbox that has ended meanwhile: all the same to the caller.
    outgoing.on('error', () => resolve(undefined));
    outgoing.end(call.body);
  });
}
