import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { JobWorld, phasesOf } from '../../../fakes/jobWorld';

describe('job runner', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  it('runs a script in a container’s folders and uploads what it made', async () => {
    await world.objects.put('bucket', 'data/train/a.csv', 'one');
    await world.objects.put('bucket', 'data/train/deep/b.csv', 'two');
    await world.objects.put('bucket', 'data/train/', '');
    const script = `
import json, os, sys
train = os.environ["SM_CHANNEL_TRAIN"]
print(sys.argv[1:], os.getcwd() == os.path.dirname(os.path.abspath(__file__)))
print(open(train + "/a.csv").read(), open(train + "/deep/b.csv").read())
print(sorted(json.load(open(os.environ["SM_INPUT_CONFIG_DIR"] + "/inputdataconfig.json"))))
import helper
print("loss=0.5;"); print("loss=0.25;")
open(os.environ["SM_MODEL_DIR"] + "/model.txt", "w").write("weights")
open(os.environ["SM_OUTPUT_DATA_DIR"] + "/report.txt", "w").write("report")
`;
    const job = await world.run(
      { 'train.py': script, 'helper.py': 'print("helped")' },
      {
        HyperParameters: {
          epochs: '5',
          name: '"adam w"',
          sagemaker_program: '"train.py"',
          sagemaker_submit_directory: '"s3://bucket/job/sourcedir.tar.gz"',
        },
        AlgorithmSpecification: {
          TrainingImage: 'image',
          TrainingInputMode: 'File',
          MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*?);' }],
        },
        InputDataConfig: [
          {
            ChannelName: 'train',
            DataSource: {
              S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data/train' },
            },
          },
        ],
      },
    );
    assert.deepEqual(await world.lines('job'), [
      "['--epochs', '5', '--name', 'adam w'] True",
      'one two',
      "['train']",
      'helped',
      'loss=0.5;',
      'loss=0.25;',
    ]);
    assert.equal(job.status, 'Completed');
    assert.deepEqual(phasesOf(job), [
      'Starting',
      'Downloading',
      'Training',
      'Uploading',
      'Completed',
    ]);
    assert.equal(job.modelArtifacts, 's3://bucket/out/job/output/model.tar.gz');
    assert.deepEqual(
      job.metrics?.map(({ name, value }) => [name, value]),
      [['loss', 0.25]],
    );
    const model = world.objects.get('bucket', 'out/job/output/model.tar.gz');
    assert.ok(model);
    assert.match(gunzipSync(await readFile(model.file)).toString(), /model\.txt[^]*weights/);
    assert.ok(world.objects.get('bucket', 'out/job/output/output.tar.gz'));
    assert.equal(job.leftovers, undefined);
    const folders = await readdir(world.jobs.folder(job.id));
    assert.ok(!folders.includes('home'), 'what stands for the home folder is gone');
  });

  it('joins both outputs in the order they were printed', async () => {
    await world.run(`
import os, sys
for number in range(50):
    print("out", number)
    print("err", number, file=sys.stderr)
os.write(1, b"bad \\xff byte\\n")
os.write(1, b"unfinished")
`);
    const expected = Array.from({ length: 50 }, (_, number) => [`out ${number}`, `err ${number}`]);
    assert.deepEqual(await world.lines('job'), [
      ...expected.flat(),
      'bad \ufffd byte',
      'unfinished',
    ]);
  });

  it('leaves out empty lines, which no log event can be', async () => {
    await world.run('print("a\\n\\nb")\nprint()\nprint(" ")');
    assert.deepEqual(await world.lines('job'), ['a', 'b', ' ']);
  });

  it('keeps 10,000 lines in order', async () => {
    await world.run('for number in range(10000): print("line", number)');
    const expected = Array.from({ length: 10_000 }, (_, number) => `line ${number}`);
    assert.deepEqual(await world.lines('job'), expected);
  });

  it('shows an unfinished line while the script goes on', async () => {
    await world.create('job', 'import time\nprint("50 %", end="")\ntime.sleep(60)');
    await world.printed('job', '50 %');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    assert.equal((await world.ended('job')).status, 'Stopped');
  });

  it('says how a script failed, and still uploads what there is', async () => {
    const job = await world.run(`
import os
open(os.environ["SM_MODEL_DIR"] + "/part", "w").write("half")
raise ValueError("boom: bad data")
`);
    assert.equal(job.status, 'Failed');
    assert.equal(
      job.failureReason,
      'AlgorithmError: ExecuteUserScriptError:\nExitCode 1\n' +
        'ErrorMessage "raise ValueError("boom: bad data")\n ValueError: boom: bad data"\n' +
        `Command "${world.python} train.py"`,
    );
    assert.deepEqual(phasesOf(job), ['Starting', 'Downloading', 'Training', 'Uploading', 'Failed']);
    assert.ok(world.objects.get('bucket', 'out/job/output/model.tar.gz'));
    const output = path.join(world.jobs.folder(job.id), 'opt', 'ml', 'output');
    assert.match(await readFile(path.join(output, 'failure'), 'utf8'), /^ExecuteUserScriptError/);
  });

  it('prefers the reason that the script wrote itself, up to the service’s limit', async () => {
    const job = await world.run(`
import os, sys
open(os.environ["SM_OUTPUT_DIR"] + "/failure", "w").write("no data " + "x" * 2000)
sys.exit(3)
`);
    assert.match(job.failureReason ?? '', /^AlgorithmError: no data x+$/);
    assert.equal(job.failureReason?.length, 1024);
  });

  it('says which requirements the interpreter lacks, before the script runs', async () => {
    const job = await world.run({
      'train.py': 'print("ran")',
      'requirements.txt': '# comment\nno-such-package-at-all==1.0\n--no-index\npip\n',
    });
    assert.equal(job.status, 'Failed');
    assert.match(
      job.failureReason ?? '',
      /InstallRequirementsError: not installed: no-such-package-at-all==1\.0,/,
    );
    assert.deepEqual(await world.lines('job'), []);
  });

  it('runs with requirements that are satisfied', async () => {
    const requirements = 'pip>=1\nno-such-package; python_version < "3"\n-r more.txt\n';
    const job = await world.run({
      'train.py': 'print("ran")',
      'requirements.txt': requirements,
      'more.txt': 'pip',
    });
    assert.equal(job.failureReason, undefined);
    assert.deepEqual(await world.lines('job'), ['ran']);
  });

  for (const [program, says] of [
    ['run.sh', /^AlgorithmError: Framework Error: \n.*No such file or directory: .*run\.sh'$/],
    ['../train.py', /must lie inside the source archive/],
  ] as const) {
    it(`says that it cannot run the entry point ${program}`, async () => {
      const job = await world.run('print(1)', {
        HyperParameters: {
          sagemaker_program: JSON.stringify(program),
          sagemaker_submit_directory: 's3://bucket/job/sourcedir.tar.gz',
        },
      });
      assert.equal(job.status, 'Failed');
      assert.match(job.failureReason ?? '', says);
    });
  }

  it('fails when the code is not there', async () => {
    const job = await world.run('print(1)', {
      HyperParameters: {
        sagemaker_program: 'train.py',
        sagemaker_submit_directory: 's3://bucket/nothing.tar.gz',
      },
    });
    assert.match(job.failureReason ?? '', /Framework Error.*\n.*404.*nothing\.tar\.gz/);
    assert.equal(
      job.transitions.some(({ phase }) => phase === 'Uploading'),
      false,
    );
  });
});
