import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { readOwnText, writeOutput } from '../../../../src/sandbox/runner/outputs/ownOutput';

describe('writeOutput', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'own-output-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('makes the folder again that the script has removed', async () => {
    const output = path.join(folder, 'output');
    await writeOutput(output, 'failure', 'why');
    assert.equal(await readOwnText(path.join(output, 'failure')), 'why');
  });

  it('leaves what the script has put there, also in the place of the folder', async () => {
    const output = path.join(folder, 'output');
    await writeFile(output, 'own');
    await writeOutput(output, 'success', '');
    assert.equal(await readFile(output, 'utf8'), 'own');
    await writeFile(path.join(folder, 'failure'), 'own reason');
    await writeOutput(folder, 'failure', 'captured');
    assert.equal(await readOwnText(path.join(folder, 'failure')), 'own reason');
  });
});
