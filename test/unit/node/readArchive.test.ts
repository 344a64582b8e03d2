import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import { AppError } from '../../../src/core/errors';
import { listArchive, readArchiveText } from '../../../src/node/readArchive';

async function archive(files: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const tar = pack();
  for (const [name, body] of Object.entries(files)) {
    tar.entry({ name }, body);
  }
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) {
    chunks.push(chunk as Buffer);
  }
  return gzipSync(Buffer.concat(chunks));
}

// In small pieces, as the network brings it.
async function* pieces(bytes: Buffer, size = 100): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    await Promise.resolve();
    yield bytes.subarray(at, at + size);
  }
}

describe('reading a model archive', () => {
  it('lists the files with their sizes, without a leading ./', async () => {
    const bytes = await archive({ './model.json': '{"a":1}', 'sub/labels.txt': 'Adelie\n' });
    assert.deepEqual(await listArchive(pieces(bytes)), [
      { name: 'model.json', bytes: 7 },
      { name: 'sub/labels.txt', bytes: 7 },
    ]);
  });

  it('makes names safe to show', async () => {
    const names = ['../../etc/passwd', 'a\nb\u001b[31m', 'txt.\u202Eexe', 'n'.repeat(3000)];
    const bytes = await archive(Object.fromEntries(names.map((name) => [name, 'x'])));
    assert.deepEqual(
      (await listArchive(pieces(bytes, 2000))).map(({ name }) => name),
      ['../../etc/passwd', 'a\uFFFDb\uFFFD[31m', 'txt.\uFFFDexe', 'n'.repeat(1000)],
    );
  });

  it('makes names differ where letters that are not seen do, and keeps emoji', async () => {
    const names = ['a\u200Bb', 'a\u00ADb', 'a\u200Db', '👩🏽\u200D💻.py', '❤️\u200D🔥', 'x\u{E0041}'];
    const bytes = await archive(Object.fromEntries(names.map((name) => [name, 'x'])));
    assert.deepEqual(
      (await listArchive(pieces(bytes, 2000))).map(({ name }) => name),
      ['a�b', 'a�b', 'a�b', '👩🏽\u200D💻.py', '❤️\u200D🔥', 'x�'],
    );
  });

  it('lists no more than a person can look through', async () => {
    const names = Array.from({ length: 50_010 }, (_, index) => [`f${index}`, ''] as const);
    const bytes = await archive(Object.fromEntries(names));
    assert.equal((await listArchive(pieces(bytes, 100_000))).length, 50_000);
  }).timeout(20_000);

  it('reads one text and skips the rest', async () => {
    const bytes = await archive({ big: Buffer.alloc(300_000, 1), 'model.json': '{"ü":1}' });
    assert.equal(await readArchiveText(pieces(bytes), 'model.json'), '{"ü":1}');
  });

  it('reads a text by its name as it is or as it is shown', async () => {
    const bytes = await archive({ './a\u202E.py': 'x' });
    for (const name of ['a\u202E.py', 'a�.py']) {
      assert.equal(await readArchiveText(pieces(bytes), name), 'x');
    }
    await assert.rejects(readArchiveText(pieces(bytes), 'b\u202E'), / no file b�\.$/);
  });

  it('refuses what is no text', async () => {
    const bytes = await archive({ 'a.bin': Buffer.from([0xff, 0xfe, 1]), 'b.bin': 'x\0y' });
    for (const name of ['a.bin', 'b.bin']) {
      await assert.rejects(readArchiveText(pieces(bytes), name), (error) =>
        AppError.is(error, 'invalid'),
      );
    }
  });

  it('says when there is no such file', async () => {
    const bytes = await archive({ a: 'a' });
    await assert.rejects(readArchiveText(pieces(bytes), 'b'), (error) =>
      AppError.is(error, 'notFound'),
    );
  });

  it('says when the archive is cut off or none at all', async () => {
    const bytes = await archive({ a: Buffer.alloc(5000, 'abc') });
    for (const broken of [bytes.subarray(0, bytes.length / 2), Buffer.from('no archive')]) {
      await assert.rejects(listArchive(pieces(broken)), (error) => AppError.is(error, 'invalid'));
    }
  });

  it('passes on what the source of the bytes says', async () => {
    const expired = new AppError('expired', 'The session has expired.');
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield await Promise.resolve(gzipSync('x').subarray(0, 5));
      throw expired;
    }
    await assert.rejects(listArchive(failing()), expired);
  });
});
