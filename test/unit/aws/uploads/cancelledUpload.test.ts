import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import { FakeS3 } from '../../../fakes/fakeS3';
import { PartsWorld } from '../../../fakes/partsWorld';

describe('an upload in parts that is cancelled', () => {
  let world: PartsWorld;

  before(async () => {
    world = await PartsWorld.create();
  });

  beforeEach(() => world.reset());

  after(() => world.remove());

  it('leaves nothing when it is cancelled, also of a call that was on its way', async () => {
    const steps = ['ListMultipartUploads', 'CreateMultipartUpload', 'UploadPart'];
    for (const step of [...steps, 'CompleteMultipartUpload']) {
      for (const when of ['before', 'after'] as const) {
        world.s3 = new FakeS3('bucket');
        world.storage = world.open();
        const abort = new AbortController();
        world.s3[when] = ({ name }) => {
          if (name === step) {
            abort.abort();
          }
        };
        await assert.rejects(
          world.put({ signal: abort.signal }),
          { reason: 'cancelled' },
          step + when,
        );
        assert.equal(world.s3.unfinished.length, 0, step + when);
      }
    }
  });

  it('leaves nothing when it is cancelled while it looks at what is held', async () => {
    for (const when of ['before', 'after'] as const) {
      await world.cutOff();
      const abort = new AbortController();
      world.s3[when] = ({ name }) => {
        if (name === 'ListParts') {
          abort.abort();
        }
      };
      await assert.rejects(world.put({ signal: abort.signal }), { reason: 'cancelled' }, when);
      assert.equal(world.s3.unfinished.length, 0, when);
      world.s3[when] = () => undefined;
    }
  });

  for (const step of ['CreateMultipartUpload', 'ListMultipartUploads', 'AbortMultipartUpload']) {
    it(`waits for ever for no ${step} once it is cancelled`, async () => {
      world.storage = world.open(30);
      const abort = new AbortController();
      world.s3.before = async ({ name }) => {
        if (name === 'UploadPart' || name === step) {
          abort.abort();
        }
        if (name === step && abort.signal.aborted) {
          await new Promise(() => undefined);
        }
      };
      await assert.rejects(world.put({ signal: abort.signal }), { reason: 'cancelled' });
    });
  }

  it('aborts again when a part arrives late', async () => {
    const abort = new AbortController();
    let aborted = 0;
    world.s3.before = ({ name }) => {
      if (name === 'UploadPart') {
        abort.abort();
      }
    };
    world.s3.after = ({ name, input }) => {
      if (name === 'AbortMultipartUpload' && ++aborted === 1) {
        const late = {
          key: world.key,
          id: input.UploadId,
          initiated: new Date(),
          parts: new Map(),
        };
        world.s3.buckets.get('bucket')?.uploads.set(input.UploadId, late);
      }
    };
    await assert.rejects(world.put({ signal: abort.signal }), { reason: 'cancelled' });
    assert.equal(world.s3.unfinished.length, 0);
    assert.equal(aborted, 2);
  });

  it('leaves nothing when it is cancelled where uploads may not be listed', async () => {
    const abort = new AbortController();
    world.s3.before = ({ name }) => {
      if (name === 'UploadPart') {
        abort.abort();
      }
      if (name === 'ListMultipartUploads') {
        throw new AppError('denied', 'No.');
      }
    };
    await assert.rejects(world.put({ signal: abort.signal }), { reason: 'cancelled' });
    assert.equal(world.s3.unfinished.length, 0);
  });
});
