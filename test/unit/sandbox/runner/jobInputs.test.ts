import assert from 'node:assert/strict';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { systemClock } from '../../../../src/node/systemClock';
import { prefixFiles } from '../../../../src/sandbox/runner/inputs/channelData';
import { copyObject, downloadFiles } from '../../../../src/sandbox/runner/inputs/jobInputs';
import { Objects } from '../../../../src/sandbox/store/objects';
import { makeTemporaryFolder } from '../../../fakes/startedSandbox';

describe('the inputs of a job', () => {
  let objects: Objects;

  beforeEach(async () => {
    objects = await Objects.open(await makeTemporaryFolder(), systemClock);
    await objects.createBucket('b');
    for (const key of ['data/a', 'data/b']) await put(key, key);
  });

  afterEach(() => objects.close());

  const put = (key: string, text: string) =>
    objects.putStream('b', key, Readable.from([Buffer.from(text)]), 'text/plain');

  const ends = {
    deleted: () => objects.deleteObjects('b', [{ key: 'data/b' }]),
    replaced: () => put('data/b', 'other'),
  };
  const places = {
    linked: (...[object, target]: Parameters<typeof copyObject>) =>
      objects.materialise(object, target),
    copied: copyObject,
  };
  for (const [end, act] of Object.entries(ends)) {
    for (const [way, place] of Object.entries(places)) {
      it(`say so where an object was ${end} between its listing and its turn to be ${way}`, async () => {
        const files = prefixFiles(objects, { bucket: 'b', key: 'data/' });
        await act();
        const folder = path.join(await makeTemporaryFolder(), 'train');
        const destination = { folder, name: 'channel train', place };
        await assert.rejects(downloadFiles(files, destination, new AbortController().signal), {
          name: 'JobFailure',
          message:
            'ClientError: Data download failed: data/b of channel train was deleted or replaced ' +
            'after the job had listed it.',
        });
      });
    }
  }
});
