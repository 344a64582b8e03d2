import assert from 'node:assert/strict';
import { archive, JobWorld } from '../../../fakes/jobWorld';

const registry = '763104351884.dkr.ecr.us-east-1.amazonaws.com';
const drivers = '/opt/ml/input/data/sm_drivers';
const algorithm = {
  TrainingImage: `${registry}/pytorch-training:2.8.0-cpu-py312`,
  TrainingInputMode: 'File',
  ContainerEntrypoint: ['/bin/bash'],
  ContainerArguments: ['-c', `chmod +x ${drivers}/sm_train.sh && ${drivers}/sm_train.sh`],
};
const channel = (name: string) => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://bucket/${name}/` } },
});

interface Source {
  readonly source: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, string | Buffer>>;
  readonly driver?: string;
  readonly distributed?: object;
  readonly request?: Readonly<Record<string, unknown>>;
  readonly channels?: readonly string[];
}

describe('a job of the SDK 3', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const run = async (given: Source) => {
    const { driver = 'basic_script_driver', distributed = {} } = given;
    const put = (key: string, body: string | Buffer) => world.objects.put('bucket', key, body);
    const source = { source_dir: '/home/me/src', requirements: null, ...given.source };
    await put('sm_drivers/sourcecode.json', JSON.stringify(source));
    await put('sm_drivers/distributed.json', JSON.stringify(distributed));
    await put(
      'sm_drivers/sm_train.sh',
      `$SM_PYTHON_CMD ${drivers}/distributed_drivers/${driver}.py\n`,
    );
    for (const [name, text] of Object.entries(given.files)) await put(`code/${name}`, text);
    for (const name of given.channels ?? []) await put(`${name}/data`, 'data');
    await world.sagemaker('CreateTrainingJob', {
      TrainingJobName: 'job',
      RoleArn: 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox',
      AlgorithmSpecification: algorithm,
      InputDataConfig: ['code', 'sm_drivers', ...(given.channels ?? [])].map(channel),
      OutputDataConfig: { S3OutputPath: 's3://bucket/out/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600 },
      ...given.request,
    });
    return await world.ended('job');
  };
  const prints = async (given: Source) => {
    const job = await run(given);
    assert.equal(job.failureReason, undefined);
    return await world.lines('job');
  };

  it('runs its script in the code channel, with the drivers’ arguments and variables', async () => {
    const script = `
import os, sys, helper
print(sys.argv[1:])
print(os.environ["SM_SOURCE_DIR"] == os.getcwd() == os.path.dirname(os.path.abspath(__file__)))
names = ["SM_ENTRY_SCRIPT", "SM_HP_LEARNING_RATE", "SM_HPS", "SM_MASTER_ADDR", "SM_HOST_COUNT"]
print([os.environ[name] for name in names])
print([name for name in ("SM_USER_ARGS", "SM_MODULE_DIR", "SM_HP_LEARNING-RATE") if name in os.environ])
open(os.environ["SM_MODEL_DIR"] + "/model", "w").write("m")
`;
    const lines = await prints({
      source: { entry_script: 'train.py' },
      files: { 'train.py': script, 'helper.py': 'print("helped")' },
      request: {
        HyperParameters: {
          'learning-rate': '1e-3',
          flag: 'true',
          name: 'adam w',
          twice: '"[1,2]"',
          x: '{"b": 1, "a": "é"}',
        },
      },
    });
    assert.deepEqual(lines, [
      'helped',
      "['--learning-rate', '0.001', '--flag', 'true', '--name', 'adam w', '--twice', '[1, 2]', " +
        `'--x', '{"b": 1, "a": "\\\\u00e9"}']`,
      'True',
      `['train.py', '0.001', '{"learning-rate": 0.001, "flag": true, "name": "adam w", ` +
        `"twice": "[1,2]", "x": {"b": 1, "a": "\\\\u00e9"}}', 'algo-1', '1']`,
      '[]',
    ]);
    assert.ok(world.objects.get('bucket', 'out/job/output/model.tar.gz'));
  });

  it('quotes the command as its drivers do when it fails', async () => {
    const job = await run({ source: { entry_script: 'train.py' }, files: { 'train.py': '1/0' } });
    assert.equal(
      job.failureReason,
      `AlgorithmError: subprocess.CalledProcessError: Command '['${world.python}', 'train.py']' ` +
        'returned non-zero exit status 1.',
    );
  });

  it('runs a shell script and a command, with the job’s Python', async function () {
    if (process.platform === 'win32') return;
    const script = 'echo "$@"; python -c "import sys; print(sys.executable)"';
    const lines = await prints({
      source: { entry_script: 'run.sh' },
      files: { 'run.sh': script },
      request: { HyperParameters: { a: 'b c' } },
    });
    assert.deepEqual(lines, ['--a b c', world.python]);
    await world.sagemaker('DeleteTrainingJob', { TrainingJobName: 'job' });
    const command =
      'python  show.py "$HOME" > /opt/ml/output/data/seen && cat /opt/ml/output/data/seen';
    const shown = await prints({
      source: { command, args: [`it's`, '$x', 5], entry_script: null },
      files: { 'show.py': 'import sys; print(sys.argv[1:])' },
      request: { HyperParameters: { not: 'passed' } },
    }).catch((error: unknown) => error);
    assert.ok(shown instanceof Error, 'the arguments belong to cat, which has no such files');
    assert.match((await world.lines('job')).join('\n'), /home'\]\n[^]*it's[^]*\$x/);
    const job = await world.record('job');
    assert.match(
      job.failureReason ?? '',
      /^AlgorithmError: Training Execution failed\..*\nTrainingJob - job$/,
    );
  });

  it('unpacks a source that is an archive', async () => {
    const tar = await archive([{ header: { name: 'train.py' }, text: 'print("unpacked")' }]);
    const lines = await prints({
      source: { entry_script: 'train.py', source_dir: 's3://bucket/x/source.tar.gz' },
      files: { 'source.tar.gz': tar },
    });
    assert.deepEqual(lines, ['unpacked']);
  });

  it('looks only at the requirements that the source names', async () => {
    const files = {
      'train.py': 'print("ran")',
      'requirements.txt': 'no-such-package',
      'more/needs.txt': 'no-such-package>=2',
    };
    assert.deepEqual(await prints({ source: { entry_script: 'train.py' }, files }), ['ran']);
    for (const [requirements, says] of [
      ['more/needs.txt', /not installed: no-such-package>=2, which needs\.txt asks for/],
      ['auto', /not installed: no-such-package, which requirements\.txt asks for/],
      ['none.txt', /Training Execution failed.*\n.*\(the source has no none\.txt\)/],
    ] as const) {
      await world.sagemaker('DeleteTrainingJob', { TrainingJobName: 'job' });
      const job = await run({ source: { entry_script: 'train.py', requirements }, files });
      assert.match(job.failureReason ?? '', says);
    }
  });

  it('starts torchrun on loopback', async () => {
    const [line = ''] = await prints({
      source: { entry_script: 'train.py' },
      driver: 'torchrun_driver',
      distributed: { process_count_per_node: 2, smp: null },
      files: {
        'torch/distributed/run.py':
          'import os, sys; print(sys.argv[1:], "SM_DISTRIBUTED_CONFIG" in os.environ)',
        'torch/__init__.py': '',
        'torch/distributed/__init__.py': '',
      },
      request: { HyperParameters: { a: '1' } },
    });
    assert.match(line, /'--nproc_per_node', '2'.*'127\.0\.0\.1'.*'train\.py', '--a', '1'\] True$/);
  });

  it('says which drivers it does not have', async () => {
    const job = await run({
      source: { entry_script: 'train.py' },
      driver: 'mpi_driver',
      distributed: { process_count_per_node: null },
      files: { 'train.py': '' },
    });
    assert.match(job.failureReason ?? '', /^ClientError: The local sandbox has no mpi_driver/);
  });

  it('tells what the drivers could not pass on, and fails so on request', async () => {
    const given: Source = {
      source: { entry_script: 'train.py' },
      files: { 'train.py': 'import os; print(os.environ["SM_HP_NAME"])' },
      channels: ['my-val'],
      request: { HyperParameters: { name: "it's" } },
    };
    const [first, second, ...lines] = await prints(given);
    assert.match(first ?? '', /SM_CHANNEL_MY-VAL cannot be the name of a shell's variable/);
    assert.match(second ?? '', /SM_HP_NAME, SM_HPS, SM_TRAINING_ENV has a quotation mark in it/);
    assert.deepEqual(lines, ["it's"]);
    await world.sagemaker('DeleteTrainingJob', { TrainingJobName: 'job' });
    const Environment = { SAGEMAKER_WORKBENCH_ARGUMENTS: 'as-image' };
    const job = await run({ ...given, request: { ...given.request, Environment } });
    assert.match(job.failureReason ?? '', /^AlgorithmError: Training Execution failed.*\n.*MY-VAL/);
  });
});

