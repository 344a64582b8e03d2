import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createHash } from 'node:crypto';
import { sandboxTarget } from '../../../../src/core/sandbox/protocol';
import { callSandbox } from '../../../../src/sandbox/life/signedCall';
import { signClaim } from '../../../../src/sandbox/http/sigV4';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { removeTemporaryFolders, startTestSandbox } from '../../../fakes/startedSandbox';

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly service?: string;
  /** Sent and signed. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent over what was signed. */
  readonly unsigned?: Readonly<Record<string, string | undefined>>;
  readonly body?: string | Buffer;
  /** Goes over the wire instead of the body that was signed. */
  readonly wire?: string;
  readonly declareHash?: boolean;
  readonly now?: number;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

const heartbeat: Sent = {
  service: 'sagemaker',
  headers: {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': `${sandboxTarget}.Heartbeat`,
  },
  body: '{"window":"1"}',
};
const identity: Sent = {
  service: 'sts',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: 'Action=GetCallerIdentity&Version=2011-06-15',
};

describe('the listener', () => {
  let sandbox: RunningSandbox;
  let port: number;
  const reported: unknown[] = [];

  before(async () => {
    sandbox = await startTestSandbox({
      reported,
      jobs: {
        routes: [
          {
            signingName: 'logs',
            service: {
              target: 'Logs_20140328',
              operations: {
                Echo: (input) => Promise.resolve(input),
                Fail: () => Promise.reject(new Error('secret detail')),
              },
            },
          },
        ],
      },
    });
    port = Number(new URL(sandbox.announcement.endpoint).port);
  });

  after(async () => {
    await sandbox.stop('test');
    await removeTemporaryFolders();
  });

  async function send(sent: Sent): Promise<Answer> {
    const { method = 'POST', path = '/', body = '', service = 'sts' } = sent;
    const hash = createHash('sha256').update(body).digest('hex');
    const declared = (sent.declareHash ?? true) ? { 'x-amz-content-sha256': hash } : {};
    const headers = { host: `127.0.0.1:${port}`, ...sent.headers, ...declared };
    const signed = signClaim(
      { method, path, query: [], headers: new Map(Object.entries(headers)) },
      { region: 'us-east-1', service, now: sent.now ?? Date.now() },
      sandbox.announcement,
      hash,
    );
    const all = Object.entries({ ...signed.headers, ...sent.unsigned });
    const present = all.filter((entry): entry is [string, string] => entry[1] !== undefined);
    const outgoing = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: Object.fromEntries(present),
      agent: false,
    });
    outgoing.end(sent.wire ?? body);
    const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
    const chunks = (await response.toArray()) as Buffer[];
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: Buffer.concat(chunks).toString(),
    };
  }

  it('answers a signed call, with a request id', async () => {
    const answer = await send(identity);
    assert.equal(answer.status, 200);
    assert.match(answer.body, /<Account>000000000000<\/Account>/);
    assert.match(String(answer.headers['x-amzn-requestid']), /^[0-9a-f-]{36}$/);
  });

  it('refuses any Origin, foreign host names and unsigned requests', async () => {
    const foreign = await Promise.all([
      send({ ...identity, unsigned: { origin: `http://127.0.0.1:${port}` } }),
      send({ ...identity, unsigned: { origin: 'null' } }),
      send({ ...identity, headers: { ...identity.headers, host: `evil.example:${port}` } }),
      send({ ...identity, headers: { ...identity.headers, host: '127.0.0.1' } }),
      send({ ...identity, headers: { ...identity.headers, host: `[::1]:${port}` } }),
      send({ ...identity, unsigned: { authorization: undefined } }),
      send({ method: 'GET', path: '/bucket/key', unsigned: { authorization: undefined } }),
    ]);
    assert.deepEqual(
      foreign.map(({ status }) => status),
      [403, 403, 403, 403, 403, 403, 403],
    );
    for (const { body, headers } of foreign) {
      assert.doesNotMatch(body, new RegExp(sandbox.announcement.secretAccessKey));
      assert.equal(headers['x-sagemaker-workbench-proof'], undefined);
    }
  });

  it('says to use path-style addresses when a bucket stands in the host name', async () => {
    const headers = { host: `bucket.localhost:${port}` };
    const answer = await send({ service: 's3', method: 'GET', headers });
    assert.equal(answer.status, 400);
    assert.match(answer.body, /path-style/);
  });

  it('names a wrong signature in each protocol’s own form', async () => {
    const broken = { authorization: undefined };
    const late = { now: Date.now() - 6 * 60_000 };
    const answers = await Promise.all([
      send({ ...heartbeat, unsigned: { 'x-amz-target': 'SageMaker.ListModels' } }),
      send({ ...heartbeat, unsigned: broken }),
      send({ ...heartbeat, ...late }),
      send({ ...heartbeat, service: 'logs' }),
      send({ ...identity, unsigned: { 'x-amz-date': undefined } }),
      send({ service: 'sts', method: 'GET', path: '/?Action=GetCallerIdentity' }),
      send({ service: 's3', method: 'GET', path: '/b', unsigned: { 'x-amz-content-sha256': 'x' } }),
      send({ service: 's3', method: 'GET', path: '/b', now: Date.now() - 14 * 60_000 }),
      send({ service: 's3', method: 'GET', path: '/b', now: Date.now() - 16 * 60_000 }),
    ]);
    assert.deepEqual(answers.map(codeOf), [
      'InvalidSignatureException',
      'MissingAuthenticationTokenException',
      'InvalidSignatureException',
      'InvalidSignatureException',
      'IncompleteSignature',
      // Its query was not signed.
      'SignatureDoesNotMatch',
      'SignatureDoesNotMatch',
      'NoSuchBucket',
      'RequestTimeTooSkewed',
    ]);
  });

  it('checks the body against the signature, declared or not', async () => {
    const wire = heartbeat.body?.toString().replace('1', '2') ?? '';
    const [declared, undeclared, right] = await Promise.all([
      send({ ...heartbeat, wire }),
      send({ ...heartbeat, declareHash: false, wire }),
      send({ ...heartbeat, declareHash: false }),
    ]);
    assert.equal(codeOf(declared), 'InvalidSignatureException');
    assert.equal(codeOf(undeclared), 'InvalidSignatureException');
    assert.equal(undeclared.headers['x-sagemaker-workbench-proof'], undefined);
    assert.equal(right.status, 200);
  });

  it('names unknown operations and services', async () => {
    const target = (name: string) => ({ headers: { ...heartbeat.headers, 'x-amz-target': name } });
    const answers = await Promise.all([
      send({ ...heartbeat, ...target(`${sandboxTarget}.Explode`) }),
      send({ ...heartbeat, ...target(`${sandboxTarget}.constructor`) }),
      send({ ...heartbeat, ...target('SageMaker.CreateCluster') }),
      send({ ...heartbeat, service: 'bedrock' }),
      send({ ...identity, body: 'Action=DecodeAuthorizationMessage' }),
      send({ ...identity, service: 'iam', body: 'Action=ListRoles' }),
    ]);
    assert.deepEqual(answers.map(codeOf), [
      ...Array<string>(4).fill('UnknownOperationException'),
      ...Array<string>(2).fill('InvalidAction'),
    ]);
    assert.match(answers[0].body, /Explode/);
    assert.match(answers[2].body, /SageMaker\.CreateCluster/);
    assert.match(answers[3].body, /bedrock/);
    assert.match(answers[4].body, /DecodeAuthorizationMessage/);
  });

  it('takes gzip bodies, bounded, and refuses CBOR by name', async () => {
    const echo = (headers: Record<string, string>, body: Buffer): Promise<Answer> =>
      send({
        service: 'logs',
        headers: { 'x-amz-target': 'Logs_20140328.Echo', ...headers },
        body,
      });
    const zipped = { 'content-type': 'application/x-amz-json-1.1', 'content-encoding': 'gzip' };
    const [small, bomb, cbor] = await Promise.all([
      echo(zipped, gzipSync('{"a":"é"}')),
      echo(zipped, gzipSync(Buffer.alloc(11 * 1024 * 1024, 0x20))),
      echo(
        { 'smithy-protocol': 'rpc-v2-cbor', 'content-type': 'application/cbor' },
        Buffer.from(''),
      ),
    ]);
    assert.deepEqual(JSON.parse(small.body), { a: 'é' });
    assert.equal(bomb.status, 413);
    assert.equal(cbor.status, 415);
    assert.match(cbor.body, /CBOR/);
  });

  it('refuses a body that is too long and still answers', async () => {
    const answer = await send({ ...heartbeat, body: Buffer.alloc(12 * 1024 * 1024, 0x20) });
    assert.equal(answer.status, 413);
  });

  it('hides what went wrong inside, but reports it', async () => {
    reported.length = 0;
    const answer = await send({
      service: 'logs',
      headers: { 'content-type': 'application/json', 'x-amz-target': 'Logs_20140328.Fail' },
      body: '{}',
    });
    assert.equal(answer.status, 500);
    assert.doesNotMatch(answer.body, /secret detail/);
    assert.match(String(reported[0]), /secret detail/);
  });

  it('proves to callers that it knows the secret; a stranger’s answer is no answer', async () => {
    const call = {
      port,
      service: 'sts',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'Action=GetCallerIdentity',
      now: Date.now(),
    };
    const genuine = await callSandbox(call, sandbox.announcement);
    assert.match(genuine?.body ?? '', /000000000000/);
    const { createServer } = await import('node:http');
    const stranger = createServer((_request, response) => response.end('000000000000'));
    stranger.listen(0, '127.0.0.1');
    await once(stranger, 'listening');
    const address = stranger.address();
    assert.ok(typeof address === 'object' && address);
    assert.equal(
      await callSandbox({ ...call, port: address.port }, sandbox.announcement),
      undefined,
    );
    stranger.close();
  });
});

function codeOf({ headers, body }: Answer): string {
  const header = headers['x-amzn-errortype'];
  return typeof header === 'string' ? header : (/<Code>(.*?)<\/Code>/.exec(body)?.[1] ?? body);
}
