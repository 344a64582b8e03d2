import assert from 'node:assert/strict';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { JobWorld } from '../fakes/jobWorld';
import { awkwardHyperparameters } from './awkwardHyperparameters';
import { needs } from './environments';
import { seeingScript, seenIn, type ScriptWorld } from './scriptWorld';

const drivers = '/opt/ml/input/data/sm_drivers';
const sourcecode = {
  source_dir: 'src',
  entry_script: 'train.py',
  command: null,
  requirements: null,
};
const channel = (name: string) => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: `s3://bucket/${name}/` } },
});

/** What an environment variable of a real job cannot hold: the drivers quote with `'`. */
const unquoted = Object.fromEntries(
  Object.entries(awkwardHyperparameters).filter(
    ([name, value]) => !`${name}${value}`.includes("'") && !value.includes('\\n'),
  ),
);

const hosts = Array.from({ length: 11 }, (_, index) => `algo-${index + 1}`);

describe('a script that ModelTrainer of the SDK 3 starts', () => {
  let world: JobWorld;
  let expected: readonly ScriptWorld[];
  let bases: readonly string[];

  needs('sdk3');

  before(async () => {
    world = await JobWorld.open();
    await world.objects.put('bucket', 'code/train.py', seeingScript);
    await world.objects.put('bucket', 'training/data', 'data');
    await world.objects.put('bucket', 'sm_drivers/sourcecode.json', JSON.stringify(sourcecode));
    await world.objects.put('bucket', 'sm_drivers/sm_train.sh', 'basic_script_driver.py');
    await world.create(
      'job',
      {},
      {
        HyperParameters: unquoted,
        AlgorithmSpecification: {
          TrainingImage: 'of-their-own:1',
          TrainingInputMode: 'File',
          ContainerEntrypoint: ['/bin/bash'],
          ContainerArguments: ['-c', `${drivers}/sm_train.sh`],
        },
        InputDataConfig: ['training', 'code', 'sm_drivers'].map(channel),
        ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 11, VolumeSizeInGB: 30 },
      },
    );
    const job = await world.ended('job');
    assert.equal(job.failureReason, undefined);
    const folder = world.jobs.folder(job.id);
    bases = hosts.map((host) => path.join(folder, host === 'algo-1' ? '' : host, 'opt', 'ml'));
    const questions = bases.map((base) => ({
      folder: base,
      sourcecode,
      distributed: {},
      variables: { TRAINING_JOB_NAME: 'job' },
    }));
    const python = path.join(await pythonEnvironment('sdk3'), 'python');
    const output = await capture(
      python,
      [
        path.join(__dirname, 'python', 'golden_trainer.py'),
        ...questions.map((question) => JSON.stringify(question)),
      ],
      { env: cleanEnvironment() },
    );
    expected = JSON.parse(output.trim().split('\n').at(-1) ?? '') as readonly ScriptWorld[];
  });
  after(() => world.close());

  it('has the environment and the arguments that the drivers make', async () => {
    assert.ok((expected[0]?.arguments.length ?? 0) > 60);
    for (const [index, base] of bases.entries()) {
      const seen = await seenIn(base);
      assert.deepEqual(seen.arguments, expected[index]?.arguments);
      const own = Object.entries(seen.environment).filter(([name]) => name.startsWith('SM_'));
      assert.deepEqual(Object.fromEntries(own), expected[index]?.environment, hosts[index]);
    }
  });
});
