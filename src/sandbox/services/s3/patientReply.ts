import { setTimeout as sleep } from 'node:timers/promises';
import type { Reply } from '../../http/reply';
import type { ServiceCall } from '../../http/serviceCall';
import { xmlDeclaration } from '../../http/xml';

/** In milliseconds. */
interface Patience {
  /** How long the answer may take before its head is sent without it. */
  readonly silence: number;
  /** Between the signs of life after that. */
  readonly pause: number;
}

const usual: Patience = { silence: 15_000, pause: 5000 };

/**
 * Joining or reading many gigabytes may take longer than clients wait for an answer (boto3: 60 s). As
 * S3 does, the head then goes first, white space follows, and what comes last may be an error.
 */
export async function patientReply(
  answer: Promise<Reply>,
  refuse: ServiceCall['refuse'],
  patience = usual,
): Promise<Reply> {
  const early = await within(answer, patience.silence);
  if (early) return early;
  return {
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: { chunks: (signal) => signsOfLife(answer, refuse, patience.pause, signal) },
  };
}

async function* signsOfLife(
  answer: Promise<Reply>,
  refuse: ServiceCall['refuse'],
  pause: number,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const told = answer.catch(refuse);
  yield Buffer.from(xmlDeclaration);
  while (!signal.aborted) {
    const reply = await within(told, pause);
    if (reply) {
      const body = typeof reply.body === 'string' ? reply.body : '';
      yield Buffer.from(body.replace(xmlDeclaration, ''));
      return;
    }
    yield Buffer.from(' ');
  }
}

/** What it resolves to, unless that takes longer. */
async function within<Value>(answer: Promise<Value>, time: number): Promise<Value | undefined> {
  const early = new AbortController();
  const late = sleep(time, undefined, { signal: early.signal, ref: false }).catch(() => undefined);
  try {
    return await Promise.race([answer, late]);
  } finally {
    early.abort();
  }
}
