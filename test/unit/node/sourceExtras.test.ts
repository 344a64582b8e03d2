import assert from 'node:assert/strict';
import { chmod, mkdir, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { listSourceFiles } from '../../../src/node/sourceFiles';
import type { SourceListing } from '../../../src/node/sourceListing';
import { asOrdinaryUser } from '../../fakes/asOrdinaryUser';

describe('what is packed beside the source folder', () => {
  let folder: string;
  let source: string;

  const at = (name: string): string => path.join(folder, name);

  const write = async (name: string, text = 'x'): Promise<string> => {
    await mkdir(path.dirname(at(name)), { recursive: true });
    await writeFile(at(name), text);
    return at(name);
  };

  const list = (...names: readonly string[]): Promise<SourceListing> =>
    listSourceFiles(source, { alsoPacked: names.map(at) });

  const packed = async (...names: readonly string[]): Promise<string[]> =>
    (await list(...names)).files.map((file) => file.path);

  const refused = async (...names: readonly string[]): Promise<string[]> =>
    (await list(...names)).refused.map(
      ({ path: file, problem }) => `${problem} ${path.relative(folder, file)}`,
    );

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'source-extras-'));
    source = at('services/train');
    await write('services/train/train.py');
  });

  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('stands at the archive’s root under its own name, and in the order of all', async () => {
    await write('libs/shared/__init__.py');
    await write('libs/shared/deep/b.py', '1234');
    await write('constants.py', '12');
    const listing = await list('libs/shared', 'constants.py');
    assert.deepEqual(
      listing.files.map((file) => [file.path, file.size, path.relative(folder, file.file)]),
      [
        ['constants.py', 2, 'constants.py'],
        ['shared/__init__.py', 1, 'libs/shared/__init__.py'],
        ['shared/deep/b.py', 4, 'libs/shared/deep/b.py'],
        ['train.py', 1, 'services/train/train.py'],
      ],
    );
    assert.equal(listing.totalBytes, 8);
    assert.deepEqual(listing.refused, []);
    assert.deepEqual(listing.roots, [
      { prefix: '', directory: source },
      { prefix: 'shared/', directory: at('libs/shared') },
    ]);
  });

  it('is packed by the same rules, with ignore files of its own alone', async () => {
    await write('services/train/.gitignore', '*.txt\n');
    await write('libs/shared/.sagemakerignore', '/out\n!big.csv\n');
    for (const name of ['a.py', 'a.txt', 'out/b', '.env', 'deep/out/c', '.git/config']) {
      await write(`libs/shared/${name}`);
    }
    for (const name of ['big.csv', 'other.csv']) {
      await truncate(await write(`libs/shared/${name}`), 11_000_000);
    }
    const listing = await list('libs/shared');
    assert.deepEqual(
      listing.files.map((file) => file.path).filter((name) => name.startsWith('shared/')),
      ['.sagemakerignore', 'a.py', 'a.txt', 'big.csv', 'deep/out/c'].map((one) => `shared/${one}`),
    );
    assert.deepEqual(
      listing.leftOut.map(({ path: name, reason }) => `${reason} ${name}`),
      ['secret shared/.env', 'large shared/other.csv'],
    );
    assert.deepEqual(
      listing.ruledOut.map(({ path: name, reason }) => `${reason} ${name}`),
      ['standard shared/.git', 'rule shared/out'],
    );
    assert.deepEqual(listing.ignoreFolders, ['shared/']);
  });

  it('lets no link out of its own folder', async function () {
    if (process.platform === 'win32') return this.skip();
    await write('libs/shared/a.py');
    await symlink(at('services/train/train.py'), at('libs/shared/up.py'));
    await symlink(at('libs/shared/a.py'), at('libs/shared/own.py'));
    const listing = await list('libs/shared');
    assert.deepEqual(
      listing.leftOut.map(({ path: name, reason }) => `${reason} ${name}`),
      ['outside shared/up.py'],
    );
    assert.ok(listing.files.some((file) => file.path === 'shared/own.py'));
  });

  it('is left out of the code where it is uploaded as data', async () => {
    await write('libs/shared/a.py');
    await write('libs/shared/data/b.csv');
    const listing = await listSourceFiles(source, {
      alsoPacked: [at('libs/shared')],
      exclude: [at('libs/shared/data')],
    });
    assert.deepEqual(
      listing.ruledOut.map(({ path: name, reason }) => `${reason} ${name}`),
      ['data shared/data'],
    );
  });

  it('is refused where it is gone, there already, round the source folder or in it', async () => {
    await write('libs/shared/a.py');
    await write('other/shared/a.py');
    await write('services/train/pkg/a.py');
    await write('libs/pkg/a.py');
    await mkdir(at('nothing'));
    const names = ['gone', 'libs/shared', 'other/shared', 'services', 'services/train'];
    assert.deepEqual(await refused(...names, 'services/train/pkg', 'libs/pkg', 'nothing'), [
      'missing gone',
      'twice other/shared',
      'holds services',
      'holds services/train',
      'inside services/train/pkg',
      'twice libs/pkg',
      'empty nothing',
    ]);
    assert.deepEqual(await packed(...names), ['shared/a.py', 'pkg/a.py', 'train.py'].sort());
    assert.deepEqual(await refused('/'), ['holds ']);
  });

  it('is refused where its name says that it holds secrets or nothing of code', async function () {
    await write('.aws/credentials');
    await write('.env');
    await write('.git/config');
    await write('env/pyvenv.cfg');
    const names = ['.aws', '.aws/credentials', '.env', '.git', 'env'];
    assert.deepEqual(await refused(...names), [
      ...['secret .aws', 'secret .aws/credentials', 'secret .env'],
      ...['unpackable .git', 'unpackable env'],
    ]);
    if (process.platform === 'win32') return this.skip();
    await symlink(at('.aws/credentials'), at('plain.txt'));
    await symlink(at('services/train'), at('round'));
    assert.deepEqual(await refused('plain.txt', 'round'), ['secret plain.txt', 'holds round']);
  });

  it('is refused where it may not be read', async function () {
    if (process.platform === 'win32') return this.skip();
    await chmod(folder, 0o755);
    await write('libs/shared/a.py');
    await write('closed.py');
    await chmod(at('libs/shared'), 0);
    await chmod(at('closed.py'), 0);
    const told = await asOrdinaryUser(() => refused('libs/shared', 'closed.py'));
    assert.deepEqual(told, ['forbidden libs/shared', 'forbidden closed.py']);
    await chmod(at('libs/shared'), 0o700);
  });

  it('is a file of any size, as it was named', async () => {
    await truncate(await write('model.bin'), 101_000_000);
    assert.deepEqual(await packed('model.bin'), ['model.bin', 'train.py']);
  });

  it('never gives two files one name, and packs what it packs of each alone', async () => {
    const names = ['a', 'b', 'train.py', 'pkg', 'other'];
    for (const name of names) {
      await write(`one/${name}/x.py`);
      await write(`two/${name}/y.py`);
    }
    await write('services/train/pkg/z.py');
    const extra = fc.tuple(fc.constantFrom('one', 'two'), fc.constantFrom(...names));
    await fc.assert(
      fc.asyncProperty(fc.array(extra, { maxLength: 6 }), async (chosen) => {
        const given = chosen.map((parts) => parts.join('/'));
        const listing = await list(...given);
        const paths = listing.files.map((file) => file.path);
        assert.equal(new Set(paths).size, paths.length);
        assert.deepEqual(paths, paths.toSorted());
        const taken = given.filter((name) => !listing.refused.some((one) => one.path === at(name)));
        assert.ok(
          taken.every((name) => paths.some((one) => at(name).endsWith(one.split('/')[0] ?? '-'))),
        );
        assert.equal(listing.refused.length + listing.roots.length - 1, given.length);
      }),
      { numRuns: 60 },
    );
  });
});
