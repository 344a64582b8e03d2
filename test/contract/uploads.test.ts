import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { CallRecord } from '../../src/aws/clients';
import type { Storage } from '../../src/aws/connection';
import { ServiceSenders } from '../../src/aws/sender';
import { createStorage } from '../../src/aws/storage';
import { fileStamp } from '../../src/node/fileStamp';
import { systemClock } from '../../src/node/systemClock';
import { CuttingProxy } from './cuttingProxy';
import { needs } from './environments';
import { startMoto, type MotoServer } from './motoServer';
import { SandboxServer, temporaryFolder } from './sandboxServer';

const mebibyte = 1024 * 1024;
const partSize = 8 * mebibyte;
const parts = 12;
const bucket = 'contract-uploads';
const uri = `s3://${bucket}/sagemaker-workbench/data/1/large.bin`;
const account = { sandbox: '000000000000', moto: '123456789012' };

interface Place {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

describe('an upload that is cut off', function () {
  this.timeout(60_000);
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let file: string;
  let digest: string;
  const open: ServiceSenders[] = [];
  const calls: CallRecord[] = [];

  needs('aws');

  before(async () => {
    folder = await temporaryFolder();
    file = path.join(folder.path, 'large.bin');
    const hash = createHash('sha256');
    await writeFile(file, '');
    for (let part = 0; part < parts; part++) {
      const bytes = randomBytes(part === parts - 1 ? partSize - 5 : partSize);
      hash.update(bytes);
      await appendFile(file, bytes);
    }
    digest = hash.digest('hex');
  });

  beforeEach(() => {
    calls.length = 0;
  });

  afterEach(() => {
    open.splice(0).forEach((senders) => senders.dispose());
  });

  after(() => folder.remove());

  /** As a new process opens it: nothing is known of earlier uploads. */
  const storageAt = ({ endpoint, ...keys }: Place): Storage => {
    const target = { region: 'us-east-1', credentials: keys, endpoint: () => endpoint };
    const senders = new ServiceSenders({
      targets: { current: () => Promise.resolve(target), refused: () => false },
      now: () => Date.now(),
      onCall: (call) => calls.push(call),
    });
    open.push(senders);
    return createStorage({ api: senders.sender('s3'), region: 'us-east-1', clock: systemClock });
  };

  const storedDigest = async (storage: Storage): Promise<string> => {
    const hash = createHash('sha256');
    for await (const chunk of await storage.get(uri)) {
      hash.update(chunk);
    }
    return hash.digest('hex');
  };

  const partsSent = (): number =>
    calls.filter(({ operation, status }) => operation === 'UploadPart' && status === 200).length;

  it('goes on in the sandbox after it was killed', async () => {
    const data = path.join(folder.path, 'sandbox');
    let sandbox = await SandboxServer.start(data);
    try {
      await storageAt(sandbox.announcement).ensureBucket(bucket, account.sandbox);
      let sent = 0;
      let killed: Promise<void> | undefined;
      const onBytes = (bytes: number): void => {
        sent += bytes;
        if (sent > 0.6 * parts * partSize) {
          killed ??= sandbox.kill();
        }
      };
      const cut = storageAt(sandbox.announcement).putFile(uri, file, { onBytes });
      await assert.rejects(cut, { reason: 'network' });
      await killed;
      const held = partsSent();
      assert.ok(held >= 3 && held < parts, String(held));
      calls.length = 0;
      sandbox = await SandboxServer.start(data);
      const storage = storageAt(sandbox.announcement);
      let [first, more] = [0, 0];
      await storage.putFile(uri, file, {
        owner: account.sandbox,
        onBytes: (bytes) => (first === 0 ? (first = bytes) : (more += bytes)),
      });
      // What was on its way when it was killed may be there, though nobody was told.
      assert.ok(
        partsSent() <= parts - held && partsSent() >= parts - held - 4,
        String(partsSent()),
      );
      assert.equal(first + more, parts * partSize - 5);
      assert.ok(more <= partsSent() * partSize);
      assert.equal(await storedDigest(storage), digest);
    } finally {
      await sandbox.stop();
    }
  });

  it('keeps nothing in the sandbox that is not what was read', async () => {
    const sandbox = await SandboxServer.start(path.join(folder.path, 'digests'));
    try {
      const storage = storageAt(sandbox.announcement);
      await storage.ensureBucket(bucket, account.sandbox);
      const small = path.join(folder.path, 'small.csv');
      await writeFile(small, '1,2\n');
      const stamp = await fileStamp(small);
      const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
      const put = (content: string, owner: string): Promise<void> =>
        storage.putFile(`s3://${bucket}/data/small.csv`, small, {
          ...{ owner, content: { sha256: sha256(content), stamp } },
        });
      await assert.rejects(put('1,3\n', account.sandbox), { reason: 'invalid' });
      await assert.rejects(put('1,2\n', account.moto), { reason: 'denied' });
      assert.equal((await storage.list(`s3://${bucket}/data/`)).size, 0);
      await put('1,2\n', account.sandbox);
      const listed = (await storage.list(`s3://${bucket}/data/`)).get('small.csv');
      const etag = createHash('md5').update('1,2\n').digest('hex');
      assert.deepEqual(listed, { size: 4, etag });
      const holds = (owner: string): Promise<boolean> =>
        storage.holds(`s3://${bucket}/data/small.csv`, sha256('1,2\n'), { owner });
      assert.equal(await holds(account.sandbox), true);
      await assert.rejects(holds(account.moto), { reason: 'denied' });
    } finally {
      await sandbox.stop();
    }
  });

  describe('from moto', () => {
    let moto: MotoServer;
    let proxy: CuttingProxy;

    before(async () => {
      moto = await startMoto();
      proxy = await CuttingProxy.before(moto.endpoint);
    });

    after(async () => {
      await proxy.stop();
      await moto.stop();
    });

    const storage = (): Storage =>
      storageAt({
        endpoint: proxy.endpoint,
        ...{ accessKeyId: 'testing', secretAccessKey: 'testing' },
      });

    it('sends the rest only', async () => {
      await storage().ensureBucket(bucket, account.moto);
      proxy.limit = 0.6 * parts * partSize;
      await assert.rejects(storage().putFile(uri, file, {}), { reason: 'network' });
      const held = partsSent();
      assert.ok(held >= 3 && held < parts, String(held));
      proxy.mend();
      calls.length = 0;
      const next = storage();
      await next.putFile(uri, file, { owner: account.moto });
      const rest = parts - held;
      assert.ok(partsSent() <= rest && partsSent() >= rest - 4, String(partsSent()));
      assert.ok(proxy.sent < rest * partSize + mebibyte, String(proxy.sent));
      assert.equal(await storedDigest(next), digest);
    });

    it('tells what it has uploaded from what others have', async () => {
      const next = storage();
      const options = { owner: account.moto };
      const noted = uri.replace('large', 'noted');
      await next.putFile(noted, file, { ...options, digest });
      assert.equal(await next.holds(noted, digest, options), true);
      assert.equal(await next.holds(uri, digest, options), false);
    });

    it('leaves nothing when it is cancelled', async () => {
      const abort = new AbortController();
      const next = storage();
      let sent = 0;
      const onBytes = (bytes: number): void => {
        sent += bytes;
        if (sent > 3 * partSize) {
          abort.abort();
        }
      };
      const other = uri.replace('large', 'other');
      const cancelled = next.putFile(other, file, { signal: abort.signal, onBytes });
      await assert.rejects(cancelled, { reason: 'cancelled' });
      calls.length = 0;
      await next.putFile(other, file, {});
      assert.equal(partsSent(), parts);
    });

    it('removes an empty bucket, and none that holds something', async () => {
      const next = storage();
      assert.equal(await next.ensureBucket('contract-empty', account.moto), true);
      assert.equal(await next.ensureBucket('contract-empty', account.moto), false);
      await next.removeEmptyBucket('contract-empty', account.moto);
      assert.equal(await next.ensureBucket('contract-empty', account.moto), true);
      await next.putFile('s3://contract-empty/a', path.join(__dirname, 'uploads.test.ts'), {});
      await next.removeEmptyBucket('contract-empty', account.moto);
      assert.equal(await next.ensureBucket('contract-empty', account.moto), false);
      assert.equal((await next.list('s3://contract-empty/')).size, 1);
    });
  });
});
