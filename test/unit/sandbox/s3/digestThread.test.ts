import assert from 'node:assert/strict';
import { createHash, randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { PutObjectCommand } from '@aws-sdk/client-s3';
import { startDigests } from '../../../../src/sandbox/services/s3/blobDigests';
import { DigestThread } from '../../../../src/sandbox/services/s3/digestThread';
import { temporaryFolder } from '../../../contract/sandboxServer';
import { Bucket, S3Fixture } from './s3Fixture';

const algorithms = ['crc32', 'crc32c', 'crc64nvme', 'sha1'];

function expected(bytes: Buffer): unknown {
  const digests = startDigests(algorithms);
  digests.update(bytes);
  return digests.result();
}

describe('digests made by another thread', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const thread = new DigestThread();

  before(async () => (folder = await temporaryFolder()));
  after(() => folder.remove());

  /** Writes a file piece by piece and tells of each. */
  async function follow(name: string, pieces: readonly Buffer[]) {
    const file = path.join(folder.path, name);
    const digests = thread.follow(algorithms);
    let size = 0;
    for (const piece of pieces) {
      await fs.appendFile(file, piece);
      digests.written(file, (size += piece.length));
    }
    return digests;
  }

  it('are those of the whole file, of several that grow at a time', async () => {
    const bodies = [1, 3, 7].map((count) =>
      Array.from({ length: count }, (_, index) => randomBytes(700_000 + index)),
    );
    const found = await Promise.all(
      bodies.map(async (pieces, index) => (await follow(`grows-${index}`, pieces)).result()),
    );
    assert.deepEqual(
      found,
      bodies.map((pieces) => expected(Buffer.concat(pieces))),
    );
  });

  it('fail where a file has lost bytes or is gone, and of it alone', async () => {
    const short = await follow('short', [Buffer.from('abc')]);
    short.written(path.join(folder.path, 'short'), 4);
    const gone = thread.follow(algorithms);
    gone.written(path.join(folder.path, 'gone'), 1);
    const whole = await follow('whole', [Buffer.from('whole')]);
    await assert.rejects(short.result(), /A file of 4 bytes ends at 3/);
    await assert.rejects(gone.result(), /ENOENT/);
    assert.deepEqual(await whole.result(), expected(Buffer.from('whole')));
  });

  it('fail rather than never come when nothing was written', async () => {
    await assert.rejects(thread.follow(algorithms).result(), /Nothing was read/);
  });

  it('hold no file that was closed', async function () {
    if (process.platform !== 'linux') this.skip();
    const digests = await follow('closed', [Buffer.from('closed')]);
    digests.close();
    // The thread takes one order after the other.
    await (await follow('next', [Buffer.from('next')])).result();
    const links = await fs.readdir('/proc/self/fd');
    const open = await Promise.all(
      links.map((link) => fs.readlink(`/proc/self/fd/${link}`).catch(() => '')),
    );
    assert.deepEqual(
      open.filter((file) => file.startsWith(folder.path)),
      [],
    );
  });
});

describe('large bodies', () => {
  let fixture: S3Fixture;
  const Body = randomBytes(9_000_001);

  before(async () => (fixture = await S3Fixture.start()));
  after(() => fixture.stop());

  it('have the entity tag and the checksum of their bytes', async () => {
    const md5 = createHash('md5').update(Body).digest('hex');
    const sha256 = createHash('sha256').update(Body).digest('base64');
    const answers = await Promise.all(
      [1, 2, 3].map((number) =>
        fixture.send(
          new PutObjectCommand({ Bucket, Key: `${number}`, Body, ChecksumAlgorithm: 'SHA256' }),
        ),
      ),
    );
    for (const { ETag, ChecksumSHA256 } of answers) {
      assert.deepEqual([ETag, ChecksumSHA256], [`"${md5}"`, sha256]);
    }
  });

  it('are refused when they are not what was said', async () => {
    const wrong = createHash('md5').update('other').digest('base64');
    const put = new PutObjectCommand({ Bucket, Key: 'wrong', Body, ContentMD5: wrong });
    await assert.rejects(fixture.send(put), { name: 'BadDigest' });
    await assert.rejects(fixture.get('wrong'), { name: 'NoSuchKey' });
  });
});
