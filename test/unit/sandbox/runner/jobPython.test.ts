import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { jobPython } from '../../../../src/sandbox/runner/start/jobPython';
import { JobWorld } from '../../../fakes/jobWorld';
import { makeProbeWheel } from '../../../fakes/probeWheel';

const consent = { Environment: { SAGEMAKER_WORKBENCH_INSTALL: 'requirements' } };
const script = `
import sandbox_probe, sys, os
print(sandbox_probe.version, sys.prefix, os.environ.get("SAGEMAKER_WORKBENCH_INSTALL"))
import pip
`;

describe('requirements of a job', function () {
  this.timeout(60_000);
  let world: JobWorld;
  let index: string;
  let environments: string;
  beforeEach(async () => {
    world = await JobWorld.open();
    index = path.join(world.dataDir, 'a b');
    environments = path.join(world.dataDir, 'environments');
    await mkdir(index);
    for (const version of ['1.0', '2.0']) {
      await makeProbeWheel(world.python, index, version);
    }
  });
  afterEach(() => world.close());

  const source = (requirements: string) => ({
    'train.py': script,
    'requirements.txt': `--no-index\n--find-links "${index}"\n${requirements}\n`,
  });
  const made = async () =>
    (await readdir(environments)).filter((name) => !/\.lock$|^pip-cache$/.test(name));

  it('are installed once for all jobs that have the same, beside the interpreter’s packages', async () => {
    for (const name of ['one', 'two'])
      await world.create(name, source('sandbox-probe==1.0'), consent);
    const jobs = [await world.ended('one'), await world.ended('two')];
    assert.deepEqual(
      jobs.map(({ failureReason }) => failureReason),
      [undefined, undefined],
    );
    const [environment = ''] = await made();
    const prefix = path.join(environments, environment);
    const expected = `1.0 ${prefix} None`;
    const lines = [await world.lines('one'), await world.lines('two')];
    for (const each of lines) assert.equal(each.at(-1), expected);
    const installed = lines.flat().filter((line) => line.startsWith('Successfully installed'));
    assert.deepEqual(installed, ['Successfully installed sandbox-probe-1.0']);

    const longAgo = new Date(0);
    await utimes(path.join(prefix, 'complete'), longAgo, longAgo);
    await world.create('three', source('sandbox-probe==1.0'), consent);
    await world.ended('three');
    assert.deepEqual(await world.lines('three'), [expected], 'nothing is installed');
    const { mtimeMs } = await stat(path.join(prefix, 'complete'));
    assert.ok(Date.now() - mtimeMs < 60_000, 'it tells when it was used');

    await world.create('four', source('sandbox-probe==2.0'), consent);
    await world.ended('four');
    assert.match((await world.lines('four')).at(-1) ?? '', /^2\.0 /);
    assert.equal((await made()).length, 2);
  });

  it('are not installed without consent', async () => {
    await world.create('job', source('sandbox-probe==1.0'));
    const { failureReason } = await world.ended('job');
    assert.match(
      failureReason ?? '',
      /not installed: sandbox-probe==1\.0, .*SAGEMAKER_WORKBENCH_INSTALL=requirements.*--install-requirements/,
    );
    assert.equal(existsSync(environments), false);
  });

  it('fail the job in the toolkit’s words, with pip’s, and leave nothing', async () => {
    await world.create('job', source('sandbox-probe==3.0'), consent);
    const { failureReason } = await world.ended('job');
    assert.match(
      failureReason ?? '',
      /^AlgorithmError: InstallRequirementsError:\nExitCode 1\nErrorMessage "ERROR: No matching distribution found for sandbox-probe==3\.0"\nCommand ".* -m pip install -r requirements\.txt"$/,
    );
    assert.match((await world.lines('job')).join('\n'), /Could not find a version/);
    assert.deepEqual(await made(), []);
  });

  it('must be packages, because an environment serves more than one job', async () => {
    await world.create('job', source('-e .'), consent);
    assert.match(
      (await world.ended('job')).failureReason ?? '',
      /names -e \.: .* packages of an index/,
    );
  });

  it('stop being installed with their job', async () => {
    const slow = {
      'train.py': '',
      'requirements.txt': 'sandbox-probe',
    };
    // An index that never answers.
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as { port: number };
    const connected = new Promise<void>((resolve) => server.once('connection', () => resolve()));
    const Environment = {
      ...consent.Environment,
      PIP_INDEX_URL: `http://127.0.0.1:${port}/`,
      PIP_EXTRA_INDEX_URL: '',
    };
    await world.create('job', slow, { Environment });
    await connected;
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    assert.equal((await world.ended('job')).status, 'Stopped');
    server.close();
    assert.equal(
      (await made()).some((name) => existsSync(path.join(environments, name, 'complete'))),
      false,
    );
  });

  it('come from where the user’s settings say, without their keys', async () => {
    const requirements = path.join(world.dataDir, 'requirements.txt');
    await writeFile(requirements, 'sandbox-probe');
    const before = process.env;
    process.env = {
      PATH: before['PATH'],
      PIP_INDEX_URL: 'https://user/',
      PIP_CERT: 'cert',
      PIP_TARGET: '/nowhere',
      // As Windows takes it for the same, in whatever case it was set.
      Pip_Prefix: '/nowhere',
      pip_timeout: '3',
      https_proxy: 'http://proxy',
      AWS_SECRET_ACCESS_KEY: 'planted',
      MY_TOKEN: 'planted',
    };
    try {
      const need = {
        interpreter: world.python,
        file: requirements,
        env: { HOME: '/job', AWS_ENDPOINT_URL: 'http://x', SM_HPS: '{}', no_proxy: '127.0.0.1' },
        requested: { PIP_INDEX_URL: 'https://job/', OTHER: 'no' },
        failure: () => '',
      };
      const installing = { environments, consents: true };
      const python = await jobPython(need, installing, new AbortController().signal);
      // The user's own file of settings, if there is one here.
      const { PIP_CONFIG_FILE: file = '', ...env } = python.commands[0]?.env ?? {};
      assert.ok(file === '' || existsSync(file));
      assert.deepEqual(env, {
        HOME: '/job',
        PIP_CACHE_DIR: path.join(environments, 'pip-cache'),
        PIP_INDEX_URL: 'https://job/',
        PIP_CERT: 'cert',
        [process.platform === 'win32' ? 'PIP_TIMEOUT' : 'pip_timeout']: '3',
        PIP_USER: '0',
        https_proxy: 'http://proxy',
      });
      assert.ok(python.interpreter.startsWith(environments));
    } finally {
      process.env = before;
    }
  });
});
