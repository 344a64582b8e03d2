import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { missingModules } from '../../../src/node/missingModules';
import { findPython } from '../../../src/node/python';

describe('missingModules', () => {
  let python: string;
  const { signal } = new AbortController();

  before(async () => {
    const found = await findPython();
    python = found?.path ?? assert.fail('there is no Python');
  });

  it('finds modules of the interpreter, built in or not, and names the others', async () => {
    const modules = ['os', 'sys', 'json', '__future__', 'no_such_module', 'xml'];
    assert.deepEqual(await missingModules(python, modules, signal), ['no_such_module']);
    assert.deepEqual(await missingModules(python, [], signal), []);
  });

  it('takes no name for an option, and asks about nothing that is no module', async () => {
    const modules = ['-c', '--help', 'a.b', 'a b', '', '1x', 'ünbekannt'];
    assert.deepEqual(await missingModules(python, modules, signal), ['ünbekannt']);
  });

  it('runs no module, and finds none in the folder of the interpreter', async function () {
    if (process.platform === 'win32') this.skip();
    const folder = await mkdtemp(path.join(tmpdir(), 'modules-'));
    try {
      const linked = path.join(folder, 'python3');
      await symlink(python, linked);
      await writeFile(path.join(folder, 'trap.py'), 'raise SystemExit("it was run")\n');
      await writeFile(path.join(folder, 'json.py'), 'raise SystemExit("it was run")\n');
      assert.deepEqual(await missingModules(linked, ['trap', 'json'], signal), ['trap']);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it('says so when the interpreter does not answer, and is silent when nobody waits', async () => {
    const nobody = path.join(tmpdir(), 'no-such-python');
    await assert.rejects(missingModules(nobody, ['os'], signal), { reason: 'unexpected' });
    const aborted = AbortSignal.abort();
    await assert.rejects(missingModules(python, ['os'], aborted), { name: 'AbortError' });
  });
});
