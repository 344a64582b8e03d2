import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { makeTemporaryFolder } from '../../../fakes/startedSandbox';
import { Bucket, refusalOf, S3Fixture } from './s3Fixture';

/** A disk that takes a number of bytes and no more; a part of the last write still fits. */
function smallDisk(capacity: number): { openFile: typeof open; free: number } {
  const disk = {
    free: capacity,
    openFile: async (...parameters: Parameters<typeof open>) => {
      const handle = await open(...parameters);
      const write = handle.writeFile.bind(handle);
      const writeFitting = async (bytes: Buffer): Promise<number> => {
        const fitting = bytes.subarray(0, Math.max(0, disk.free));
        disk.free -= fitting.length;
        await write(fitting);
        return fitting.length;
      };
      const limited = async (data: unknown): Promise<void> => {
        const bytes = data as Buffer;
        if ((await writeFitting(bytes)) === bytes.length) return;
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
      };
      const writev = async (buffers: Buffer[]) => {
        return { buffers, bytesWritten: await writeFitting(Buffer.concat(buffers)) };
      };
      return Object.assign(handle, { writeFile: limited, appendFile: limited, writev });
    },
  };
  return disk;
}

async function filesBelow(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

/** A full disk refuses the upload, keeps what was acknowledged and leaves nothing behind. */
async function checkFullDisk(fixture: S3Fixture): Promise<void> {
  const folder = path.join(fixture.announcement.dataDir, 's3');
  await fixture.put('before', 'kept');
  const files = await filesBelow(folder);
  assert.equal(await refusalOf(fixture.put('big', randomBytes(2_000_000))), 'InternalError 507');
  assert.equal(await filesBelow(folder), files);
  assert.equal(await fixture.get('before'), 'kept');
  const { Contents = [] } = await fixture.send(new ListObjectsV2Command({ Bucket }));
  assert.deepEqual(
    Contents.map(({ Key }) => Key),
    ['before'],
  );
}

describe('S3 on a full disk', () => {
  it('refuses what does not fit and leaves nothing of it', async () => {
    const disk = smallDisk(500_000);
    const fixture = await S3Fixture.start({ openFile: disk.openFile });
    await checkFullDisk(fixture);
    disk.free = 500_000;
    await fixture.put('after', 'fits again');
    assert.equal(await fixture.get('after'), 'fits again');
    await fixture.stop();
  });

  it('goes on where the disk took only a part of a write', async () => {
    const openFile = async (...parameters: Parameters<typeof open>) => {
      const handle = await open(...parameters);
      const write = handle.write.bind(handle);
      const writev = async (buffers: Buffer[]) => {
        const { bytesWritten } = await write(Buffer.concat(buffers).subarray(0, 100_001));
        return { buffers, bytesWritten };
      };
      return Object.assign(handle, { writev });
    };
    const fixture = await S3Fixture.start({ openFile });
    const text = randomBytes(600_000).toString('hex');
    await fixture.put('k', text);
    assert.equal(await fixture.get('k'), text);
    await fixture.stop();
  });

  it('keeps the journal whole when half a line of it fits', async () => {
    const disk = smallDisk(500_000);
    const dataDir = await makeTemporaryFolder();
    const fixture = await S3Fixture.start({ openFile: disk.openFile, dataDir });
    disk.free = 40;
    assert.equal(await refusalOf(fixture.put('k', 'short')), 'InternalError 507');
    const journal = await readFile(path.join(dataDir, 's3', 'index.jsonl'), 'utf8');
    assert.match(journal, /\}\n$/);
    assert.equal(await filesBelow(path.join(dataDir, 's3')), 1, 'the blob is gone too');
    disk.free = 500_000;
    await fixture.put('k', 'long enough');
    assert.equal(await fixture.get('k'), 'long enough');
    await fixture.stop();
  });

  // Only root can mount; for everybody else the disk above stands for it.
  if (process.platform === 'linux' && process.getuid?.() === 0) {
    it('does so on a real disk that is full', async () => {
      const dataDir = await mkdtemp(path.join(tmpdir(), 'sandbox-disk-'));
      execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', dataDir]);
      try {
        const fixture = await S3Fixture.start({ dataDir });
        await checkFullDisk(fixture);
        await fixture.stop();
      } finally {
        execFileSync('/bin/umount', [dataDir]);
        await rmdir(dataDir);
      }
    });
  }
});
