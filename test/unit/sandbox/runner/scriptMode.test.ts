import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { archive, JobWorld } from '../../../fakes/jobWorld';

const registry = '763104351884.dkr.ecr.us-east-1.amazonaws.com';
const image = (repository: string) => ({
  AlgorithmSpecification: { TrainingImage: `${registry}/${repository}`, TrainingInputMode: 'File' },
});
const sklearn = image('sagemaker-scikit-learn:1.4-2-cpu-py3');
const xgboost = image('sagemaker-xgboost:3.2-0');
const pytorch = image('pytorch-training:2.8.0-cpu-py312');

const hyperparameters = (program: string, more: Record<string, string> = {}) => ({
  HyperParameters: {
    ...more,
    sagemaker_program: JSON.stringify(program),
    sagemaker_submit_directory: '"s3://bucket/job/sourcedir.tar.gz"',
  },
});

describe('script mode', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const run = async (code: string | Record<string, string>, changes = {}) => {
    await world.create('job', code, changes);
    return await world.ended('job');
  };
  const prints = async (code: string | Record<string, string>, changes = {}) => {
    const job = await run(code, changes);
    assert.equal(job.failureReason, undefined);
    return await world.lines('job');
  };

  describe('with a command as entry point', function () {
    if (process.platform === 'win32') return;

    it('runs a shell script with its own shell, the job’s Python and all arguments', async () => {
      const script = `#!/bin/bash
set -euo pipefail
printf '<%s>' "$@" "\${BASH_VERSINFO:+bash}"; echo
python -c 'import sys; print(sys.executable, sys.argv[1:])' "$0"
pwd
`;
      const more = { name: '"it\'s $HOME; \\"x\\""', none: 'null', layers: '[64, 32]' };
      const lines = await prints(
        { 'steps/run.sh': script, 'requirements.txt': 'not-looked-at==1' },
        hyperparameters('steps/run.sh', more),
      );
      assert.deepEqual(lines.slice(0, 2), [
        `<--layers><[64, 32]><--name><it's $HOME; "x"><--none><><bash>`,
        `${world.python} ['./steps/run.sh']`,
      ]);
      assert.match(lines[2] ?? '', /\/opt\/ml\/code$/);
    });

    it('runs any other executable', async () => {
      const lines = await prints({ train: '#!/bin/sh\necho ran "$@"' }, hyperparameters('train'));
      assert.deepEqual(lines, ['ran']);
    });

    it('quotes the command as the toolkit does when it fails', async () => {
      const failing = { 'run.sh': 'echo "ValueError: no" >&2; exit 3' };
      const job = await run(failing, { ...pytorch, ...hyperparameters('run.sh', { a: '1' }) });
      assert.equal(
        job.failureReason,
        'AlgorithmError: ExecuteUserScriptError:\nExitCode 3\nErrorMessage "ValueError: no"\n' +
          'Command "/bin/sh -c "./run.sh -a 1""',
      );
    });
  });

  const tell = 'import sys; print(__name__, sys.argv[1:], __file__.rpartition("/opt/ml/")[2])';

  it('starts a package as a module, and says that it is not installed', async () => {
    const files = { 'setup.py': 'raise SystemExit("not run")', 'train.py': tell };
    const [note, ...lines] = await prints(files, { ...pytorch, ...hyperparameters('train.py') });
    assert.match(note ?? '', /does not install the package of setup\.py/);
    assert.deepEqual(lines, ['__main__ [] code/train.py']);
  });

  it('starts every script of the older library as a module', async () => {
    const more = hyperparameters('pkg.train', { x: '1' });
    const files = { 'pkg/train.py': tell, 'pkg/__init__.py': '' };
    assert.deepEqual(await prints(files, { ...xgboost, ...more }), [
      "__main__ ['-x', '1'] code/pkg/train.py",
    ]);
  });

  it('cannot find a script in a folder by its file name there, as in the image', async () => {
    const job = await run(
      { 'pkg/train.py': tell },
      { ...xgboost, ...hyperparameters('pkg/train.py') },
    );
    assert.match(job.failureReason ?? '', /Command ".* -m pkg\/train"$/);
    assert.match((await world.lines('job')).join(), /No module named pkg\/train/);
  });

  it('sets what the older library sets, and nothing newer', async () => {
    const code = 'import os; print([n for n in os.environ if "GROUP" in n or "HETERO" in n])';
    assert.deepEqual(await prints(code, xgboost), ['[]']);
    await world.create('other', code, sklearn);
    await world.ended('other');
    assert.match((await world.lines('other')).join(), /SM_IS_HETERO/);
  });

  it('runs a script in a folder of the source', async () => {
    const files = { 'src/train.py': 'import helper', 'helper.py': 'print("found")' };
    assert.deepEqual(await prints(files, hyperparameters('src/train.py')), ['found']);
  });

  it('does not quote the error where the image does not look', async () => {
    const job = await run('raise ValueError("boom")', sklearn);
    assert.match(
      job.failureReason ?? '',
      /ExitCode 1\nErrorMessage ""\nCommand ".*python\S* train\.py"$/,
    );
  });

  describe('arguments', () => {
    const code = 'import os, sys; print(sys.argv[1:], os.environ["SM_HP_NAME"])';
    const given = hyperparameters('train.py', {
      name: '"adam w"',
      semi: '"a;echo INJECTED"',
      zero: '""',
    });
    const asImage = { Environment: { SAGEMAKER_WORKBENCH_ARGUMENTS: 'as-image' } };

    it('arrive as they are', async () => {
      assert.deepEqual(await prints(code, { ...pytorch, ...given }), [
        "['--name', 'adam w', '--semi', 'a;echo INJECTED', '--zero', ''] adam w",
      ]);
    });

    it('go through a shell on request, where the image has one', async () => {
      if (process.platform === 'win32') return;
      assert.deepEqual(await prints(code, { ...pytorch, ...given, ...asImage }), [
        "['--name', 'adam', 'w', '--semi', 'a'] adam w",
        'INJECTED --zero',
      ]);
    });

    it('lose only the quotation marks of the last one, where it has none', async () => {
      const quoted = hyperparameters('train.py', { name: '"a b"', zero: '"\\"q\\""' });
      assert.deepEqual(await prints(code, { ...sklearn, ...quoted, ...asImage }), [
        "['--name', 'a b', '--zero', 'q'] a b",
      ]);
    });

    it('name the job’s own folder where they name the container’s', async () => {
      const named = hyperparameters('train.py', {
        name: '"/opt/ml/model"',
        other: '{"a": ["/opt/ml/output/data"]}',
      });
      const code = `
import json, os, sys
model = os.environ["SM_MODEL_DIR"]
assert sys.argv[2] == os.environ["SM_HP_NAME"] == model, sys.argv
assert json.loads(os.environ["SM_HPS"])["other"]["a"] == [os.environ["SM_OUTPUT_DATA_DIR"]]
assert os.environ["MINE"] == model + "/x"
`;
      assert.deepEqual(
        await prints(code, { ...named, Environment: { MINE: '/opt/ml/model/x' } }),
        [],
      );
    });
  });

  for (const [what, more, says] of [
    [
      'a name with =',
      { 'a=b': '1' },
      /ValueError: illegal environment variable name \("SM_HP_A=B"\)/,
    ],
    ['a NUL', { a: '"\\u0000"' }, /ValueError: embedded null byte \("SM_HP_A"\)/],
    ['half a character', { a: '"\\ud800"' }, /surrogates not allowed \("SM_HP_A"\)/],
    ['a NUL within', { a: '{"b": "\\u0000"}' }, /ValueError: embedded null byte$/],
  ] as const) {
    it(`fails as the toolkit does when a hyperparameter has ${what}`, async () => {
      const job = await run('print(1)', hyperparameters('train.py', more));
      assert.match(job.failureReason ?? '', /^AlgorithmError: Framework Error: \n/);
      assert.match(job.failureReason ?? '', says);
    });
  }

  it('tells PyTorch where its hosts meet', async () => {
    const code =
      'import os; print(os.environ.get("MASTER_ADDR"), int(os.environ["MASTER_PORT"]) > 0)';
    assert.deepEqual(await prints(code, pytorch), ['127.0.0.1 True']);
  });

  describe('torchrun', () => {
    // In the place of PyTorch's own, which is too big for a unit test.
    const files = {
      'train.py': '',
      'torch/__init__.py': '',
      'torch/distributed/__init__.py': '',
      'torch/distributed/run.py': 'import os, sys; print(sys.argv[1:], os.environ["NCCL_PROTO"])',
    };
    const more = { a: '1', sagemaker_torch_distributed_enabled: 'true' };

    it('starts the script on every host, by way of loopback', async () => {
      const two = {
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 1 },
      };
      const given = hyperparameters('train.py', {
        ...more,
        sagemaker_mpi_num_of_processes_per_host: '3',
      });
      const [line = ''] = await prints(files, { ...pytorch, ...given, ...two });
      const hosts = /'--nnodes', '2', '--nproc_per_node', '3', '--master_addr', '127\.0\.0\.1'/;
      assert.match(line, hosts);
      assert.match(
        line,
        /'--master_port', '\d+', '--node_rank', '[01]', 'train\.py', '-a', '1'\] simple$/,
      );
    });

    it('takes a port of its own on one host', async () => {
      const given = hyperparameters('train.py', more);
      const [line = ''] = await prints(files, { ...pytorch, ...given });
      assert.match(line, /'--nnodes', '1', '--nproc_per_node', '\d+', .*'--master_port', '\d+'/);
    });

    it('does not start what only the toolkit’s other ways can', async () => {
      const job = await run(
        { ...files, 'setup.py': '' },
        { ...pytorch, ...hyperparameters('train.py', more) },
      );
      assert.match(
        job.failureReason ?? '',
        /Python packages are not supported for torch_distributed/,
      );
    });

    it('is nothing to an image of another framework', async () => {
      const given = hyperparameters('train.py', more);
      assert.deepEqual(await prints({ 'train.py': 'print("plain")' }, { ...sklearn, ...given }), [
        'plain',
      ]);
    });
  });

  it('finds the code of an isolated job in its channel, and gives it no credentials', async () => {
    const code = `
import os
print(sorted(os.listdir(os.environ["SM_CHANNEL_CODE"])), os.environ["SM_MODULE_DIR"])
print([name for name in os.environ if "KEY" in name or "TOKEN" in name])
`;
    const tar = await archive([{ header: { name: 'train.py' }, text: code }]);
    await world.objects.put('bucket', 'code/sourcedir.tar.gz', tar);
    const source = { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/code/' };
    const submit = '"/opt/ml/input/data/code/sourcedir.tar.gz"';
    const [note, ...lines] = await prints(
      {},
      {
        EnableNetworkIsolation: true,
        HyperParameters: { sagemaker_program: 'train.py', sagemaker_submit_directory: submit },
        InputDataConfig: [{ ChannelName: 'code', DataSource: { S3DataSource: source } }],
      },
    );
    assert.match(note ?? '', /does not cut the script off from the network/);
    assert.deepEqual(lines, [
      "['sourcedir.tar.gz'] /opt/ml/input/data/code/sourcedir.tar.gz",
      '[]',
    ]);
  });

  it('says that an isolated job’s channel has no code', async () => {
    const submit = '/opt/ml/input/data/code/../../../../sourcedir.tar.gz';
    const job = await run('print(1)', {
      HyperParameters: { sagemaker_program: 'train.py', sagemaker_submit_directory: submit },
    });
    assert.match(job.failureReason ?? '', /No such file or directory: '\/opt\/ml\/input/);
  });

  it('leaves what it was not asked to install alone', async () => {
    const missing = { 'train.py': '', 'requirements.txt': 'no-such-package-at-all' };
    const job = await run(missing);
    assert.match(job.failureReason ?? '', /set SAGEMAKER_WORKBENCH_INSTALL=requirements/);
    assert.deepEqual(await readdir(path.join(world.dataDir, 'environments')).catch(() => []), []);
    assert.ok(await readFile(path.join(world.jobs.folder(job.id), 'opt/ml/code/train.py')));
  });
});
