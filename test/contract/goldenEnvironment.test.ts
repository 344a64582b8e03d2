import assert from 'node:assert/strict';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { archive, JobWorld } from '../fakes/jobWorld';
import { awkwardHyperparameters } from './awkwardHyperparameters';
import { needs } from './environments';
import { seeingScript, seenIn, type ScriptWorld } from './scriptWorld';

const source = {
  sagemaker_program: '"train.py"',
  sagemaker_submit_directory: '"s3://bucket/job/sourcedir.tar.gz"',
};
const channel = (name: string, more = {}) => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://bucket/data/' } },
  ...more,
});
const channels = [channel('training'), channel('my-val.1', { ContentType: 'text/csv' })];
const image = (repository: string) => ({
  TrainingImage: `763104351884.dkr.ecr.us-east-1.amazonaws.com/${repository}`,
  TrainingInputMode: 'File',
});
const module = (framework: string) => `sagemaker_${framework}_container.training:main`;

const cases = [
  {
    name: 'one host with 40 awkward hyperparameters',
    hosts: ['algo-1'],
    module: module('pytorch'),
    request: {
      AlgorithmSpecification: image('pytorch-training:2.8.0-cpu-py312'),
      HyperParameters: { ...awkwardHyperparameters, ...source },
      InputDataConfig: channels,
    },
  },
  {
    name: 'no hyperparameters but the two that are needed, and no channels',
    hosts: ['algo-1'],
    module: undefined,
    request: {
      AlgorithmSpecification: image('of-their-own:1'),
      HyperParameters: source,
    },
  },
  {
    name: 'eleven hosts',
    hosts: Array.from({ length: 11 }, (_, index) => `algo-${index + 1}`),
    module: module('sklearn'),
    request: {
      AlgorithmSpecification: image('sagemaker-scikit-learn:1.4-2-cpu-py3'),
      HyperParameters: { ...source, epochs: '3' },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 11, VolumeSizeInGB: 30 },
      InputDataConfig: channels,
    },
  },
  {
    name: 'groups of different instances, of which two share the work',
    hosts: ['algo-1', 'algo-2', 'algo-3', 'algo-4'],
    module: module('tensorflow'),
    request: {
      AlgorithmSpecification: image('tensorflow-training:2.19.0-cpu-py312'),
      HyperParameters: {
        ...source,
        model_dir: '"s3://bucket/model"',
        sagemaker_distribution_instance_groups: '["second", "third"]',
      },
      ResourceConfig: {
        VolumeSizeInGB: 30,
        InstanceGroups: [
          { InstanceGroupName: 'first', InstanceType: 'ml.m5.xlarge', InstanceCount: 1 },
          { InstanceGroupName: 'second', InstanceType: 'ml.c5.xlarge', InstanceCount: 2 },
          { InstanceGroupName: 'third', InstanceType: 'ml.c5.2xlarge', InstanceCount: 1 },
        ],
      },
    },
  },
] as const;

describe('a script’s environment and arguments', () => {
  let world: JobWorld;
  let bases: readonly string[];
  let expected: readonly ScriptWorld[];

  needs('toolkit');

  before(async () => {
    world = await JobWorld.open();
    await world.objects.put('bucket', 'data/file', 'data');
    const code = await archive([{ header: { name: 'train.py' }, text: seeingScript }]);
    await world.objects.put('bucket', 'job/sourcedir.tar.gz', code);
    for (const [index, { request }] of cases.entries()) {
      await world.create(`job-${index}`, {}, request);
      const job = await world.ended(`job-${index}`);
      assert.equal(job.failureReason, undefined);
    }
    bases = cases.flatMap(({ hosts }, index) => hosts.map((host) => baseFolder(index, host)));
    expected = await askToolkit();
  });
  after(() => world.close());

  const baseFolder = (index: number, host: string) => {
    const job = world.jobs.folder(world.jobs.find(`job-${index}`)?.id ?? '');
    return path.join(job, host === 'algo-1' ? '' : host, 'opt', 'ml');
  };

  const askToolkit = async () => {
    const python = path.join(await pythonEnvironment('toolkit'), 'python');
    const questions = cases.flatMap(({ hosts, module: framework }, index) =>
      hosts.map((host) => ({
        folder: baseFolder(index, host),
        variables: {
          PATH: process.env['PATH'],
          TRAINING_JOB_NAME: `job-${index}`,
          AWS_DEFAULT_REGION: 'us-east-1',
          ...(framework === undefined ? {} : { SAGEMAKER_TRAINING_MODULE: framework }),
        },
      })),
    );
    const pip = Object.entries(process.env).filter(([name]) => name.startsWith('PIP_'));
    const output = await capture(
      python,
      [
        path.join(__dirname, 'python', 'golden_environment.py'),
        ...questions.map((question) => JSON.stringify(question)),
      ],
      { env: { ...cleanEnvironment(), ...Object.fromEntries(pip) } },
    );
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as readonly ScriptWorld[];
  };

  let first = 0;
  for (const { name, hosts } of cases) {
    const offset = first;
    first += hosts.length;
    it(`are the training toolkit’s own: ${name}`, async () => {
      for (const [index, host] of hosts.entries()) {
        const base = bases[offset + index] ?? '';
        const seen = await seenIn(base);
        const golden = expected[offset + index];
        assert.ok(golden);
        assert.deepEqual(seen.arguments, golden.arguments, host);
        const own = Object.entries(seen.environment).filter(
          ([variable]) => variable in golden.environment || variable.startsWith('SM_'),
        );
        assert.deepEqual(Object.fromEntries(own), golden.environment, host);
      }
    });
  }

  it('are compared on 40 hyperparameters and more', () => {
    assert.ok(Object.keys(awkwardHyperparameters).length >= 40);
    assert.ok((expected[0]?.arguments.length ?? 0) >= 80);
  });
});
