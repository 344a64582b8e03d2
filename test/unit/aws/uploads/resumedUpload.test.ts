import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { AppError } from '../../../../src/core/errors';
import { refusedBy, type S3Command } from '../../../fakes/fakeS3';
import { failPart, mebibyte, PartsWorld } from '../../../fakes/partsWorld';

describe('an upload in parts that was cut off', () => {
  let world: PartsWorld;

  before(async () => {
    world = await PartsWorld.create();
  });

  beforeEach(() => world.reset());

  after(() => world.remove());

  const deny =
    (denied: string) =>
    ({ name }: S3Command): void => {
      if (name === denied) {
        throw new AppError('denied', 'No.');
      }
    };

  for (const tellsChecksums of [true, false]) {
    const by = tellsChecksums ? 'checksums' : 'ETags';
    it(`goes on where it was cut off, told by ${by}`, async () => {
      world.s3.tellsChecksums = tellsChecksums;
      await world.cutOff();
      assert.equal(world.s3.unfinished.length, 1);
      assert.equal(await world.put(), world.content.length);
      assert.deepEqual(world.partNumbers, [4, 5]);
      assert.equal(world.count('CreateMultipartUpload'), 0);
      assert.ok(world.stored?.equals(world.content));
    });
  }

  it('sends parts anew that are not the file’s', async () => {
    await world.cutOff();
    const changed = Buffer.from(world.content);
    changed[9 * mebibyte] = (changed[9 * mebibyte] ?? 0) ^ 1;
    await writeFile(world.file, changed);
    await world.put();
    assert.deepEqual(world.partNumbers, [2, 4, 5]);
    assert.ok(world.stored?.equals(changed));
  });

  it('ends an upload to the same key that holds another file', async () => {
    await world.cutOff();
    const changed = randomBytes(20 * mebibyte);
    await writeFile(world.file, changed);
    await world.put();
    assert.ok(world.stored?.equals(changed));
    assert.equal(world.s3.unfinished.length, 0);
  });

  it('uploads anew where uploads may not be listed', async () => {
    world.s3.before = deny('ListMultipartUploads');
    assert.equal(await world.put(), world.content.length);
  });

  it('uploads anew where the parts of an upload may not be listed', async () => {
    await world.cutOff();
    world.s3.before = deny('ListParts');
    assert.equal(await world.put(), world.content.length);
    assert.deepEqual([...world.partNumbers].sort(), [1, 2, 3, 4, 5]);
    assert.ok(world.stored?.equals(world.content));
  });

  it('uploads also where what holds another file may not be ended', async () => {
    await world.cutOff();
    const changed = randomBytes(20 * mebibyte);
    await writeFile(world.file, changed);
    world.s3.before = deny('AbortMultipartUpload');
    await world.put();
    assert.ok(world.stored?.equals(changed));
  });

  it('keeps what is held when a call is refused for another reason', async () => {
    await world.cutOff();
    world.s3.before = failPart(5, () => refusedBy('InvalidRequest', 'invalid'));
    await assert.rejects(world.put(), { reason: 'invalid', message: 'InvalidRequest' });
    assert.equal(world.s3.unfinished.length, 1);
    world.s3.before = () => undefined;
    world.s3.sent.length = 0;
    await world.put();
    assert.equal(world.count('CreateMultipartUpload'), 0);
    assert.ok(!world.partNumbers.includes(1));
  });

  it('begins anew where S3 does not have the parts that it told of', async () => {
    await world.cutOff();
    let spoiled = 0;
    world.s3.before = ({ name }) => {
      if (name === 'CompleteMultipartUpload' && spoiled++ === 0) {
        throw refusedBy('InvalidPart', 'invalid');
      }
    };
    assert.equal(await world.put(), world.content.length);
    assert.ok(world.stored?.equals(world.content));
    assert.equal(world.s3.unfinished.length, 0);
    assert.equal(world.count('CreateMultipartUpload'), 1);
  });
});
