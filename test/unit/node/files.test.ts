import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createExclusively } from '../../../src/node/files';

describe('a file that is made unless it exists', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'files-test-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('is made once, by one of several', async () => {
    const file = path.join(folder, 'file');
    const made = await Promise.all(['a', 'b', 'c'].map((text) => createExclusively(file, text)));
    assert.equal(made.filter(Boolean).length, 1);
    assert.equal(await readFile(file, 'utf8'), ['a', 'b', 'c'][made.indexOf(true)]);
  });

  it('needs no room where it exists', async () => {
    // No temporary file can stand beside so long a name, as none can on a full disk.
    const file = path.join(folder, 'x'.repeat(240));
    await writeFile(file, 'first');
    assert.equal(await createExclusively(file, 'second'), false);
    assert.equal(await readFile(file, 'utf8'), 'first');
  });
});
