import assert from 'node:assert/strict';
import { listS3Folder } from '../../../../src/aws/pickers/s3List';
import { FakeSender } from '../../../fakes/fakeSender';

const reading = () => ({ show: () => undefined, signal: new AbortController().signal });

describe('a look into a folder of S3', () => {
  it('is one at the buckets, where no address is given', async () => {
    const s3 = new FakeSender(() => ({ Buckets: [{ Name: 'a' }, {}, { Name: 'b' }] }));
    assert.deepEqual(await listS3Folder({ s3 }, '', reading()), {
      ...{ items: [{ uri: 's3://a/' }, { uri: 's3://b/' }], isAll: true },
    });
  });

  it('tells folders and objects directly below, without the folder itself, page by page', async () => {
    const pages = [
      {
        CommonPrefixes: [{ Prefix: 'data/train/' }],
        Contents: [
          { Key: 'data/', Size: 0 },
          { Key: 'data/a.csv', Size: 7 },
        ],
        ...{ IsTruncated: true, NextContinuationToken: 'more' },
      },
      { Contents: [{ Key: 'data/b.csv', Size: 8 }] },
    ];
    const s3 = new FakeSender(() => pages.shift());
    const parts: number[] = [];
    const { signal } = reading();
    const show = ({ items }: { items: readonly object[] }): void => void parts.push(items.length);
    assert.deepEqual(await listS3Folder({ s3 }, 's3://bucket/data/', { show, signal }), {
      items: [
        { uri: 's3://bucket/data/train/' },
        { uri: 's3://bucket/data/a.csv', bytes: 7 },
        { uri: 's3://bucket/data/b.csv', bytes: 8 },
      ],
      isAll: true,
    });
    assert.deepEqual(parts, [2, 3]);
    const asked = { Bucket: 'bucket', Prefix: 'data/', Delimiter: '/' };
    assert.deepEqual(
      s3.sent.map(({ input }) => input),
      [
        { ...asked, ContinuationToken: undefined },
        { ...asked, ContinuationToken: 'more' },
      ],
    );
  });

  it('is refused for what is no address', async () => {
    const s3 = new FakeSender(() => assert.fail());
    await assert.rejects(listS3Folder({ s3 }, '/data', reading()), { reason: 'invalid' });
  });
});
