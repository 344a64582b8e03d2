import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../../src/core/errors';
import { connectTo } from '../../fakes/fakeConnection';
import { FakeService, reset, silent, type Script } from '../../fakes/fakeService';

const status =
  (code: number, body = '', headers: Record<string, string> = {}): Script =>
  (_request, response) => {
    response.writeHead(code, headers).end(body);
  };

const refusal = (code: number, name: string): Script =>
  status(code, `<Error><Code>${name}</Code><Message>No.</Message></Error>`);

/** What a body in the `aws-chunked` encoding carries. */
function unchunked(body: Buffer): string {
  let [text, rest] = ['', body.toString('latin1')];
  for (;;) {
    const [size = '0', ...lines] = rest.split('\r\n');
    const length = parseInt(size, 16);
    if (length === 0) {
      return text;
    }
    const data = lines.join('\r\n');
    text += data.slice(0, length);
    rest = data.slice(length + 2);
  }
}

describe('storage', function () {
  this.timeout(20_000);
  let folder: string;
  const services: FakeService[] = [];
  const disposables: { dispose(): void }[] = [];

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'storage-'));
  });

  afterEach(async () => {
    disposables.splice(0).forEach((one) => one.dispose());
    await Promise.all(services.splice(0).map((service) => service.stop()));
  });

  after(() => rm(folder, { recursive: true }));

  const connect = async (region: string, ...scripts: Script[]) => {
    const service = await FakeService.start(...scripts);
    const connection = connectTo(service, { region });
    services.push(service);
    disposables.push(connection.senders);
    return { service, ...connection };
  };

  const write = async (name: string, content: string) => {
    const file = path.join(folder, name);
    await writeFile(file, content);
    return file;
  };

  it('asks whether a bucket is ours and leaves it alone when it is', async () => {
    const { service, storage } = await connect('us-east-1', status(200));
    await storage.ensureBucket('some-bucket', '123456789012');
    assert.deepEqual(
      service.received.map(({ method, url }) => `${method} ${url}`),
      ['HEAD /some-bucket/'],
    );
    assert.equal(service.received[0]?.headers['x-amz-expected-bucket-owner'], '123456789012');
  });

  it('creates a missing bucket, naming every region but us-east-1', async () => {
    const created = async (region: string) => {
      const { service, storage } = await connect(region, status(404), status(200));
      await storage.ensureBucket('some-bucket', '123456789012');
      const [, create] = service.received;
      assert.equal(`${create?.method ?? ''} ${create?.url ?? ''}`, 'PUT /some-bucket/');
      return String(create?.body);
    };
    assert.equal(await created('us-east-1'), '');
    assert.match(await created('eu-west-1'), /<LocationConstraint>eu-west-1</);
  });

  it("refuses a bucket that is somebody else's", async () => {
    const held = await connect('us-east-1', status(403));
    await assert.rejects(held.storage.ensureBucket('taken', '123456789012'), {
      reason: 'denied',
      message: /"taken" belongs to another account/,
    });
    const taken = [status(404), refusal(409, 'BucketAlreadyExists'), status(403)] as const;
    const raced = await connect('us-east-1', ...taken);
    await assert.rejects(raced.storage.ensureBucket('taken', '123456789012'), { reason: 'denied' });
  });

  it('takes a bucket that another window has created meanwhile', async () => {
    const ours = [status(404), refusal(409, 'BucketAlreadyOwnedByYou'), status(200)] as const;
    const { storage } = await connect('eu-west-1', ...ours);
    assert.equal(await storage.ensureBucket('ours', '123456789012'), false);
  });

  it('calls nobody else the owner of a bucket that is still being removed', async () => {
    const removed = [status(404), refusal(409, 'OperationAborted'), status(404)] as const;
    const { storage } = await connect('eu-west-1', ...removed);
    await assert.rejects(storage.ensureBucket('ours', '123456789012'), {
      reason: 'conflict',
      message: /removed a moment ago\. Try again/,
    });
  });

  it('tells whether an object is the one that was uploaded, in a bucket of its owner', async () => {
    const noted = status(200, '', { 'x-amz-meta-digest': 'abc' });
    const scripts = [noted, noted, status(200), status(404), status(403)];
    const { service, storage } = await connect('us-east-1', ...scripts);
    const holds = (digest: string): Promise<boolean> =>
      storage.holds('s3://bucket/a', digest, { owner: '123456789012' });
    assert.equal(await holds('abc'), true);
    assert.equal(await holds('abd'), false);
    assert.equal(await holds('abc'), false);
    assert.equal(await holds('abc'), false);
    await assert.rejects(holds('abc'), { reason: 'denied' });
    const owners = service.received.map(({ headers }) => headers['x-amz-expected-bucket-owner']);
    assert.deepEqual(new Set(owners), new Set(['123456789012']));
  });

  it('notes at an object what it holds', async () => {
    const { service, storage } = await connect('us-east-1', status(200));
    await storage.putFile('s3://bucket/k', await write('noted', 'x'), { digest: 'abc' });
    assert.equal(service.received[0]?.headers['x-amz-meta-digest'], 'abc');
  });

  it('refuses what is no S3 address', async () => {
    const { storage } = await connect('us-east-1', status(200));
    await assert.rejects(storage.holds('https://bucket/a', ''), { reason: 'invalid' });
  });

  it('streams a file with its length and counts its bytes', async () => {
    const { service, storage } = await connect('us-east-1', status(200));
    const text = 'ab,cd\n'.repeat(50_000);
    const file = await write('large.csv', text);
    let sent = 0;
    await storage.putFile('s3://bucket/a b/ü.csv', file, { onBytes: (bytes) => (sent += bytes) });
    const [request] = service.received;
    assert.ok(request);
    assert.equal(request.url.split('?')[0], '/bucket/a%20b/%C3%BC.csv');
    assert.equal(request.headers['x-amz-decoded-content-length'], String(text.length));
    assert.ok(unchunked(request.body) === text);
    assert.equal(sent, text.length);
  });

  it('uploads an empty file', async () => {
    const { service, storage } = await connect('us-east-1', status(200));
    await storage.putFile('s3://bucket/empty', await write('empty', ''), {});
    assert.equal(service.received.length, 1);
  });

  it('starts a broken upload again with the whole file, and takes its bytes back', async () => {
    const { service, storage, clock } = await connect('us-east-1', reset, reset, status(200));
    const file = await write('again.txt', 'x'.repeat(100_000));
    let sent = 0;
    await storage.putFile('s3://bucket/key', file, { onBytes: (bytes) => (sent += bytes) });
    assert.equal(service.received.length, 3);
    assert.deepEqual(
      service.received.map(({ body }) => unchunked(body).length),
      [100_000, 100_000, 100_000],
    );
    assert.equal(sent, 100_000);
    assert.deepEqual(clock.slept, [400, 800]);
  });

  it('gives up at last, and at once on what will not get better', async () => {
    const file = await write('small.txt', 'x');
    const broken = await connect('us-east-1', reset);
    await assert.rejects(broken.storage.putFile('s3://b/k', file, {}), { reason: 'network' });
    assert.equal(broken.service.received.length, 4);
    const denied = await connect('us-east-1', refusal(403, 'AccessDenied'));
    await assert.rejects(denied.storage.putFile('s3://b/k', file, {}), { reason: 'denied' });
    assert.equal(denied.service.received.length, 1);
  });

  it('stops an upload when aborted', async () => {
    const { service, storage } = await connect('us-east-1', silent);
    const abort = new AbortController();
    const file = await write('slow.txt', 'x');
    const upload = storage.putFile('s3://b/k', file, { signal: abort.signal });
    while (service.received.length === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    abort.abort();
    await assert.rejects(upload, { reason: 'cancelled' });
  });

  it('streams an object, and says so when it breaks off', async () => {
    const { storage } = await connect(
      'us-east-1',
      status(200, 'content'),
      (_request, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setTimeout(() => response.destroy(), 20);
      },
      refusal(404, 'NoSuchKey'),
    );
    const read = async () => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of await storage.get('s3://bucket/key')) {
        chunks.push(chunk);
      }
      return Buffer.concat(chunks).toString();
    };
    assert.equal(await read(), 'content');
    await assert.rejects(read(), (error) => AppError.is(error, 'network'));
    await assert.rejects(read(), (error) => AppError.is(error, 'notFound'));
  });
});
