import assert from 'node:assert/strict';
import { appendFile, mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listSourceFiles } from '../../../src/node/sourceFiles';
import type { SourceFile } from '../../../src/node/sourceListing';
import { SourceScanner, type SourceScan } from '../../../src/node/sourceScan';

/** Put together, so that this file holds none. */
const key = ['AKIA', 'Z7QK3MWX5RTB2LVD'].join('');

describe('SourceScanner', () => {
  let source: string;
  let scanner: SourceScanner;
  let done: number[];

  const { signal } = new AbortController();
  const scan = (files: readonly SourceFile[]): Promise<SourceScan> =>
    scanner.scan(files, { signal, onProgress: (fraction) => done.push(fraction) });
  const list = async (): Promise<readonly SourceFile[]> => (await listSourceFiles(source)).files;
  const write = (name: string, text: string): Promise<void> =>
    writeFile(path.join(source, name), text);

  beforeEach(async () => {
    source = await mkdtemp(path.join(tmpdir(), 'source-scan-'));
    scanner = new SourceScanner();
    done = [];
    await write('train.py', 'print(1)\n');
    await write('settings.py', `# keys\nkey = "${key}"\n`);
  });

  afterEach(() => rm(source, { recursive: true, force: true }));

  it('names a secret by file, line and kind, and never tells it', async () => {
    const { secrets, unread } = await scan(await list());
    assert.deepEqual(
      secrets.map(({ path: name, line, kind }) => [name, line, kind]),
      [['settings.py', 2, 'awsAccessKey']],
    );
    assert.equal(unread, 0);
    assert.ok(!JSON.stringify(secrets).includes(key));
    assert.equal(done.at(-1), 1);
  });

  it('reads only what has changed since', async () => {
    await scan(await list());
    done = [];
    assert.equal((await scan(await list())).secrets.length, 1);
    assert.deepEqual(done, []);
    await appendFile(path.join(source, 'train.py'), `other = "${key}"\n`);
    assert.deepEqual(
      (await scan(await list())).secrets.map(({ path: name }) => name),
      ['settings.py', 'train.py'],
    );
    assert.deepEqual(done, [1]);
    await write('settings.py', '# none\n');
    assert.equal((await scan(await list())).secrets.length, 1);
  });

  it('counts what it did not read: what went away, and what is beyond its limit', async () => {
    const files = await list();
    await unlink(path.join(source, 'settings.py'));
    assert.deepEqual(await scan(files), { secrets: [], unread: 1 });
    for (const name of ['a.txt', 'b.txt', 'c.txt']) {
      await write(name, '');
      await truncate(path.join(source, name), 90 * 1024 * 1024);
    }
    assert.equal((await scan(await list())).unread, 1);
    const all = await scanner.scan(await list(), { signal, isUnlimited: true });
    assert.equal(all.unread, 0);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const files = await list();
    const stopped = scanner.scan(files, { signal: stop.signal, onProgress: () => stop.abort() });
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.equal((await scan(files)).secrets.length, 1);
  });
});
