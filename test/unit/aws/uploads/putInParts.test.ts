import assert from 'node:assert/strict';
import { appendFile, chmod, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../../../src/core/errors';
import { asOrdinaryUser } from '../../../fakes/asOrdinaryUser';
import { broken, failPart, mebibyte, PartsWorld } from '../../../fakes/partsWorld';

describe('an upload in parts', () => {
  let world: PartsWorld;

  before(async () => {
    world = await PartsWorld.create();
  });

  beforeEach(() => world.reset());

  after(() => world.remove());

  it('sends parts of 8 MiB, four at once, to the bucket of its owner', async () => {
    let [running, most] = [0, 0];
    world.s3.before = async ({ name }) => {
      if (name === 'UploadPart') {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    };
    world.s3.after = ({ name }) => {
      running -= name === 'UploadPart' ? 1 : 0;
    };
    assert.equal(await world.put({ owner: '123456789012' }), world.content.length);
    assert.ok(world.stored?.equals(world.content));
    assert.equal(most, 4);
    const sizes = world.s3.sent
      .filter(({ name }) => name === 'UploadPart')
      .map(({ input }) => input.ContentLength / mebibyte);
    assert.deepEqual(sizes, [8, 8, 8, 8, 4]);
    assert.ok(world.s3.sent.every(({ input }) => input.ExpectedBucketOwner === '123456789012'));
    assert.equal(world.s3.unfinished.length, 0);
  });

  it('repeats a part that fails for a while', async () => {
    let failures = 0;
    world.s3.after = (command) => {
      if (failures < 2) {
        failPart(2, () => (failures++, broken()))(command);
      }
    };
    assert.equal(await world.put(), world.content.length);
    assert.equal(world.partNumbers.filter((number) => number === 2).length, 3);
    assert.ok(world.stored?.equals(world.content));
  });

  it('takes an answer for given that was lost when everything was done', async () => {
    world.s3.after = ({ name }) => {
      if (name === 'CompleteMultipartUpload') {
        throw new AppError('notFound', 'NoSuchUpload'); // As the SDK's own repetition is answered.
      }
    };
    assert.equal(await world.put(), world.content.length);
    assert.equal(world.count('CreateMultipartUpload'), 1);
  });

  it('begins anew when somebody else has ended the upload', async () => {
    let ended = false;
    world.s3.before = ({ name, input }) => {
      if (name === 'UploadPart' && input.PartNumber === 5 && !ended) {
        ended = true;
        world.s3.buckets.get('bucket')?.uploads.clear();
      }
    };
    assert.equal(await world.put(), world.content.length);
    assert.equal(world.count('CreateMultipartUpload'), 2);
    assert.ok(world.stored?.equals(world.content));
  });

  const changes: readonly [string, () => Promise<void>][] = [
    ['grows', () => appendFile(world.file, 'more')],
    ['becomes shorter', () => truncate(world.file, 20 * mebibyte)],
    ['is written to', () => utimes(world.file, 1, 1)],
    ['goes away', () => rm(world.file)],
  ];
  for (const [what, change] of changes) {
    it(`is given up, and leaves nothing, when the file ${what}`, async () => {
      world.s3.before = async ({ name, input }) => {
        if (name === 'UploadPart' && input.PartNumber === 3) {
          await change();
        }
      };
      await assert.rejects(world.put(), { reason: 'invalid', message: /has changed while/ });
      assert.equal(world.stored, undefined);
      assert.equal(world.s3.unfinished.length, 0);
    });
  }

  it('names the file that cannot be read', async () => {
    const unread = (path: string): Promise<void> =>
      assert.rejects(world.storage.putFile(world.uri, path, {}), (error) => {
        assert.ok(AppError.is(error, 'invalid'));
        return error.message.includes(path);
      });
    await unread(path.join(world.folder, 'none'));
    await unread(world.folder);
    if (process.platform !== 'win32') {
      await world.cutOff();
      await chmod(world.folder, 0o755);
      await chmod(world.file, 0);
      await asOrdinaryUser(() => unread(world.file));
      await chmod(world.file, 0o600);
      await world.put();
      assert.equal(world.count('CreateMultipartUpload'), 0);
    }
  });

  it('ends those that were begun here and cut off a week ago', async () => {
    const day = 24 * 60 * 60 * 1000;
    const drop = (below: string): Promise<void> => world.storage.dropStaleUploads(below, '1');
    const left = (): readonly string[] => world.s3.unfinished.map(({ id }) => id);
    const others = { key: world.key, id: 'others', initiated: new Date(0), parts: new Map() };
    world.s3.before = failPart(1, broken);
    await assert.rejects(world.put(), { reason: 'network' });
    const [own = ''] = left();
    world.s3.buckets.get('bucket')?.uploads.set('others', others);
    world.s3.before = () => undefined;
    world.now += 6 * day;
    await drop('s3://bucket/sagemaker-workbench/');
    world.now += 2 * day;
    await drop('s3://bucket/other/');
    await drop('s3://other/sagemaker-workbench/');
    assert.deepEqual(left(), [own, 'others']);
    world.s3.before = ({ name }) => {
      if (name === 'AbortMultipartUpload') {
        throw new AppError('denied', 'No.');
      }
    };
    await drop('s3://bucket/sagemaker-workbench/');
    world.s3.before = () => undefined;
    await drop('s3://bucket/sagemaker-workbench/');
    assert.deepEqual(left(), ['others']);
    world.s3.sent.length = 0;
    await drop('s3://bucket/sagemaker-workbench/');
    assert.deepEqual(world.s3.sent, []);
  });

  it('need not be ended once they are complete', async () => {
    await world.put();
    world.now += 1e10;
    await world.storage.dropStaleUploads('s3://bucket/', '1');
    assert.equal(world.count('AbortMultipartUpload'), 0);
  });

  it('is done also where no record can be kept of it', async () => {
    await writeFile(path.join(world.folder, 'record'), 'a file in the place of the folder');
    await world.put();
    assert.ok(world.stored?.equals(world.content));
    await world.storage.dropStaleUploads('s3://bucket/', '1');
  });
});
