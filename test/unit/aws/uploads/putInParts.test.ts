import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Storage, UploadOptions } from '../../../../src/aws/connection';
import { createStorage } from '../../../../src/aws/storage';
import { AppError } from '../../../../src/core/errors';
import { FakeS3, type S3Command } from '../../../fakes/fakeS3';

const mebibyte = 1024 * 1024;
const uri = 's3://bucket/sagemaker-workbench/data/1/big.bin';
const key = 'sagemaker-workbench/data/1/big.bin';

describe('an upload in parts', () => {
  let folder: string;
  let file: string;
  let s3: FakeS3;
  let storage: Storage;
  let now: number;
  const content = randomBytes(36 * mebibyte);

  before(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'parts-'));
  });

  beforeEach(async () => {
    file = path.join(folder, 'big.bin');
    await writeFile(file, content);
    s3 = new FakeS3('bucket');
    now = Date.now();
    const clock = { now: () => now, sleep: () => Promise.resolve() };
    storage = createStorage({ api: s3, region: 'eu-west-1', clock });
  });

  after(() => rm(folder, { recursive: true }));

  const put = async (options: UploadOptions = {}): Promise<number> => {
    let bytes = 0;
    await storage.putFile(uri, file, { ...options, onBytes: (more) => (bytes += more) });
    return bytes;
  };

  const stored = (): Buffer | undefined => s3.buckets.get('bucket')?.objects.get(key)?.body;
  const count = (name: string): number => s3.names.filter((one) => one === name).length;
  const partNumbers = (): readonly number[] =>
    s3.sent.filter(({ name }) => name === 'UploadPart').map(({ input }) => input.PartNumber);
  const failPart =
    (number: number, error: () => Error) =>
    ({ name, input }: S3Command): void => {
      if (name === 'UploadPart' && input.PartNumber === number) {
        throw error();
      }
    };
  /** Cuts an upload off when three of its five parts are there. */
  const cutOff = async (): Promise<void> => {
    s3.before = async ({ name, input }) => {
      if (name === 'UploadPart' && input.PartNumber > 3) {
        while ((s3.unfinished[0]?.parts.size ?? 0) < 3) {
          await new Promise((resolve) => setTimeout(resolve, 5));
        }
        throw broken();
      }
    };
    await assert.rejects(put(), { reason: 'network' });
    s3.before = () => undefined;
    s3.sent.length = 0;
  };
  const broken = (): AppError => new AppError('network', 'Broken.');

  it('sends parts of 8 MiB, four at once, to the bucket of its owner', async () => {
    let [running, most] = [0, 0];
    s3.before = async ({ name }) => {
      if (name === 'UploadPart') {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    s3.after = ({ name }) => {
      running -= name === 'UploadPart' ? 1 : 0;
    };
    assert.equal(await put({ owner: '123456789012' }), content.length);
    assert.ok(stored()?.equals(content));
    assert.equal(most, 4);
    const sizes = s3.sent
      .filter(({ name }) => name === 'UploadPart')
      .map(({ input }) => input.ContentLength / mebibyte);
    assert.deepEqual(sizes, [8, 8, 8, 8, 4]);
    assert.ok(s3.sent.every(({ input }) => input.ExpectedBucketOwner === '123456789012'));
    assert.equal(s3.unfinished.length, 0);
  });

  it('repeats a part that fails for a while', async () => {
    let failures = 0;
    s3.after = (command) => {
      if (failures < 2) {
        failPart(2, () => (failures++, broken()))(command);
      }
    };
    assert.equal(await put(), content.length);
    assert.equal(partNumbers().filter((number) => number === 2).length, 3);
    assert.ok(stored()?.equals(content));
  });

  for (const tellsChecksums of [true, false]) {
    const by = tellsChecksums ? 'checksums' : 'ETags';
    it(`goes on where it was cut off, told by ${by}`, async () => {
      s3.tellsChecksums = tellsChecksums;
      await cutOff();
      assert.equal(s3.unfinished.length, 1);
      assert.equal(await put(), content.length);
      assert.deepEqual(partNumbers(), [4, 5]);
      assert.equal(count('CreateMultipartUpload'), 0);
      assert.ok(stored()?.equals(content));
    });
  }

  it('sends parts anew that are not the file’s', async () => {
    await cutOff();
    const changed = Buffer.from(content);
    changed[9 * mebibyte] = (changed[9 * mebibyte] ?? 0) ^ 1;
    await writeFile(file, changed);
    await put();
    assert.deepEqual(partNumbers(), [2, 4, 5]);
    assert.ok(stored()?.equals(changed));
  });

  it('ends an upload to the same key that holds another file', async () => {
    await cutOff();
    const changed = randomBytes(20 * mebibyte);
    await writeFile(file, changed);
    await put();
    assert.ok(stored()?.equals(changed));
    assert.equal(s3.unfinished.length, 0);
  });

  it('leaves nothing when it is cancelled, also of a call that was on its way', async () => {
    const steps = ['ListMultipartUploads', 'CreateMultipartUpload', 'UploadPart'];
    for (const step of [...steps, 'CompleteMultipartUpload']) {
      for (const when of ['before', 'after'] as const) {
        s3 = new FakeS3('bucket');
        const clock = { now: () => now, sleep: () => Promise.resolve() };
        storage = createStorage({ api: s3, region: 'eu-west-1', clock });
        const abort = new AbortController();
        s3[when] = ({ name }) => {
          if (name === step) {
            abort.abort();
          }
        };
        await assert.rejects(put({ signal: abort.signal }), { reason: 'cancelled' }, step + when);
        assert.equal(s3.unfinished.length, 0, step + when);
      }
    }
  });

  it('aborts again when a part arrives late', async () => {
    const abort = new AbortController();
    let aborted = 0;
    s3.before = ({ name }) => {
      if (name === 'UploadPart') {
        abort.abort();
      }
    };
    s3.after = ({ name, input }) => {
      if (name === 'AbortMultipartUpload' && ++aborted === 1) {
        const late = { key, id: input.UploadId, initiated: new Date(), parts: new Map() };
        s3.buckets.get('bucket')?.uploads.set(input.UploadId, late);
      }
    };
    await assert.rejects(put({ signal: abort.signal }), { reason: 'cancelled' });
    assert.equal(s3.unfinished.length, 0);
    assert.equal(aborted, 2);
  });

  it('leaves nothing when it is cancelled where uploads may not be listed', async () => {
    const abort = new AbortController();
    s3.before = ({ name }) => {
      if (name === 'UploadPart') {
        abort.abort();
      }
      if (name === 'ListMultipartUploads') {
        throw new AppError('denied', 'No.');
      }
    };
    await assert.rejects(put({ signal: abort.signal }), { reason: 'cancelled' });
    assert.equal(s3.unfinished.length, 0);
  });

  it('takes an answer for given that was lost when everything was done', async () => {
    s3.after = ({ name }) => {
      if (name === 'CompleteMultipartUpload') {
        throw new AppError('notFound', 'NoSuchUpload'); // As the SDK's own repetition is answered.
      }
    };
    assert.equal(await put(), content.length);
    assert.equal(count('CreateMultipartUpload'), 1);
  });

  it('begins anew when somebody else has ended the upload', async () => {
    let ended = false;
    s3.before = ({ name, input }) => {
      if (name === 'UploadPart' && input.PartNumber === 5 && !ended) {
        ended = true;
        s3.buckets.get('bucket')?.uploads.clear();
      }
    };
    assert.equal(await put(), content.length);
    assert.equal(count('CreateMultipartUpload'), 2);
    assert.ok(stored()?.equals(content));
  });

  const changes: readonly [string, () => Promise<void>][] = [
    ['grows', () => appendFile(file, 'more')],
    ['becomes shorter', () => truncate(file, 20 * mebibyte)],
    ['is written to', () => utimes(file, 1, 1)],
    ['goes away', () => rm(file)],
  ];
  for (const [what, change] of changes) {
    it(`is given up, and leaves nothing, when the file ${what}`, async () => {
      s3.before = async ({ name, input }) => {
        if (name === 'UploadPart' && input.PartNumber === 3) {
          await change();
        }
      };
      await assert.rejects(put(), { reason: 'invalid', message: /has changed while/ });
      assert.equal(stored(), undefined);
      assert.equal(s3.unfinished.length, 0);
    });
  }

  it('uploads anew where uploads may not be listed', async () => {
    s3.before = ({ name }) => {
      if (name === 'ListMultipartUploads') {
        throw new AppError('denied', 'No.');
      }
    };
    assert.equal(await put(), content.length);
  });

  it('ends those that were cut off a week ago', async () => {
    s3.before = failPart(1, broken);
    await assert.rejects(put(), { reason: 'network' });
    s3.before = () => undefined;
    now += 6 * 24 * 60 * 60 * 1000;
    await storage.dropStaleUploads('s3://bucket/sagemaker-workbench/');
    assert.equal(s3.unfinished.length, 1);
    now += 2 * 24 * 60 * 60 * 1000;
    await storage.dropStaleUploads('s3://bucket/other/');
    assert.equal(s3.unfinished.length, 1);
    await storage.dropStaleUploads('s3://bucket/sagemaker-workbench/');
    assert.equal(s3.unfinished.length, 0);
  });
});