describe('a container’s own command', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const create = async (entrypoint: readonly string[], args?: readonly string[]) => {
    await world.objects.put(
      'bucket',
      'code/main.py',
      'import os, sys; print(sys.argv[1:]); sys.exit(3)',
    );
    await world.create('job', 'not looked at', {
      HyperParameters: {},
      AlgorithmSpecification: {
        TrainingImage: 'of-their-own:1',
        TrainingInputMode: 'File',
        ContainerEntrypoint: entrypoint,
        ...(args === undefined ? {} : { ContainerArguments: args }),
      },
      InputDataConfig: [channel('code')],
    });
    return await world.ended('job');
  };

  it('runs as a process, and its exit code is the reason', async () => {
    const words = ['/usr/bin/python3', '/opt/ml/input/data/code/main.py'];
    const job = await create(words, ['--out=/opt/ml/model', 'a b']);
    const base = `${world.jobs.folder(job.id)}/opt/ml`;
    assert.deepEqual(await world.lines('job'), [`['--out=${base}/model', 'a b']`]);
    assert.equal(job.failureReason, 'AlgorithmError: , exit code: 3');
  });

  it('runs by a shell', async function () {
    if (process.platform === 'win32') return;
    await create(
      ['sh', '-c'],
      ['python3 /opt/ml/input/data/code/main.py "$TRAINING_JOB_NAME" && echo no'],
    );
    assert.deepEqual(await world.lines('job'), ["['job']"]);
  });

  it('is not here when only the image has it', async () => {
    const job = await create(['/usr/local/bin/train']);
    assert.match(
      job.failureReason ?? '',
      /^ClientError: The local sandbox cannot run \/usr\/local\/bin\/train: /,
    );
  });
});
