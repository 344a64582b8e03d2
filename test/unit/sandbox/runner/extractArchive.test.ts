import assert from 'node:assert/strict';
import {
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  writeFile,
} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { extractArchive } from '../../../../src/sandbox/runner/inputs/extractArchive';
import { archive, type ArchiveMember } from '../../../fakes/jobWorld';

describe('extracting the source archive', () => {
  let root: string;
  let code: string;
  beforeEach(async () => {
    root = await mkdtemp(path.join(os.tmpdir(), 'extract-'));
    code = path.join(root, 'code');
    await mkdir(code);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const extractBytes = async (bytes: Buffer) => {
    const file = path.join(root, 'source.tar.gz');
    await writeFile(file, bytes);
    await extractArchive(file, code, new AbortController().signal);
  };
  const extract = async (members: readonly ArchiveMember[]) => extractBytes(await archive(members));

  it('unpacks files, folders and links that stay inside', async function () {
    if (process.platform === 'win32') return;
    await extract([
      { header: { name: './', type: 'directory' } },
      { header: { name: 'train.py' }, text: 'print(1)' },
      { header: { name: './pkg/deep/', type: 'directory', mode: 0o555 } },
      { header: { name: 'pkg/run.sh', mode: 0o755 }, text: 'x' },
      { header: { name: 'pkg/link', type: 'symlink', linkname: '../train.py' } },
      { header: { name: 'hard', type: 'link', linkname: 'pkg/run.sh' } },
    ]);
    assert.deepEqual((await readdir(code)).sort(), ['hard', 'pkg', 'train.py']);
    assert.equal(await readFile(path.join(code, 'pkg', 'link'), 'utf8'), 'print(1)');
    assert.equal(await readFile(path.join(code, 'hard'), 'utf8'), 'x');
    assert.equal((await lstat(path.join(code, 'pkg', 'run.sh'))).mode & 0o777, 0o755);
  });

  const hostile: Readonly<Record<string, readonly ArchiveMember[]>> = {
    'a parent': [{ header: { name: '../evil' }, text: 'x' }],
    'a parent further in': [{ header: { name: 'a/../../evil' }, text: 'x' }],
    'an absolute path': [{ header: { name: '/tmp/evil' }, text: 'x' }],
    'a link that leaves': [{ header: { name: 'l', type: 'symlink', linkname: '../..' } }],
    'an absolute link': [{ header: { name: 'l', type: 'symlink', linkname: '/etc' } }],
    'a file below a link': [
      { header: { name: 'l', type: 'symlink', linkname: '.' } },
      { header: { name: 'l/f' }, text: 'x' },
    ],
    'a hard link that leaves': [{ header: { name: 'h', type: 'link', linkname: '../secret' } }],
    'a hard link to a link': [
      { header: { name: 'f' }, text: 'x' },
      { header: { name: 'l', type: 'symlink', linkname: 'f' } },
      { header: { name: 'h', type: 'link', linkname: 'l' } },
    ],
    'a device': [{ header: { name: 'd', type: 'character-device' } }],
    'a pipe': [{ header: { name: 'p', type: 'fifo' } }],
  };
  for (const [what, members] of Object.entries(hostile)) {
    it(`refuses ${what} by name and writes nothing outside`, async function () {
      if (process.platform === 'win32') return;
      await writeFile(path.join(root, 'secret'), 'secret');
      await assert.rejects(extract(members), (error: Error) => {
        assert.match(error.message, /^AlgorithmError: The source archive was refused: "/);
        return error.name === 'JobFailure';
      });
      assert.deepEqual((await readdir(root)).sort(), ['code', 'secret', 'source.tar.gz']);
    });
  }

  it('does not let one link lead another outside', async function () {
    if (process.platform === 'win32') return;
    await extract([
      { header: { name: 'a/b', type: 'directory' } },
      { header: { name: 'top', type: 'symlink', linkname: '.' } },
      // By the text alone this is `a`; through the link it would be the folder above.
      { header: { name: 'sly', type: 'symlink', linkname: 'top/x/../../a' } },
    ]);
    assert.equal(await readlink(path.join(code, 'sly')), 'a');
  });

  it('names an archive that is none, or is cut short', async () => {
    await assert.rejects(extractBytes(Buffer.from('hello')), /not a whole \.tar\.gz/);
    const whole = await archive([{ header: { name: 'f' }, text: 'x'.repeat(100_000) }]);
    await assert.rejects(extractBytes(whole.subarray(0, 60)), /not a whole \.tar\.gz/);
    await assert.rejects(extractBytes(gunzipSync(whole)), /not a whole \.tar\.gz/);
  });
});
