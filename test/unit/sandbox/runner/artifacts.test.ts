import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  appendFile,
  link,
  mkdir,
  mkdtemp,
  open,
  rm,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Gzip } from 'node:zlib';
import { findPython } from '../../../../src/node/python';
import { uploadFolders } from '../../../../src/sandbox/runner/outputs/artifacts';
import { LeftOut } from '../../../../src/sandbox/runner/outputs/leftOut';
import { packFolders } from '../../../../src/sandbox/runner/outputs/packFolders';
import { FakeObjectStore } from '../../../fakes/fakeObjectStore';

const run = promisify(execFile);
const posixOnly = process.platform === 'win32' ? it.skip : it;

describe('artifacts', () => {
  let root: string;
  let first: string;
  let second: string;
  let objects: FakeObjectStore;
  let python: string;

  before(async () => {
    python = (await findPython())?.path ?? '';
  });
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'artifacts-'));
    first = path.join(root, 'first');
    second = path.join(root, 'second');
    await mkdir(first);
    await mkdir(second);
    objects = new FakeObjectStore(path.join(root, 'blobs'), 'bucket');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const put = async (folder: string, name: string, text: string) => {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };
  const outputs = (...folders: readonly string[]) => ({
    folders: folders.map((folder) => ({ base: root, folder })),
    leftOut: new LeftOut(),
  });
  const upload = (compression: 'GZIP' | 'NONE') =>
    uploadFolders(objects, outputs(first, second), 'model', {
      location: { bucket: 'bucket', key: 'out/job/output' },
      compression,
    });
  /** What Python's tarfile, which most readers of these archives use, finds in the archive. */
  const members = async (): Promise<readonly unknown[]> => {
    const archive = objects.get('bucket', 'out/job/output/model.tar.gz')?.file ?? '';
    const program = `
import json, sys, tarfile
def tell(archive, m):
    text = archive.extractfile(m).read(64).decode() if m.isfile() and m.size < 64 else None
    return [m.name, m.type.decode(), m.size, m.linkname, text]
with tarfile.open(sys.argv[1]) as archive:
    print(json.dumps([tell(archive, m) for m in archive]))`;
    const { stdout } = await run(python, ['-c', program, archive]);
    return JSON.parse(stdout) as unknown[];
  };

  it('joins the folders of all hosts; where names clash, the first host’s file counts', async () => {
    await put(first, 'shared/a', 'first');
    await put(first, 'kind', 'a file');
    await put(second, 'shared/a', 'second');
    await put(second, 'shared/b', 'b');
    await put(second, 'kind/below', 'hidden');
    await put(second, 'only', '2');
    assert.equal(await upload('GZIP'), 'out/job/output/model.tar.gz');
    assert.deepEqual(
      (await members()).map((member) => [(member as string[])[0], (member as string[])[4]]),
      [
        ['kind', 'a file'],
        ['shared', null],
        ['shared/a', 'first'],
        ['only', '2'],
        ['shared/b', 'b'],
      ],
    );
  });

  it('uploads nothing for folders that are empty or gone', async () => {
    await rm(second, { recursive: true });
    assert.equal(await upload('GZIP'), undefined);
    assert.equal(await upload('NONE'), undefined);
    assert.deepEqual(objects.list('bucket', ''), []);
  });

  posixOnly('keeps links, long names and names in any language', async () => {
    const long = `${'folder/'.repeat(30)}${'x'.repeat(120)}`;
    await put(first, long, 'deep');
    await put(first, 'größe 模型', 'ü');
    await put(first, 'weights', 'w');
    await put(first, 'empty', '');
    await link(path.join(first, 'weights'), path.join(first, 'weights-2'));
    await symlink('weights', path.join(first, 'latest'));
    await symlink('nowhere', path.join(first, 'dangling'));
    await run('mkfifo', [path.join(first, 'pipe')]);
    await upload('GZIP');
    const found = (await members()).filter((member) => (member as string[])[1] !== '5');
    assert.deepEqual(found, [
      ['dangling', '2', 0, 'nowhere', null],
      ['empty', '0', 0, '', ''],
      [long, '0', 4, '', 'deep'],
      ['größe 模型', '0', 2, '', 'ü'],
      ['latest', '2', 0, 'weights', null],
      ['weights', '0', 1, '', 'w'],
      ['weights-2', '1', 0, 'weights', null],
    ]);
  });

  posixOnly(
    'uploads files one by one without compression, links as what they point to',
    async () => {
      await put(first, 'deep/weights', 'w');
      await symlink('deep/weights', path.join(first, 'latest'));
      await symlink('nowhere', path.join(first, 'dangling'));
      await put(second, 'deep/weights', 'hidden');
      await put(second, 'other', 'o');
      assert.equal(await upload('NONE'), 'out/job/output/model/');
      assert.deepEqual(
        objects.list('bucket', '').map(({ key, size }) => [key, size]),
        [
          ['out/job/output/model/deep/weights', 1],
          ['out/job/output/model/latest', 1],
          ['out/job/output/model/other', 1],
        ],
      );
    },
  );

  posixOnly('streams a file greater than memory should be', async () => {
    const file = await open(path.join(first, 'sparse'), 'w');
    await file.truncate(300 * 1024 * 1024);
    await file.close();
    const before = process.memoryUsage().rss;
    let bytes = 0;
    let most = 0;
    for await (const chunk of packFolders(outputs(first))) {
      bytes += (chunk as Buffer).length;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
    assert.ok(bytes < 2 * 1024 * 1024, 'zeros shrink');
    assert.ok(most < 100 * 1024 * 1024, `held ${most} bytes`);
  });

  it('notices a file that is changed while it is packed, and stores nothing', async () => {
    // More, even packed, than is read ahead of whoever takes the archive.
    await put(first, 'growing', randomBytes(4 * 1024 * 1024).toString('latin1'));
    const archive = packFolders(outputs(first));
    await once(archive, 'readable');
    await appendFile(path.join(first, 'growing'), 'more');
    const putting = objects.putStream('bucket', 'key', archive);
    await assert.rejects(putting, /growing was changed while it was packed/);
    assert.equal(objects.get('bucket', 'key'), undefined);
  });

  it('stops packing what cannot be stored', async () => {
    await writeFile(path.join(first, 'large'), randomBytes(4 * 1024 * 1024));
    let archive: AsyncIterable<Buffer> | undefined;
    objects.putStream = (_bucket, _key, bytes) => {
      archive = bytes;
      return Promise.reject(new Error('no such bucket'));
    };
    await assert.rejects(upload('GZIP'), /no such bucket/);
    assert.ok(archive instanceof Gzip);
    assert.equal(archive.destroyed, true);
  });

  it('notices a file that gets shorter while it is packed', async () => {
    await writeFile(path.join(first, 'shrinking'), randomBytes(16 * 1024 * 1024));
    const archive = packFolders(outputs(first));
    await once(archive, 'readable');
    await truncate(path.join(first, 'shrinking'), 8 * 1024 * 1024);
    await assert.rejects(objects.putStream('bucket', 'key', archive), {
      name: 'JobFailure',
      message: /shrinking was changed while it was packed/,
    });
  });
});
