import assert from 'node:assert/strict';
import { chmod, chown, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { AppError } from '../../../src/core/errors';
import { listSourceFiles } from '../../../src/node/sourceFiles';
import { asOrdinaryUser } from '../../fakes/asOrdinaryUser';

describe('listSourceFiles', () => {
  let folder: string;
  let source: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'source-files-'));
    source = path.join(folder, 'project');
    await mkdir(source);
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  const write = async (name: string, text = 'x'): Promise<void> => {
    const file = path.join(source, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  };

  const paths = async (exclude: readonly string[] = []): Promise<string[]> =>
    (await listSourceFiles(source, { exclude })).files.map(({ path: name }) => name);

  it('lists files in a fixed order and adds up their bytes', async () => {
    await write('train.py', '12345');
    await write('b/x.py', '1');
    await write('b.py', '12');
    await write('B.py', '123');
    const listing = await listSourceFiles(source);
    assert.deepEqual(
      listing.files.map(({ path: name, size }) => [name, size]),
      [
        ['B.py', 3],
        ['b.py', 2],
        ['b/x.py', 1],
        ['train.py', 5],
      ],
    );
    assert.equal(listing.totalBytes, 11);
  });

  const leftOut = async (): Promise<string[]> =>
    (await listSourceFiles(source)).leftOut.map(({ path: name, reason }) => `${reason} ${name}`);

  it('tells what is left out as it is meant to be, and why', async () => {
    await write('train.py');
    await write('.gitignore', 'out/\n*.log');
    for (const name of ['out/a', 'b.log', '.git/config', 'odd/pyvenv.cfg', 'data/train.csv']) {
      await write(name);
    }
    const data = path.join(source, 'data');
    const { ruledOut, ruledOutCount } = await listSourceFiles(source, { exclude: [data] });
    assert.deepEqual(
      ruledOut.map(({ path: name, reason }) => `${reason} ${name}`),
      ['standard .git', 'rule b.log', 'data data', 'environment odd', 'rule out'],
    );
    assert.equal(ruledOutCount, 5);
  });

  it('tells no more of that than anyone looks through', async () => {
    await write('train.py');
    await write('.gitignore', '*.log');
    await Promise.all(Array.from({ length: 510 }, (_, index) => write(`${index}.log`)));
    const { ruledOut, ruledOutCount } = await listSourceFiles(source);
    assert.deepEqual([ruledOut.length, ruledOutCount], [500, 510]);
  });

  it('leaves out repositories, environments, caches and secrets', async () => {
    await write('train.py');
    for (const name of [
      '.git/config',
      '.venv/lib/a.py',
      'oddly-named/pyvenv.cfg',
      'oddly-named/lib/a.py',
      '__pycache__/train.cpython-311.pyc',
      'pkg/__pycache__/x.pyc',
      'conda/conda-meta/history',
      '.env',
      'keys/id_rsa',
      'node_modules/x/index.js',
    ]) {
      await write(name);
    }
    assert.deepEqual(await paths(), ['train.py']);
    assert.deepEqual(await leftOut(), ['secret .env', 'secret keys/id_rsa']);
  });

  it('obeys the ignore files of every folder', async () => {
    await write('train.py');
    await write('.sagemakerignore', '.*ignore\n');
    await write('.gitignore', '/out/\n*.log\n');
    await write('out/.sagemakerignore', '!kept.txt\n');
    await write('out/kept.txt');
    await write('pkg/.gitignore', '!a.log\n/b.txt\n');
    await write('pkg/a.log');
    await write('pkg/b.txt');
    await write('pkg/sub/b.txt');
    assert.deepEqual(await paths(), ['pkg/a.log', 'pkg/sub/b.txt', 'train.py']);
  });

  it('packs a folder that .gitignore leaves out where .sagemakerignore brings it back', async () => {
    await write('.gitignore', 'services/\n*.log\n');
    await write('services/x/train.py');
    await write('services/x/a.log');
    assert.deepEqual((await listSourceFiles(source)).ruledOut, [
      { path: 'services', reason: 'rule' },
    ]);
    await write('.sagemakerignore', '!/services\n.*ignore\n');
    assert.deepEqual(await paths(), ['services/x/train.py']);
  });

  it('leaves out data and models that are large, unless they are chosen', async () => {
    await write('train.py');
    await write('.sagemakerignore', '!chosen.csv\n!all/\n');
    const large = 10 * 1024 * 1024 + 1;
    for (const name of ['a.CSV', 'code.py', 'chosen.csv', 'all/deep/b.pt']) {
      await write(name);
      await truncate(path.join(source, name), large);
    }
    await write('small.csv');
    await write('huge.txt');
    await truncate(path.join(source, 'huge.txt'), 100 * 1024 * 1024 + 1);
    const listing = await listSourceFiles(source);
    assert.deepEqual(
      listing.leftOut.map(({ path: name, reason, size }) => [name, reason, size]),
      [
        ['a.CSV', 'large', large],
        ['huge.txt', 'large', 100 * 1024 * 1024 + 1],
      ],
    );
    assert.deepEqual(
      listing.files.map(({ path: name }) => name),
      ['.sagemakerignore', 'all/deep/b.pt', 'chosen.csv', 'code.py', 'small.csv', 'train.py'],
    );
  });

  it('tells names that are no UTF-8 and cannot be packed', async function () {
    await write('train.py');
    try {
      await writeFile(Buffer.concat([Buffer.from(`${source}/b`), Buffer.from([0xe9])]), '');
    } catch {
      this.skip(); // Not a name at all on this file system.
    }
    assert.deepEqual(await paths(), ['train.py']);
    assert.deepEqual(await leftOut(), ['name b\uFFFD']);
  });

  it('takes no link for a way around the names that are never packed', async () => {
    await write('train.py');
    await write('.ssh/id_rsa');
    await write('.git/config');
    await symlink(path.join(source, '.ssh', 'id_rsa'), path.join(source, 'key.txt'));
    await symlink(path.join(source, '.git', 'config'), path.join(source, 'config.txt'));
    assert.deepEqual(await paths(), ['train.py']);
    assert.deepEqual(await leftOut(), ['secret .ssh', 'repository config.txt', 'secret key.txt']);
  });

  it('packs nothing of version control through a link, whatever a rule says', async () => {
    await write('train.py');
    for (const folder of ['.git', '.hg', '.svn']) {
      await write(`${folder}/store`);
      await symlink(path.join(source, folder, 'store'), path.join(source, `${folder}.txt`));
      await symlink(path.join(source, folder), path.join(source, `of${folder}`));
    }
    await write('.sagemakerignore', '!.*.txt\n!of.*\n.sagemakerignore\n');
    assert.deepEqual(await paths(), ['train.py']);
    const reasons = new Set((await listSourceFiles(source)).leftOut.map(({ reason }) => reason));
    assert.deepEqual([...reasons], ['repository']);
  });

  it('tells the folders whose own file has the last word', async () => {
    await write('train.py');
    for (const folder of ['', 'pkg/', 'pkg/deep/er/', 'out/']) {
      await write(`${folder}.sagemakerignore`, 'out/\n');
    }
    await write('other/.gitignore');
    const { ignoreFolders } = await listSourceFiles(source);
    assert.deepEqual(ignoreFolders, ['', 'pkg/', 'pkg/deep/er/']);
  });

  it('tells what may not be read, unless it is left out in any case', async function () {
    if (process.platform === 'win32') this.skip();
    await chmod(folder, 0o755);
    for (const name of ['train.py', 'key.txt', 'closed/a', 'blind/b', 'notes.log', 'data/c']) {
      await write(name);
    }
    await write('.gitignore', '*.log\n');
    await write('pkg/.gitignore', '.gitignore\n');
    for (const name of ['key.txt', 'notes.log', 'data', 'closed', 'pkg/.gitignore']) {
      await chmod(path.join(source, name), 0);
    }
    // Its names can be read, and nothing about them.
    await chmod(path.join(source, 'blind'), 0o744);
    await symlink(path.join(source, 'closed', 'a'), path.join(source, 'lost'));
    const exclude = [path.join(source, 'data')];
    const listed = await asOrdinaryUser(() => listSourceFiles(source, { exclude }));
    assert.deepEqual(listed.unreadable, ['blind/b', 'closed', 'key.txt', 'lost']);
    assert.deepEqual([listed.unreadableRules, listed.leftOut], [['pkg/.gitignore'], []]);
    assert.deepEqual(
      listed.files.map(({ path: name }) => name),
      ['.gitignore', 'train.py'],
    );
  });

  it('refuses a source folder whose names may not be read', async function () {
    if (process.platform === 'win32') this.skip();
    await chmod(folder, 0o755);
    await write('train.py');
    await chmod(source, 0o311);
    await assert.rejects(
      asOrdinaryUser(() => listSourceFiles(source)),
      {
        reason: 'invalid',
        message: `The source folder cannot be read: permission denied: ${source}`,
      },
    );
    await chmod(source, 0o755);
  });

  it('opens what belongs to another, where its mode does not tell', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await write('train.py');
    await chown(path.join(source, 'train.py'), 1234, process.getgid?.() ?? 0);
    await chmod(path.join(source, 'train.py'), 0o040);
    assert.deepEqual((await listSourceFiles(source)).unreadable, []);
  });

  it('opens what its group may not read, although others may', async function () {
    if (process.getuid?.() !== 0) this.skip();
    await chmod(folder, 0o755);
    await write('train.py');
    await write('shared.txt');
    await chown(path.join(source, 'shared.txt'), 1234, process.getegid?.() ?? 0);
    await chmod(path.join(source, 'shared.txt'), 0o004);
    const listed = await asOrdinaryUser(() => listSourceFiles(source));
    assert.deepEqual(listed.unreadable, ['shared.txt']);
  });

  it('packs through a link what a rule brings back of our own rules', async () => {
    await write('train.py');
    await write('.ssh/id_rsa');
    await symlink(path.join(source, '.ssh', 'id_rsa'), path.join(source, 'key.txt'));
    await write('.sagemakerignore', '!key.txt\n.sagemakerignore\n');
    assert.deepEqual(await paths(), ['key.txt', 'train.py']);
  });

  it('obeys both ignore files, the second over the first', async () => {
    await write('train.py');
    await write('notes.txt');
    await write('keep.log');
    await write('drop.log');
    await write('.gitignore', '*.log\nnotes.txt\n');
    await write('.sagemakerignore', '!keep.log\n.*ignore\n');
    assert.deepEqual(await paths(), ['keep.log', 'train.py']);
  });

  it('leaves out what is uploaded as a channel', async () => {
    await write('train.py');
    await write('data/a.csv');
    assert.deepEqual(await paths([path.join(source, 'data')]), ['train.py']);
  });

  it('follows links inside the folder, once, and names those that lead out', async () => {
    await write('pkg/a.py');
    await writeFile(path.join(folder, 'secret.txt'), 'outside');
    await symlink(path.join(folder, 'secret.txt'), path.join(source, 'outside.txt'));
    await symlink(folder, path.join(source, 'up'));
    await symlink(path.join(source, 'pkg'), path.join(source, 'alias'));
    await symlink(source, path.join(source, 'pkg', 'loop'));
    await symlink('nowhere', path.join(source, 'broken'));
    const listing = await listSourceFiles(source);
    assert.deepEqual(
      listing.files.map(({ path: name }) => name),
      ['alias/a.py', 'pkg/a.py'],
    );
    assert.deepEqual(await leftOut(), ['broken broken', 'outside outside.txt', 'outside up']);
  });

  it('says so when there is nothing to pack or no folder', async () => {
    await assert.rejects(listSourceFiles(source), (error) => AppError.is(error, 'invalid'));
    await assert.rejects(listSourceFiles(path.join(source, 'gone')), (error) =>
      AppError.is(error, 'notFound'),
    );
  });

  it('stops when it is cancelled', async () => {
    await write('train.py');
    const signal = AbortSignal.abort();
    await assert.rejects(listSourceFiles(source, { signal }), { name: 'AbortError' });
  });
});
