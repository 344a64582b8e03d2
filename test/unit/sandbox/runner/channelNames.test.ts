import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { checkChannelNames } from '../../../../src/sandbox/runner/inputs/channelNames';

describe('channels whose names differ in case only', () => {
  let root: string;
  let data: string;

  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'channels-'));
    data = path.join(root, 'data');
    await mkdir(data);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  it('are refused where the disk would make one folder of them', async () => {
    // To whoever looks, a disk that tells no case apart has the folder under this name, too.
    await mkdir(path.join(root, 'DATA'), { recursive: true });
    assert.throws(() => checkChannelNames(['train', 'test', 'Train'], data), {
      name: 'JobFailure',
      message:
        'ClientError: Data download failed: the channels train and Train would share a folder, ' +
        'because the disk of this computer does not tell capital letters from small ones.',
    });
    checkChannelNames(['train', 'test'], data);
  });

  it('are separate elsewhere', async function () {
    const isSeparate = await mkdir(path.join(root, 'Data')).then(
      () => rm(path.join(root, 'Data'), { recursive: true }).then(() => true),
      () => false,
    );
    if (!isSeparate) this.skip();
    checkChannelNames(['train', 'Train'], data);
  });
});
