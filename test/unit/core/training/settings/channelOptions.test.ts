import assert from 'node:assert/strict';
import { channelOptionErrors } from '../../../../../src/core/training/settings/channelOptions';

describe('the options of channels', () => {
  const options = { dataType: 'None', attributeNames: 'label '.repeat(17), shuffleSeed: '-1' };
  const wrong = (path: string) =>
    Object.keys(channelOptionErrors([{ name: 'train', path, options }])).map(
      (field) => field.split(':')[2],
    );

  it('are all checked of data that lie in S3', () => {
    assert.deepEqual(wrong('s3://bucket/a'), ['dataType', 'attributeNames', 'shuffleSeed']);
  });

  it('of a manifest are not checked once the data are local, where the page hides them', () => {
    assert.deepEqual(wrong('data/train'), ['shuffleSeed']);
  });
});
