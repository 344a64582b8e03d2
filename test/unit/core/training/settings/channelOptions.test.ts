import assert from 'node:assert/strict';
import {
  channelOptionErrors,
  fileSystemChannel,
  launchOptions,
} from '../../../../../src/core/training/settings/channelOptions';

describe('the options of channels', () => {
  const options = { dataType: 'None', attributeNames: 'label '.repeat(17), shuffleSeed: '-1' };
  const wrong = (path: string) =>
    Object.keys(channelOptionErrors([{ name: 'train', path, options }])).map(
      (field) => field.split(':')[2],
    );

  it('are all checked of data that lie in S3', () => {
    assert.deepEqual(wrong('s3://bucket/a'), ['dataType', 'attributeNames', 'shuffleSeed']);
  });

  it('of a file system are its kind and id, and none of objects', () => {
    const channel = (more: object) => [
      { name: 'train', path: '/data', options: { ...options, distribution: 'None', ...more } },
    ];
    const fields = (more: object): string[] => Object.keys(channelOptionErrors(channel(more)));
    const field = (name: string): string => `channelOption:0:${name}`;
    const fileSystemId = 'fs-0123456789abcdef0';
    assert.deepEqual(fields({ fileSystem: 'EFS', fileSystemId }), [field('shuffleSeed')]);
    for (const wrongId of ['', 'fs-1', 'vol-0123456789abcdef0', `${fileSystemId}000`]) {
      const found = fields({ shuffleSeed: '', fileSystem: 'EFS', fileSystemId: wrongId });
      assert.deepEqual(found, [field('fileSystemId')], wrongId);
    }
    const wrongFields = { fileSystem: 'NFS', fileSystemId, fileSystemAccess: 'w', shuffleSeed: '' };
    assert.deepEqual(fields(wrongFields).sort(), [field('fileSystem'), field('fileSystemAccess')]);
    assert.deepEqual(fields({ fileSystemId: 'x', fileSystemAccess: 'w', shuffleSeed: '' }), [
      field('distribution'),
    ]);
  });

  it('make a launch read a folder of a file system', () => {
    const of = (more: object) => ({
      ...{ name: 'train', path: ' /data/train ' },
      options: { fileSystem: 'FSxLustre', fileSystemId: 'fs-01234567', inputMode: 'File', ...more },
    });
    const fileSystem = { id: 'fs-01234567', type: 'FSxLustre', directory: '/data/train' };
    assert.deepEqual(fileSystemChannel(of({})), { name: 'train', fileSystem });
    const writable = { ...fileSystem, access: 'rw' };
    assert.deepEqual(fileSystemChannel(of({ fileSystemAccess: 'rw' })), {
      ...{ name: 'train', fileSystem: writable },
    });
    assert.equal(fileSystemChannel({ name: 'train', path: '/data/train' }), undefined);
    const given = launchOptions(of({ distribution: 'ShardedByS3Key', dataType: 'ManifestFile' }));
    assert.deepEqual(
      Object.entries(given).filter(([, value]) => value !== undefined),
      [['inputMode', 'File']],
    );
  });

  it('of a manifest are not checked once the data are local, where the page hides them', () => {
    assert.deepEqual(wrong('data/train'), ['shuffleSeed']);
  });
});
