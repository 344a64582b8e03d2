import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { findPython } from '../../../../src/node/python';

const run = promisify(execFile);
const script = path.resolve('media/sandbox/install.py');

describe('installing requirements for an interpreter', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'install-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('keeps the packages of a virtual environment, whatever letters its path has', async function () {
    if (process.platform === 'win32') return this.skip();
    const own = path.join(folder, 'Größe');
    const base = (await findPython())?.path ?? assert.fail('this test needs Python on the PATH');
    await run(base, ['-m', 'venv', '--without-pip', own]);
    const python = path.join(own, 'bin', 'python');
    const places = ['-c', 'import site; print(site.getsitepackages()[0])'];
    const { stdout: packages } = await run(python, places);
    await writeFile(path.join(packages.trim(), 'mine.py'), 'name = "mine"');
    const requirements = path.join(folder, 'requirements.txt');
    await writeFile(requirements, '');

    const made = path.join(folder, 'made');
    await run(python, ['-B', script, made, requirements]);

    const upon = path.join(made, 'bin', 'python');
    assert.equal((await run(upon, ['-c', 'import mine; print(mine.name)'])).stdout, 'mine\n');
    // Windows reads such a file in the locale's encoding, which may have no such letters.
    const { stdout: place } = await run(upon, places);
    const layer = await readFile(path.join(place.trim(), 'sandbox-layer.pth'), 'latin1');
    assert.match(layer, /^[ -~\n]+$/);
  });
});
