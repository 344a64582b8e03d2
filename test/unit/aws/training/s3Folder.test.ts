import assert from 'node:assert/strict';
import { listS3Folder } from '../../../../src/aws/training/s3Folder';
import { FakeSender } from '../../../fakes/fakeSender';

describe('a look into a folder of S3', () => {
  it('is one at the buckets, where no address is given', async () => {
    const s3 = new FakeSender(() => ({ Buckets: [{ Name: 'a' }, {}, { Name: 'b' }] }));
    assert.deepEqual(await listS3Folder({ s3 }, ''), {
      ...{ folders: ['s3://a/', 's3://b/'], files: [], isComplete: true },
    });
  });

  it('tells folders and objects directly below, without the folder itself', async () => {
    const s3 = new FakeSender(() => ({
      CommonPrefixes: [{ Prefix: 'data/train/' }],
      Contents: [
        { Key: 'data/', Size: 0 },
        { Key: 'data/a.csv', Size: 7 },
      ],
      IsTruncated: true,
    }));
    assert.deepEqual(await listS3Folder({ s3 }, 's3://bucket/data/'), {
      folders: ['s3://bucket/data/train/'],
      files: [{ uri: 's3://bucket/data/a.csv', bytes: 7 }],
      isComplete: false,
    });
    assert.deepEqual(s3.sent[0]?.input, { Bucket: 'bucket', Prefix: 'data/', Delimiter: '/' });
  });

  it('is refused for what is no address', async () => {
    const s3 = new FakeSender(() => assert.fail());
    await assert.rejects(listS3Folder({ s3 }, '/data'), { reason: 'invalid' });
  });
});
