import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { findPython } from '../../../src/node/python';
import { RequirementsReader } from '../../../src/node/requirements';

const checker = path.resolve('media/sandbox/requirements.py');

describe('comparing requirements with an interpreter', () => {
  let folder: string;
  let file: string;
  let python: string;
  let reader: RequirementsReader;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'requirements-'));
    file = path.join(folder, 'requirements.txt');
    python = (await findPython())?.path ?? assert.fail('these tests need Python on the PATH');
    reader = new RequirementsReader(checker);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const read = (interpreter = python, fresh = false, signal = new AbortController().signal) =>
    reader.read(interpreter, file, { fresh, signal });

  /** An interpreter that counts how often it is started, and can then do something else. */
  const counting = async (then = `exec '${python}' "$@"`) => {
    const count = path.join(folder, 'count');
    const program = path.join(folder, 'python');
    await writeFile(count, '');
    await writeFile(program, `#!/bin/sh\necho >> '${count}'\n${then}\n`);
    await chmod(program, 0o755);
    return { program, starts: () => readFile(count, 'utf8') };
  };

  it('answers nothing without a file', async () => {
    assert.equal(await read(), undefined);
  });

  it('tells the lines that are missing, and those that are no packages', async () => {
    await mkdir(path.join(folder, 'mine'));
    await writeFile(file, 'no-such-package-of-ours>=2  # why\n./mine\n# nothing\n');
    assert.deepEqual(await read(), {
      missing: ['no-such-package-of-ours>=2', './mine'],
      local: ['./mine'],
    });
  });

  it('has a project of a folder when a package of that name is installed', async () => {
    const project = async (name: string, of: string, text: string) => {
      await mkdir(path.join(folder, name), { recursive: true });
      await writeFile(path.join(folder, name, of), text);
    };
    await project('there', 'pyproject.toml', '[build-system]\n\n[project]\nname = "pip"\n');
    await project('older', 'setup.py', 'setup(\n  name="pip",\n)');
    await project('other', 'setup.cfg', '[metadata]\nname = no-such-package-of-ours\n');
    const local = ['./there', '-e older/', './other', './empty'];
    await writeFile(file, local.join('\n'));
    assert.deepEqual(await read(), { missing: ['./other', './empty'], local });
  });

  it('finds a folder by its address, however that is written', async () => {
    const mine = path.join(folder, 'mine and yours');
    await mkdir(mine);
    await writeFile(path.join(mine, 'setup.py'), 'setup(name="pip")');
    const address = pathToFileURL(mine).href;
    const local = [address, `${address}#egg=pip`, `-e ${address}`, 'file:mine%20and%20yours'];
    await writeFile(file, local.join('\n'));
    assert.deepEqual(await read(), { missing: [], local });
  });

  it('does not miss a folder or archive that is for others', async () => {
    await mkdir(path.join(folder, 'mine'));
    await writeFile(path.join(folder, 'mine', 'setup.py'), 'setup(name="no-such-package")');
    const wheel = 'no_such_package-1.0-py3-none-any.whl';
    await writeFile(path.join(folder, wheel), '');
    const lines = ['./mine', wheel].flatMap((name) => [
      `${name} ; python_version < "3"`,
      `${name} ; python_version > "3"`,
    ]);
    await writeFile(file, lines.join('\n'));
    assert.deepEqual((await read())?.missing, [lines[1], lines[3]]);
  });

  it('takes an archive beside the file for no package', async () => {
    const ask = ['-c', 'import pip; print(pip.__version__, end="")'];
    const { stdout: version } = await promisify(execFile)(python, ask);
    const there = `pip-${version}-py3-none-any.whl`;
    const others = ['pip-1.0-py3-none-any.whl', 'no_such_package-1.0.tar.gz'];
    for (const name of [there, ...others]) await writeFile(path.join(folder, name), '');
    await writeFile(file, [there, ...others, 'elsewhere.zip'].join('\n'));
    assert.deepEqual(await read(), {
      missing: [...others, 'elsewhere.zip'],
      local: [there, ...others],
    });
  });

  describe('with extras', () => {
    beforeEach(function () {
      if (process.platform === 'win32') this.skip();
    });

    /** Distributions by their names as if installed, with further lines of their metadata. */
    const having = async (packages: Readonly<Record<string, readonly string[]>>) => {
      const site = path.join(folder, 'site');
      for (const [name, lines] of Object.entries(packages)) {
        const info = path.join(site, `${name}-1.0.dist-info`);
        await mkdir(info, { recursive: true });
        const all = ['Metadata-Version: 2.1', `Name: ${name}`, 'Version: 1.0', ...lines, ''];
        await writeFile(path.join(info, 'METADATA'), all.join('\n'));
      }
      return (await counting(`PYTHONPATH='${site}' exec '${python}' "$@"`)).program;
    };
    const probe = [
      'Provides-Extra: socks',
      'Provides-Extra: all',
      'Provides-Extra: old',
      'Requires-Dist: probe-base',
      "Requires-Dist: probe-socks>=2; extra == 'socks'",
      "Requires-Dist: probe-old; extra == 'old' and python_version < '3'",
      "Requires-Dist: probe[socks,all]; extra == 'all'",
    ];

    it('misses what an extra brings along', async () => {
      await writeFile(
        file,
        ['probe', 'probe[socks]==1.0', 'probe[all]', 'probe[old]', 'probe[none]'].join('\n'),
      );
      const program = await having({ probe, probe_socks: [] });
      assert.deepEqual((await read(program))?.missing, ['probe[socks]==1.0', 'probe[all]']);
    });

    it('has an extra whose packages are there', async () => {
      await writeFile(file, 'probe[socks]\nprobe[all]\n');
      const bringing = probe.map((line) => line.replace('>=2', '>=1'));
      const program = await having({ probe: bringing, probe_socks: [] });
      assert.deepEqual((await read(program))?.missing, []);
    });

    it('does not vouch for one where nothing can read its conditions', async () => {
      await writeFile(file, 'probe\nprobe==1.0\nprobe>=1\nprobe[socks]\n');
      const program = await having({ probe });
      for (const name of ['packaging.py', 'pip.py'])
        await writeFile(path.join(folder, 'site', name), '');
      assert.deepEqual((await read(program))?.missing, ['probe>=1', 'probe[socks]']);
    });

    it('asks for those of a folder as well', async () => {
      await mkdir(path.join(folder, 'mine'));
      await writeFile(path.join(folder, 'mine', 'setup.py'), 'setup(name="probe")');
      await writeFile(file, './mine\n-e ./mine[socks]\n');
      const program = await having({ probe });
      assert.deepEqual((await read(program))?.missing, ['-e ./mine[socks]']);
    });
  });

  it('finds nothing missing in a file that asks for nothing', async () => {
    await writeFile(file, '\n# later\n');
    assert.deepEqual(await read(), { missing: [], local: [] });
  });

  it('says why a file cannot be read', async () => {
    await writeFile(file, '-r more.txt\n');
    await assert.rejects(read(), {
      reason: 'invalid',
      message: /^requirements\.txt could not be read: FileNotFoundError: .*more\.txt/,
    });
  });

  it('gives the interpreter none of this process’s variables', async function () {
    if (process.platform === 'win32') return;
    const seen = path.join(folder, 'seen');
    const { program } = await counting(`env > '${seen}'; exec '${python}' "$@"`);
    process.env['AWS_SECRET_ACCESS_KEY'] = 'looks-real';
    try {
      await writeFile(file, '');
      await read(program);
    } finally {
      delete process.env['AWS_SECRET_ACCESS_KEY'];
    }
    assert.doesNotMatch(await readFile(seen, 'utf8'), /looks-real/);
  });

  it('asks once about a content, again when it has changed or something was missing', async function () {
    if (process.platform === 'win32') return;
    const { program, starts } = await counting();
    await writeFile(file, 'no-such-package-of-ours\n');
    await read(program);
    await read(program);
    assert.equal(await starts(), '\n');
    await read(program, true);
    assert.equal(await starts(), '\n\n', 'it may have been installed');
    await writeFile(file, '# nothing\n');
    await read(program);
    await read(program, true);
    assert.equal(await starts(), '\n\n\n', 'what was there is taken to be there still');
  });

  it('asks again where the file includes another, which may have changed', async function () {
    if (process.platform === 'win32') return;
    const { program, starts } = await counting();
    await writeFile(path.join(folder, 'more.txt'), '');
    await writeFile(file, '-r more.txt\n');
    assert.deepEqual((await read(program))?.missing, []);
    await writeFile(path.join(folder, 'more.txt'), 'no-such-package-of-ours\n');
    assert.deepEqual((await read(program))?.missing, ['no-such-package-of-ours']);
    assert.equal(await starts(), '\n\n');
  });

  it('asks again where the file names a folder, whose project may have changed', async function () {
    if (process.platform === 'win32') return;
    const { program, starts } = await counting();
    const setup = path.join(folder, 'mine', 'setup.py');
    await mkdir(path.dirname(setup));
    await writeFile(setup, 'setup(name="pip")');
    await writeFile(file, './mine\n');
    assert.deepEqual((await read(program))?.missing, []);
    await writeFile(setup, 'setup(name="no-such-package-of-ours")');
    assert.deepEqual((await read(program))?.missing, ['./mine']);
    assert.equal(await starts(), '\n\n');
  });

  it('ends the interpreter when it is not to go on', async function () {
    if (process.platform === 'win32') return;
    const { program, starts } = await counting('exec sleep 60');
    await writeFile(file, '');
    const controller = new AbortController();
    const reading = read(program, false, controller.signal);
    while ((await starts()) === '') await new Promise((resolve) => setTimeout(resolve, 10));
    controller.abort();
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
