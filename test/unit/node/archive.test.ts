import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mock } from 'node:test';
import { promisify } from 'node:util';
import { AppError } from '../../../src/core/errors';
import { packSource, type PackedSource } from '../../../src/node/archive';
import { listSourceFiles } from '../../../src/node/sourceFiles';
import type { SourceFile } from '../../../src/node/sourceListing';

const run = promisify(execFile);

describe('packSource', () => {
  let folder: string;
  let source: string;
  let target: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'archive-'));
    source = path.join(folder, 'project');
    target = path.join(folder, 'code.tar.gz');
    await mkdir(path.join(source, 'pkg'), { recursive: true });
    await writeFile(path.join(source, 'train.py'), 'print("hello")\n');
    await writeFile(path.join(source, 'pkg', 'ünïcode name.txt'), 'ü'.repeat(200_000));
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const list = async (): Promise<readonly SourceFile[]> => (await listSourceFiles(source)).files;

  it('writes what Python reads, with the names as they are', async () => {
    const packed = await packSource(await list(), target);
    const script = [
      'import json, sys, tarfile',
      'with tarfile.open(sys.argv[1]) as t:',
      '    print(json.dumps([[m.name, m.size, m.mtime, m.uid, oct(m.mode)] for m in t]))',
      '    t.extractall(sys.argv[2])',
    ].join('\n');
    const { stdout } = await run('python3', ['-c', script, target, path.join(folder, 'out')]);
    assert.deepEqual(JSON.parse(stdout), [
      ['pkg/ünïcode name.txt', 400_000, 0, 0, '0o644'],
      ['train.py', 15, 0, 0, '0o644'],
    ]);
    const text = await readFile(path.join(folder, 'out', 'train.py'), 'utf8');
    assert.equal(text, 'print("hello")\n');
    assert.equal((await readFile(target)).length, packed.size);
  });

  it('writes what GNU tar and Python’s streaming reader read, long names too', async () => {
    const names = [`${'d/'.repeat(60)}${'n'.repeat(120)}.txt`, 'ü'.repeat(90), 'n'.repeat(100)];
    for (const [index, name] of names.entries()) {
      await mkdir(path.dirname(path.join(source, name)), { recursive: true });
      await writeFile(path.join(source, name), randomBytes(index * 1_500_000));
    }
    const files = await list();
    await packSource(files, target);
    const expected = files.map(({ path: name }) => name).sort();
    const python =
      'import json, sys, tarfile; t = tarfile.open(sys.argv[1], "r|gz"); print(json.dumps([m.name for m in t if t.extractfile(m).read() is not None]))';
    const { stdout: read } = await run('python3', ['-c', python, target]);
    assert.deepEqual((JSON.parse(read) as string[]).sort(), expected);
    const out = path.join(folder, 'out');
    await mkdir(out);
    await run('tar', ['xzf', target, '-C', out]);
    for (const { path: name, file } of files) {
      assert.ok((await readFile(path.join(out, name))).equals(await readFile(file)), name);
    }
    await run('gzip', ['--test', target]);
  });

  it('finds the secrets in what it packs, in UTF-16 and across pieces too', async () => {
    const token = `ghp_${'aB3dE6gH9jK2'.repeat(3)}`;
    const text = `x = "${token}"\n`;
    const wide = Buffer.from(`\uFEFF${text}`, 'utf16le');
    await writeFile(path.join(source, 'wide.txt'), wide);
    await writeFile(path.join(source, 'wider.txt'), Buffer.from(wide).swap16());
    await writeFile(path.join(source, 'large.txt'), ' '.repeat(1024 * 1024 - 20) + text);
    const { secrets } = await packSource(await list(), target);
    assert.deepEqual(
      secrets.map(({ path: name, kind, line }) => [name, kind, line]),
      ['large.txt', 'wide.txt', 'wider.txt'].map((name) => [name, 'githubToken', 1]),
    );
    assert.ok(!JSON.stringify(secrets).includes(token.slice(4)));
    assert.equal(new Set(secrets.map(({ fingerprint }) => fingerprint)).size, 1);
  });

  it('gives equal bytes for equal contents, whatever the times', async () => {
    const first = await packSource(await list(), target);
    await utimes(path.join(source, 'train.py'), 1, 1);
    const again = await packSource(await list(), path.join(folder, 'again.tar.gz'));
    assert.deepEqual(again, first);
    await appendFile(path.join(source, 'train.py'), '#');
    const changed = await packSource(await list(), path.join(folder, 'changed.tar.gz'));
    assert.notEqual(changed.sha256, first.sha256);
  });

  it('reports every byte it reads', async () => {
    let bytes = 0;
    await packSource(await list(), target, { onBytes: (more) => (bytes += more) });
    assert.equal(bytes, 400_015);
  });

  const refuses = async (
    files: readonly SourceFile[],
    reason: AppError['reason'],
    signal?: AbortSignal,
  ): Promise<void> => {
    const packing: Promise<PackedSource> = packSource(files, target, { signal });
    await assert.rejects(packing, (error) => AppError.is(error, reason));
    assert.deepEqual(await readdir(folder), ['project']);
  };

  it('notices a file that grew or shrank since it was listed', async () => {
    const files = await list();
    await appendFile(path.join(source, 'train.py'), 'more');
    await refuses(files, 'invalid');
    await writeFile(path.join(source, 'train.py'), '');
    await refuses(files, 'invalid');
  });

  it('notices a file that changed and kept its size', async () => {
    const files = await list();
    await writeFile(path.join(source, 'train.py'), 'print("hullo")\n');
    await utimes(path.join(source, 'train.py'), 5, 5);
    await refuses(files, 'invalid');
  });

  it('notices a file that is gone', async () => {
    const files = await list();
    await rm(path.join(source, 'train.py'));
    await refuses(files, 'invalid');
  });

  it('leaves nothing behind when it is cancelled', async () => {
    await refuses(await list(), 'cancelled', AbortSignal.abort());
  });

  it('does not touch a file that is there already', async () => {
    await writeFile(target, 'precious');
    await assert.rejects(packSource(await list(), target), { code: 'EEXIST' });
    assert.equal(await readFile(target, 'utf8'), 'precious');
  });

  it('says that the disk is full and removes what it wrote', async () => {
    const { createWriteStream } = fs;
    const full = mock.method(fs, 'createWriteStream', (file: string, options: object) => {
      const output = createWriteStream(file, options);
      output._write = (_chunk, _encoding, done) =>
        done(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
      return output;
    });
    try {
      await refuses(await list(), 'diskFull');
    } finally {
      full.mock.restore();
    }
  });
});
