import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../../src/core/errors';
import { findPython, probePython, pythonCandidates } from '../../../src/node/python';
import { pythonStub } from '../../../src/node/pythonStub';

describe('python', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'python-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const program = async (name: string, text: string) => {
    const file = path.join(folder, name);
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  };

  it('finds a Python of the PATH and asks it for its real path', async () => {
    const found = await findPython();
    assert.ok(found, 'this computer has a Python 3.9 or newer');
    assert.match(found.version, /^3\.\d+\.\d+$/);
    assert.deepEqual(await probePython(found.path), found);
  });

  it('says that nothing is there', async () => {
    const file = path.join(folder, 'python3');
    await assert.rejects(probePython(file), {
      reason: 'noPython',
      message: `There is no Python interpreter at ${file}`,
    });
  });

  it('refuses a relative path', async () => {
    await assert.rejects(probePython('python3'), (error) => AppError.is(error, 'noPython'));
  });

  it('refuses what cannot be started and what answers something else', async function () {
    if (process.platform === 'win32') return;
    const notAProgram = path.join(folder, 'text');
    await writeFile(notAProgram, 'hello');
    await assert.rejects(probePython(notAProgram), /could not be started/);
    const chatty = await program('chatty', '#!/bin/sh\necho hello\n');
    await assert.rejects(probePython(chatty), /does not answer as a Python/);
    const failing = await program('failing', '#!/bin/sh\nexit 3\n');
    await assert.rejects(probePython(failing), /exit code 3/);
  });

  it('refuses a Python that is too old, by its version', async function () {
    if (process.platform === 'win32') return;
    const old = await program('old', '#!/bin/sh\nprintf "/opt/python\\n3.8.18\\n"\n');
    await assert.rejects(probePython(old), /old is Python 3\.8\.18; Python 3\.9 or newer/);
  });

  it('keeps a virtual environment’s own path, and follows a shim to what it stands for', async function () {
    if (process.platform === 'win32') return;
    const real = await findPython();
    assert.ok(real);
    const shim = await program('shim', `#!/bin/sh\nexec "${real.path}" "$@"\n`);
    assert.deepEqual(await probePython(shim), real);
    const linked = path.join(folder, 'python3');
    await symlink(real.path, linked);
    assert.equal((await probePython(linked)).path, linked);
  });

  it('starts the interpreter without this process’s credentials', async function () {
    if (process.platform === 'win32') return;
    const dump = path.join(folder, 'environment.txt');
    const spy = await program(
      'spy',
      `#!/bin/sh\nenv > "${dump}"\nprintf "/opt/python\\n3.12.0\\n"\n`,
    );
    process.env['AWS_SECRET_ACCESS_KEY'] = 'planted-secret';
    try {
      await probePython(spy);
    } finally {
      delete process.env['AWS_SECRET_ACCESS_KEY'];
    }
    const { readFile } = await import('node:fs/promises');
    const seen = await readFile(dump, 'utf8');
    assert.match(seen, /PYTHONUTF8=1/);
    assert.doesNotMatch(seen, /planted-secret/);
  });

  it('offers python3 before python, from absolute folders of the PATH only', async function () {
    if (process.platform === 'win32') return;
    const python = await program('python', '');
    const python3 = await program('python3', '');
    const found = await pythonCandidates({ PATH: `.:relative:${folder}:${folder}` }, 'linux');
    assert.deepEqual(found, [python3, python]);
  });

  describe('place-holders', () => {
    const apps = 'C:\\Users\\ana\\AppData\\Local\\Microsoft\\WindowsApps';
    const system = {
      platform: 'win32' as NodeJS.Platform,
      exists: () => false,
      names: (): readonly string[] => ['python.exe', 'python3.exe', 'winget.exe'],
      developerDirectory: (): Promise<string | undefined> => Promise.resolve(undefined),
    };

    it('recognises the Microsoft Store’s', async () => {
      assert.match((await pythonStub(`${apps}\\python.exe`, system)) ?? '', /Microsoft Store/);
      assert.equal(await pythonStub('C:\\Python312\\python.exe', system), undefined);
    });

    it('accepts a Python that came from the Store', async () => {
      const names = () => ['python.exe', 'PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0'];
      assert.equal(await pythonStub(`${apps}\\python.exe`, { ...system, names }), undefined);
    });

    it('recognises Apple’s, unless the command line tools are there', async () => {
      const mac = { ...system, platform: 'darwin' as const };
      assert.match((await pythonStub('/usr/bin/python3', mac)) ?? '', /Apple/);
      assert.equal(await pythonStub('/opt/homebrew/bin/python3', mac), undefined);
      const developerDirectory = () => Promise.resolve('/Library/Developer/CommandLineTools');
      const tools = { ...mac, exists: () => true, developerDirectory };
      assert.equal(await pythonStub('/usr/bin/python3', tools), undefined);
    });
  });
});
