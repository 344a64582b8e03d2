import assert from 'node:assert/strict';
import { copyFile, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { repository } from '../../scripts/paths';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { packSource } from '../../src/node/archive';
import { listSourceFiles } from '../../src/node/sourceFiles';
import { plantedSecrets } from '../unit/core/packaging/plantedSecrets';
import { needs } from './environments';
import { temporaryFolder } from './sandboxServer';

const fileCount = 2000;

describe('secrets in a source folder', function () {
  this.timeout(120_000);
  needs('sdk2');

  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeEach(async () => (folder = await temporaryFolder()));
  afterEach(() => folder.remove());

  it('are all found among 2,000 files, and nothing else is', async () => {
    const source = path.join(folder.path, 'source');
    const planted = new Map(plantedSecrets.map((secret) => [secret.path, secret.text]));
    for (let index = 0; index < fileCount; index += 1) {
      planted.set(`generated/part${String(index % 40)}/file${String(index)}.py`, generated(index));
    }
    for (const [name, text] of planted) {
      await mkdir(path.dirname(path.join(source, name)), { recursive: true });
      await writeFile(path.join(source, name), text);
    }
    const { files } = await listSourceFiles(source);
    const { secrets } = await packSource(files, path.join(folder.path, 'code.tar.gz'));
    const found = new Set(secrets.map(({ path: name }) => name));
    assert.deepEqual([...found].sort(), plantedSecrets.map(({ path: name }) => name).sort());
    assert.equal(plantedSecrets.length, 25);
    assert.ok(new Set(plantedSecrets.map(({ kind }) => kind)).size >= 12);
  });

  it('are not seen in 2,000 files of published packages', async () => {
    const source = path.join(folder.path, 'source');
    const bin = await pythonEnvironment('sdk2');
    const libraries = path.join(bin, '..', 'lib');
    const published = [
      ...(await sampleOf(libraries, fileCount / 2)),
      ...(await sampleOf(path.join(repository, 'node_modules'), fileCount / 2)),
    ];
    for (const [index, file] of published.entries()) {
      const name = path.join(source, String(index), path.basename(file));
      await mkdir(path.dirname(name), { recursive: true });
      await copyFile(file, name);
    }
    const target = path.join(folder.path, 'code.tar.gz');
    const { files, leftOut } = await listSourceFiles(source);
    const { secrets } = await packSource(files, target);
    assert.deepEqual(secrets, []);
    assert.deepEqual(leftOut, []);
    assert.ok(files.length > 0.95 * fileCount, String(files.length));
    const bytes = files.reduce((sum, { size }) => sum + size, 0);
    assert.ok((await promisify(gunzip)(await readFile(target))).length > bytes);
  });
});

/** Files of a person's own project, with words that stand near secrets in others. */
const generated = (index: number): string =>
  [
    `SECRET_KEY = os.environ["SECRET_KEY_${String(index)}"]`,
    `token = tokenizer.decode(ids[${String(index)}])`,
    `url = "https://host-${String(index)}.internal:8080/path@${String(index)}"`,
    `digest = "${(index * 7919).toString(16).padStart(40, '0')}"`,
    '',
  ].join('\n');

/** So many files of text and data below a folder, evenly taken from all of at most a megabyte. */
async function sampleOf(folder: string, count: number): Promise<readonly string[]> {
  const all = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pyc'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const taken: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const file = all[Math.floor((index * all.length) / count)];
    if (file !== undefined && (await stat(file)).size <= 1_000_000) {
      taken.push(file);
    }
  }
  return taken;
}
