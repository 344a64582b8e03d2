import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import type { Uri } from 'vscode';
import { changeSetting, trustWorkspace, workbench } from '../../fakes/fakeVscode';
import { newEvent } from '../../fakes/fakeEvent';
import { onDidChangePython, pythonCandidates } from '../../../src/platform/python';

const never = (): Promise<never> => new Promise(() => undefined);
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('interpreters that somebody chose', () => {
  let root: string;
  let activations: number;
  const choices = newEvent<object>();
  const inside = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

  /** An extension that has chosen `chosen`, but for what `changes` says. */
  const usePythonExtension = (changes: object = {}): void => {
    const environments = {
      getActiveEnvironmentPath: () => ({ path: '/chosen' }),
      resolveEnvironment: () =>
        Promise.resolve({ executable: { uri: { fsPath: '/chosen/python' } } }),
      onDidChangeActiveEnvironmentPath: choices.subscribe,
      ...changes,
    };
    workbench.extensions.set('ms-python.python', () => {
      activations++;
      return Promise.resolve({ environments });
    });
  };

  const script = (...names: readonly string[]): Uri =>
    ({ fsPath: path.join(root, ...names) }) as unknown as Uri;

  const makeEnvironment = async (...names: readonly string[]): Promise<string> => {
    const file = path.join(root, ...names, '.venv', ...inside);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, '');
    return file;
  };

  const paths = async (scope?: Uri): Promise<readonly string[]> =>
    (await pythonCandidates(scope, 20)).map((candidate) => candidate.path);

  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'candidates-'));
    activations = 0;
    Object.assign(workbench, { folder: path.join(root, 'work'), settings: {}, isTrusted: true });
  });
  afterEach(async () => {
    workbench.extensions.clear();
    Object.assign(workbench, { folder: undefined, settings: {}, isTrusted: true });
    await rm(root, { recursive: true, force: true });
  });

  it('are the Python extension’s, then the environment that is nearest above the script', async () => {
    usePythonExtension();
    const upper = await makeEnvironment('work');
    assert.deepEqual(await paths(script('work', 'a', 'b', 'train.py')), ['/chosen/python', upper]);
    const near = await makeEnvironment('work', 'a');
    assert.deepEqual((await paths(script('work', 'a', 'b', 'train.py')))[1], near);
    assert.deepEqual((await paths(script('work', 'train.py')))[1], upper);
    assert.deepEqual((await paths())[1], upper);
  });

  it('are never those above the workspace folder, nor of a script outside of it', async () => {
    await makeEnvironment();
    await mkdir(path.join(root, 'work'));
    assert.deepEqual(await paths(script('work', 'train.py')), []);
    assert.deepEqual(await paths(script('elsewhere', 'train.py')), []);
  });

  it('do not hang on a Python extension that does not start, answer or work', async () => {
    const venv = await makeEnvironment('work');
    const ailing = [never, () => Promise.reject(new Error('It cannot be activated.'))];
    for (const activate of ailing) {
      workbench.extensions.set('ms-python.python', activate);
      assert.deepEqual(await paths(), [venv]);
    }
    const fail = () => {
      throw new Error('It is broken.');
    };
    const changes = [
      { resolveEnvironment: never },
      { resolveEnvironment: () => Promise.reject(new Error('no such environment')) },
      { getActiveEnvironmentPath: fail },
    ];
    for (const change of changes) {
      usePythonExtension(change);
      assert.deepEqual(await paths(), [venv]);
    }
  });

  it('are the setting’s alone where there is one, and where the workspace is not trusted', async () => {
    usePythonExtension();
    await makeEnvironment('work');
    workbench.isTrusted = false;
    assert.deepEqual(await paths(), []);
    changeSetting('sagemakerWorkbench.sandbox.pythonPath', ' /set/python ');
    assert.deepEqual(await paths(), ['/set/python']);
    workbench.isTrusted = true;
    assert.deepEqual(await paths(), ['/set/python']);
    assert.equal(activations, 0);
  });

  it('are where the setting leads from the workspace folder, unless that is not trusted', async () => {
    const inFolder = ['.venv/bin/python', '${workspaceFolder}/.venv/bin/python'];
    for (const setting of [...inFolder, '${workspaceFolder:work}/.venv/bin/python']) {
      changeSetting('sagemakerWorkbench.sandbox.pythonPath', setting);
      workbench.isTrusted = true;
      assert.deepEqual(await paths(script('work', 'train.py')), [
        path.join(root, 'work', '.venv', 'bin', 'python'),
      ]);
      workbench.isTrusted = false;
      assert.deepEqual(await paths(script('work', 'train.py')), [], setting);
    }
    changeSetting('sagemakerWorkbench.sandbox.pythonPath', '~/venv/bin/python');
    assert.deepEqual(await paths(), [path.join(homedir(), 'venv', 'bin', 'python')]);
  });

  describe('when they change', () => {
    it('are told, by the setting and by the Python extension, as long as somebody listens', async () => {
      usePythonExtension();
      let changes = 0;
      const listening = onDidChangePython(() => changes++);
      await turn();
      choices.fire({});
      assert.equal(changes, 1);
      changeSetting('sagemakerWorkbench.sandbox.pythonPath', '/other');
      assert.equal(changes, 2);
      listening.dispose();
      choices.fire({});
      changeSetting('sagemakerWorkbench.sandbox.pythonPath', '');
      assert.equal(changes, 2);
    });

    it('are told of the Python extension only once the workspace is trusted', async () => {
      usePythonExtension();
      workbench.isTrusted = false;
      let changes = 0;
      const listening = onDidChangePython(() => changes++);
      await turn();
      choices.fire({});
      assert.deepEqual([changes, activations], [0, 0]);
      trustWorkspace();
      assert.equal(changes, 1);
      await turn();
      choices.fire({});
      assert.equal(changes, 2);
      listening.dispose();
    });

    it('leave nobody behind who stopped listening before the extension had started', async () => {
      usePythonExtension();
      let changes = 0;
      onDidChangePython(() => changes++).dispose();
      await turn();
      choices.fire({});
      assert.equal(changes, 0);
      workbench.extensions.set('ms-python.python', () => Promise.reject(new Error('no')));
      onDidChangePython(() => changes++).dispose();
      await turn();
    });
  });
});
