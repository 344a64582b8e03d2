import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
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
import os from 'node:os';
import path from 'node:path';
import { FileHashes } from '../../../src/node/fileHashes';

const sha256 = (content: string): string => createHash('sha256').update(content).digest('hex');

describe('digests of files', () => {
  let folder: string;
  let source: string;
  let now: number;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'hashes-'));
    source = path.join(folder, 'data');
    now = Date.now() + 60_000; // What the tests write has been there for a while.
  });

  afterEach(() => rm(folder, { recursive: true }));

  const clock = {
    now: () => now,
    sleep: () => Promise.reject(new Error('Nothing is waited for.')),
  };

  /** Files of the source that were last changed long ago. */
  const files = async (...names: readonly string[]) =>
    await Promise.all(
      names.map(async (name) => {
        const file = path.join(folder, name);
        await writeFile(file, name, { flag: 'a' });
        await utimes(file, 1e9, 1e9);
        return { file, name, size: name.length };
      }),
    );

  const hashes = (): FileHashes => new FileHashes(path.join(folder, 'kept'), clock);
  const kept = async (): Promise<string> => {
    const [name = ''] = await readdir(path.join(folder, 'kept'));
    return path.join(folder, 'kept', name);
  };

  /** Has the kept digests say something that no file holds, so that it shows where they come from. */
  const forge = async (): Promise<void> => {
    const text = await readFile(await kept(), 'utf8');
    await writeFile(await kept(), text.replaceAll(/"[0-9a-f]{64}"/g, '"forged"'));
  };

  it('are those of the contents', async () => {
    const listed = await files('a', 'b');
    const contents = await hashes().read(source, listed);
    assert.deepEqual(
      new Map([...contents].map(([name, content]) => [name, content.sha256])),
      new Map([
        ['a', sha256('a')],
        ['b', sha256('b')],
      ]),
    );
  });

  it('are remembered until the file changes', async () => {
    const listed = await files('a', 'b');
    await hashes().read(source, listed);
    await forge();
    const again = await hashes().read(source, listed);
    assert.deepEqual([again.get('a')?.sha256, again.get('b')?.sha256], ['forged', 'forged']);
    await writeFile(path.join(folder, 'a'), 'x');
    await utimes(path.join(folder, 'a'), 1e9, 1e9); // As before; the system's own time tells.
    const changed = await hashes().read(source, listed);
    assert.equal(changed.get('b')?.sha256, 'forged');
    if (process.platform !== 'win32') {
      assert.equal(changed.get('a')?.sha256, sha256('x'));
    }
  });

  it('are not remembered of files that were changed a moment ago', async () => {
    const listed = await files('a');
    now = Date.now();
    await utimes(path.join(folder, 'a'), now / 1000 - 60, now / 1000 - 60); // The system's own time tells.
    await hashes().read(source, listed);
    await assert.rejects(readdir(path.join(folder, 'kept')), { code: 'ENOENT' });
    now += 3000;
    await hashes().read(source, listed);
    await forge();
    assert.equal((await hashes().read(source, listed)).get('a')?.sha256, 'forged');
  });

  it('count what is read and what need not be', async () => {
    const listed = await files('a', 'bcd');
    for (let run = 0; run < 2; run++) {
      let bytes = 0;
      await hashes().read(source, listed, { onBytes: (more) => (bytes += more) });
      assert.equal(bytes, 4);
    }
  });

  it('that were made are remembered when it is cancelled', async () => {
    const listed = await files('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
    const abort = new AbortController();
    const onBytes = (): void => abort.abort();
    await assert.rejects(hashes().read(source, listed, { signal: abort.signal, onBytes }));
    const rows = JSON.parse(await readFile(await kept(), 'utf8')) as unknown[];
    assert.ok(rows.length >= 1 && rows.length < 8, String(rows.length));
  });

  it('are made anew where what was kept is damaged', async () => {
    const listed = await files('a');
    await hashes().read(source, listed);
    for (const damage of ['', '{', '[1', '{"a":1}', '[[]]', 'null']) {
      await writeFile(await kept(), damage);
      assert.equal((await hashes().read(source, listed)).get('a')?.sha256, sha256('a'), damage);
    }
  });

  it('are refused of a file that is being written to', async () => {
    const listed = await files('a');
    const onBytes = (): void => {
      written = appendFile(path.join(folder, 'a'), 'more');
    };
    let written: Promise<void> | undefined;
    const large = path.join(folder, 'a');
    await writeFile(large, 'x'.repeat(8_000_000));
    await assert.rejects(hashes().read(source, listed, { onBytes }), {
      reason: 'invalid',
      message: /is being written to/,
    });
    await written;
  });

  it('are refused of a file that is gone', async () => {
    const listed = await files('a');
    await rm(path.join(folder, 'a'));
    await assert.rejects(hashes().read(source, listed), { reason: 'invalid' });
  });

  it('are kept of the fifty sources that were used last', async () => {
    const listed = await files('a');
    for (let index = 0; index < 53; index++) {
      now += 1000;
      await hashes().read(`${source}${index}`, listed);
    }
    assert.equal((await readdir(path.join(folder, 'kept'))).length, 50);
  });

  it('are made also in the place of digests that cannot be written, which is told once', async () => {
    const listed = await files('a');
    await hashes().read(source, listed);
    const place = await kept();
    await rm(place);
    await mkdir(place);
    const told: Error[] = [];
    const own = new FileHashes(path.join(folder, 'kept'), clock, (error) => told.push(error));
    for (let run = 0; run < 2; run++) {
      assert.equal((await own.read(source, listed)).get('a')?.sha256, sha256('a'));
    }
    assert.deepEqual(
      told.map((error) => 'code' in error && error.code),
      [process.platform === 'win32' ? 'EPERM' : 'EISDIR'],
    );
  });

  it('come with the MD5 that S3 tells of what it keeps', async () => {
    const contents = await hashes().read(source, await files('a'));
    assert.equal(contents.get('a')?.md5, createHash('md5').update('a').digest('hex'));
  });

  it('are made also where nothing can be kept', async () => {
    const listed = await files('a');
    await writeFile(path.join(folder, 'kept'), 'a file in the place of the folder');
    const contents = await hashes().read(source, listed);
    assert.equal(contents.get('a')?.sha256, sha256('a'));
  });
});
