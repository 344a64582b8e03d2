import assert from 'node:assert/strict';
import { appendFile, chmod, mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { asOrdinaryUser } from '../../fakes/asOrdinaryUser';
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
    const { secrets, ...unread } = await scan(await list());
    assert.deepEqual(
      secrets.map(({ path: name, line, kind }) => [name, line, kind]),
      [['settings.py', 2, 'awsAccessKey']],
    );
    assert.deepEqual(unread, { unreadable: [], beyond: 0 });
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

  it('names a file that it knows as it stands in the archive by now', async () => {
    const paths = async (...given: Parameters<typeof listSourceFiles>): Promise<string[]> => {
      const { secrets } = await scan((await listSourceFiles(...given)).files);
      return secrets.map(({ path: name }) => name);
    };
    assert.deepEqual(await paths(source), ['settings.py']);
    const name = path.basename(source);
    const folder = await mkdtemp(path.join(tmpdir(), 'source-scan-'));
    await writeFile(path.join(folder, 'a.py'), '');
    const settings = path.join(source, 'settings.py');
    assert.deepEqual(await paths(folder, { alsoPacked: [source, settings] }), [
      'settings.py',
      `${name}/settings.py`,
    ]);
    await rm(folder, { recursive: true });
  });

  const kilobyte = 1024;
  /** Files that take no room on the disk, by their bytes. */
  const writeLarge = async (sizes: Readonly<Record<string, number>>): Promise<void> => {
    for (const [name, bytes] of Object.entries(sizes)) {
      await write(name, '');
      await truncate(path.join(source, name), bytes);
    }
  };
  const write270 = (): Promise<void> =>
    writeLarge({ 'a.txt': 90 * kilobyte, 'b.txt': 90 * kilobyte, 'c.txt': 90 * kilobyte });

  it('reads no more than 256 MB unless it is told otherwise', async () => {
    const files = await list();
    const beyond = async (megabytes: number): Promise<number> => {
      const large = files.map((file) => ({ ...file, size: megabytes * kilobyte * kilobyte }));
      return (await scan(large)).beyond;
    };
    assert.equal(await beyond(257), 2);
    assert.equal(await beyond(128), 0, 'found to be smaller than listed, but looked at');
  });

  it('tells what is beyond its limit, and reads that when it is asked for', async () => {
    scanner = new SourceScanner(256 * kilobyte);
    await write270();
    const { secrets, ...unread } = await scan(await list());
    assert.equal(secrets.length, 1);
    assert.deepEqual(unread, { unreadable: [], beyond: 1 });
    const all = await scanner.scan(await list(), { signal, reads: 'all' });
    assert.equal(all.beyond, 0);
    assert.equal((await scan(await list())).beyond, 0, 'what is known stays known');
  });

  it('counts its limit over all looks, and takes the small files first', async () => {
    scanner = new SourceScanner(256 * kilobyte);
    await write270();
    for (let look = 0; look < 3; look++) {
      assert.equal((await scan(await list())).beyond, 1, `look ${look}`);
    }
    await write('settings.py', `key = "${key}"\nother = "${key}"\n`);
    const { secrets, beyond } = await scan(await list());
    assert.deepEqual([secrets.length, beyond], [2, 1]);
  });

  it('tells what went away apart, by name', async () => {
    const files = await list();
    await unlink(path.join(source, 'settings.py'));
    assert.deepEqual(await scan(files), { secrets: [], unreadable: ['settings.py'], beyond: 0 });
  });

  it('tells what may not be read apart, by name', async function () {
    if (process.platform === 'win32') this.skip();
    await chmod(source, 0o755);
    const files = await list();
    await chmod(path.join(source, 'train.py'), 0);
    const { unreadable, beyond } = await asOrdinaryUser(() => scan(files));
    assert.deepEqual([unreadable, beyond], [['train.py'], 0]);
  });

  it('tells what it knows without reading', async () => {
    await scan(await list());
    await write('settings.py', '# none\n');
    await write('new.py', `key = "${key}"\n`);
    done = [];
    const known = await scanner.scan(await list(), { signal, reads: 'nothing' });
    assert.deepEqual(known, { secrets: [], unreadable: [], beyond: 2 });
    assert.equal((await scan(await list())).secrets.length, 1);
  });

  it('tells of all secrets, so that those that are let through hide no others', async () => {
    for (let file = 0; file < 6; file++) {
      const lines = Array.from({ length: 45 }, (_, line) => `key${line} = "${key}"\n`);
      await write(`many${file}.py`, lines.join(''));
    }
    assert.equal((await scan(await list())).secrets.length, 271);
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    const files = await list();
    const stopped = scanner.scan(files, { signal: stop.signal, onProgress: () => stop.abort() });
    await assert.rejects(stopped, { name: 'AbortError' });
    assert.equal((await scan(files)).secrets.length, 1);
  });
});
