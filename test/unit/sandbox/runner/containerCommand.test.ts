import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import {
  containerCommand,
  makeProgramFolder,
  mapContainerPaths,
  shellQuote,
} from '../../../../src/sandbox/runner/start/containerCommand';

const run = promisify(execFile);

describe('container command', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), "it's a folder "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const place = () => ({
    interpreter: '/the/python',
    base: path.join(folder, 'opt', 'ml'),
    temporaryFolder: path.join(os.tmpdir(), path.basename(folder).slice(-6)),
    env: { PATH: `${folder}:/usr/bin:/bin` },
  });

  it('puts the job’s folder in the place of /opt/ml and of nothing else', () => {
    const mapped = (text: string) => mapContainerPaths(text, '/job');
    assert.equal(mapped('/opt/ml'), '/job');
    assert.equal(mapped('--in=/opt/ml/input,/opt/ml/model'), '--in=/job/input,/job/model');
    assert.equal(mapped('"/opt/ml/a" file:///opt/ml/b'), '"/job/a" file:///job/b');
    for (const other of ['/opt/mlops', 's3://bucket/opt/ml/x', '/srv/opt/ml', '/opt/ml.d']) {
      assert.equal(mapped(other), other);
    }
    assert.equal(mapContainerPaths('/opt/ml', '$& $1'), '$& $1');
  });

  it('takes the job’s interpreter for any Python', async () => {
    for (const name of ['python', 'python3', '/usr/bin/python3.10', '/opt/conda/bin/python']) {
      assert.deepEqual(await containerCommand([name, '/opt/ml/a.py', '-x'], place()), [
        '/the/python',
        path.join(folder, 'opt/ml/a.py'),
        '-x',
      ]);
    }
    const [python, ...module] = await containerCommand(['torchrun', 'a.py'], place());
    assert.deepEqual([python, ...module], ['/the/python', '-m', 'torch.distributed.run', 'a.py']);
  });

  it('finds a program of the path and one of the job’s own', async () => {
    const own = path.join(folder, 'opt/ml/processing/run');
    await mkdir(path.dirname(own), { recursive: true });
    await writeFile(own, '#!/bin/sh\n');
    await chmod(own, 0o755);
    assert.deepEqual(await containerCommand(['/opt/ml/processing/run', 'a'], place()), [own, 'a']);
    await writeFile(path.join(folder, 'tool'), '');
    await assert.rejects(containerCommand(['tool'], place()), /no such program/);
    await chmod(path.join(folder, 'tool'), 0o755);
    assert.deepEqual(await containerCommand(['tool'], place()), [path.join(folder, 'tool')]);
  });

  it('says of a program that only the image has that it is not here', async () => {
    for (const words of [['spark-submit', 'a'], ['/usr/local/bin/serve'], ['./relative']]) {
      await assert.rejects(containerCommand(words, place()), {
        name: 'JobFailure',
        message: `ClientError: The local sandbox cannot run ${words[0] ?? ''}: this computer has no such program, and there is no container.`,
      });
    }
    await assert.rejects(containerCommand([], place()), /the command is empty/);
  });

  it('runs a shell’s text in a folder whose name a shell would take apart', async () => {
    if (process.platform === 'win32') return;
    const { base, temporaryFolder, env } = place();
    await mkdir(base, { recursive: true });
    await mkdir(temporaryFolder);
    await writeFile(path.join(base, 'note'), 'found');
    const text = `cat /opt/ml/note; cat "/opt/ml/note"; cat '/opt/ml/note'; python`;
    const python = path.join(folder, 'my python');
    await writeFile(python, '#!/bin/sh\necho "; $0"');
    await chmod(python, 0o755);
    const programs = await makeProgramFolder(folder, python);
    try {
      const [shell = '', ...args] = await containerCommand(['/bin/bash', '-c', text], place());
      const searchPath = `${programs}:${env.PATH}`;
      const { stdout } = await run(shell, args, { env: { PATH: searchPath } });
      assert.equal(stdout, `foundfoundfound; ${python}\n`);
    } finally {
      await rm(temporaryFolder, { recursive: true });
    }
  });

  it('quotes a word so that a shell gives it back', async () => {
    if (process.platform === 'win32') return;
    const words = ['plain', '', 'a b', `it's`, '$HOME', '"', '\\', 'new\nline', '*', 'é;`x`'];
    const { stdout } = await run('/bin/sh', [
      '-c',
      `printf '%s\\0' ${words.map(shellQuote).join(' ')}`,
    ]);
    assert.deepEqual(stdout.split('\0').slice(0, -1), words);
  });
});
