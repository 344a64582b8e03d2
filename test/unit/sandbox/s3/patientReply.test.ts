import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { errorReply, toServiceError } from '../../../../src/sandbox/http/errorReply';
import type { Reply } from '../../../../src/sandbox/http/reply';
import { element, xmlDocument } from '../../../../src/sandbox/http/xml';
import { patientReply } from '../../../../src/sandbox/services/s3/patientReply';
import { noSuchKey } from '../../../../src/sandbox/services/s3/refusals';

const patience = { silence: 10, pause: 10 };
const done: Reply = { status: 200, headers: { a: 'b' }, body: xmlDocument(element('Done', '')) };

const refused: unknown[] = [];

function refuse(error: unknown): Reply {
  refused.push(error);
  return errorReply(toServiceError(error, 's3'), 's3', 'id');
}

async function after(time: number, outcome: Reply | Error): Promise<Reply> {
  await sleep(time);
  if (outcome instanceof Error) throw outcome;
  return outcome;
}

async function textOf({ body }: Reply, signal = new AbortController().signal): Promise<string> {
  if (typeof body !== 'object' || !('chunks' in body)) throw new Error('not a stream');
  let text = '';
  for await (const chunk of body.chunks(signal)) text += chunk.toString();
  return text;
}

describe('an answer that may take long', () => {
  it('is as it is when it comes early, also a refusal', async () => {
    assert.equal(await patientReply(Promise.resolve(done), refuse), done);
    await assert.rejects(patientReply(after(0, noSuchKey('k')), refuse), { code: 'NoSuchKey' });
  });

  it('is one document, with signs of life in it', async () => {
    const reply = await patientReply(after(100, done), refuse, patience);
    assert.equal(reply.status, 200);
    assert.match(
      await textOf(reply),
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n +<Done><\/Done>$/,
    );
  });

  it('ends with the error where it fails', async () => {
    const reply = await patientReply(after(60, noSuchKey('k')), refuse, patience);
    assert.match(await textOf(reply), /\?>\n +<Error><Code>NoSuchKey<\/Code>.*<RequestId>id</);
    const fault = new Error('secret');
    const failed = await textOf(await patientReply(after(60, fault), refuse, patience));
    assert.match(failed, /<Code>InternalError<\/Code>/);
    assert.doesNotMatch(failed, /secret/);
    assert.equal(refused.at(-1), fault);
  });

  it('is given up when the client has gone', async () => {
    const gone = AbortSignal.abort();
    const reply = await patientReply(after(60, done), refuse, patience);
    assert.doesNotMatch(await textOf(reply, gone), /Done/);
  });
});
