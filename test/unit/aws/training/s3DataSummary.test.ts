import assert from 'node:assert/strict';
import { summarizeS3Data } from '../../../../src/aws/training/s3DataSummary';
import { FakeSender } from '../../../fakes/fakeSender';

const object = (Key: string, Size = 10) => ({ Key, Size });
const options = { signal: new AbortController().signal, onProgress: () => undefined };

describe('a look at data in S3', () => {
  it('counts what begins as the address does, page by page, and no folders', async () => {
    const pages = [
      {
        Contents: [object('data/train/', 0), object('data/train/a.csv')],
        NextContinuationToken: 't',
      },
      { Contents: [object('data/training.csv', 5)] },
    ];
    const s3 = new FakeSender(() => pages.shift());
    assert.deepEqual(await summarizeS3Data({ s3 }, 's3://bucket/data/train', options), {
      ...{ files: 2, bytes: 15, names: ['train/a.csv', 'training.csv'], isComplete: true },
    });
    assert.deepEqual(
      s3.sent.map(({ input }) => input),
      [undefined, 't'].map((ContinuationToken) => ({
        ...{ Bucket: 'bucket', Prefix: 'data/train', ContinuationToken },
      })),
    );
  });

  it('ends after some pages, and says so', async () => {
    const s3 = new FakeSender(() => ({ Contents: [object('a')], NextContinuationToken: 't' }));
    const { files, isComplete } = await summarizeS3Data({ s3 }, 's3://bucket', options);
    assert.deepEqual([files, isComplete, s3.sent.length], [5, false, 5]);
  });

  it('is of an address in S3', async () => {
    const s3 = new FakeSender(() => assert.fail());
    await assert.rejects(summarizeS3Data({ s3 }, '/data', options), { reason: 'invalid' });
  });
});
