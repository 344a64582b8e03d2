import assert from 'node:assert/strict';
import { buildTrainingRequest } from '../../../../../../src/core/training/request';
import { fieldOrigins } from '../../../../../../src/core/training/spec/file/fieldOrigins';
import { durationText, seconds } from '../../../../../../src/core/training/spec/file/duration';
import { readJobFile } from '../../../../../../src/core/training/spec/file/jobFile';
import { specToLaunch } from '../../../../../../src/core/training/spec/file/specToLaunch';
import { replaceVariables } from '../../../../../../src/core/training/spec/file/variables';

const asked: unknown[] = [];
const launchOf = (fields: object) =>
  specToLaunch(readJobFile(JSON.stringify(fields)), {
    absolute: (path) => `/home/me/${path}`,
    imageUri: (choice, instanceType) => {
      asked.push([choice, instanceType]);
      return `registry/${choice?.name ?? 'suits'}`;
    },
    jobName: (base, script) => `${base ?? script}-1`,
  });

describe('the launch of a job file', () => {
  beforeEach(() => asked.splice(0));

  it('takes paths from the file’s folder, and the image of the framework', () => {
    const launch = launchOf({
      script: 'train.py',
      sourceDirectory: 'src',
      framework: { name: 'pytorch', version: '2.8', python: 'py312' },
      instanceType: 'ml.g5.xlarge',
      channels: { train: 'data', old: 's3://mine/old' },
      alsoPacked: ['../shared'],
    });
    assert.equal(launch.sourceDirectory, '/home/me/src');
    assert.equal(launch.image, 'registry/pytorch');
    assert.deepEqual(asked, [
      [{ name: 'pytorch', version: '2.8', python: 'py312' }, 'ml.g5.xlarge'],
    ]);
    assert.deepEqual(launch.channels, [
      { name: 'train', path: '/home/me/data' },
      { name: 'old', uri: 's3://mine/old' },
    ]);
    assert.deepEqual(launch.alsoPacked, ['/home/me/../shared']);
    assert.equal(launch.jobName, 'train.py-1');
    assert.equal(launch.algorithm, undefined);
    assert.equal(launch.maxRuntimeSeconds, 3600);
    assert.equal(launch.instanceType, 'ml.g5.xlarge');
  });

  it('leaves the choice of an image to others where the file makes none', () => {
    assert.equal(launchOf({ script: 'a.py' }).image, 'registry/suits');
    assert.equal(launchOf({ script: 'a.py', image: 'mine' }).image, 'mine');
    const AlgorithmSpecification = { TrainingImage: 'mine' };
    assert.equal(launchOf({ script: 'a.py', AlgorithmSpecification }).image, '');
    assert.deepEqual(asked, [[undefined, 'ml.m5.large']]);
  });

  it('asks for the image of the processor that the job gets, whoever says so', () => {
    const script = { script: 'a.py', framework: 'pytorch' };
    const groups = (...types: string[]) => types.map((type) => ({ name: type, type, count: 1 }));
    const cases: readonly (readonly [fields: object, type: string])[] = [
      [{ instanceType: 'ml.g5.xlarge' }, 'ml.g5.xlarge'],
      [{ instanceGroups: groups('ml.c5.xlarge', 'ml.p4d.24xlarge') }, 'ml.p4d.24xlarge'],
      [{ instanceGroups: groups('ml.c5.xlarge', 'ml.m5.xlarge') }, 'ml.c5.xlarge'],
      [{ ResourceConfig: { InstanceType: 'ml.g4dn.xlarge' } }, 'ml.g4dn.xlarge'],
      [
        { instanceType: 'ml.g5.xlarge', ResourceConfig: { InstanceType: 'ml.c5.large' } },
        'ml.c5.large',
      ],
      [
        {
          instanceType: 'ml.c5.large',
          ResourceConfig: {
            InstanceGroups: [{ InstanceType: 'ml.c5.xlarge' }, { InstanceType: 'ml.g5.xlarge' }],
          },
        },
        'ml.g5.xlarge',
      ],
      [{ instanceType: 'ml.g5.xlarge', ResourceConfig: { VolumeSizeInGB: 50 } }, 'ml.g5.xlarge'],
      [{ instanceType: 'ml.g5.xlarge', ResourceConfig: null }, 'ml.g5.xlarge'],
    ];
    for (const [fields, type] of cases) {
      asked.splice(0);
      launchOf({ ...script, ...fields });
      assert.deepEqual(asked, [[{ name: 'pytorch' }, type]], JSON.stringify(fields));
    }
  });

  it('has an algorithm, its image, and no code', () => {
    const launch = launchOf({
      algorithm: { name: 'xgboost', version: '1.7-1' },
      instanceGroups: [{ name: 'a', type: 'ml.c5.xlarge', count: 1 }],
    });
    assert.deepEqual(launch.algorithm, {});
    assert.deepEqual(asked, [[{ name: 'xgboost', version: '1.7-1' }, 'ml.c5.xlarge']]);
    assert.deepEqual(launchOf({ algorithm: { resource: 'arn' } }).algorithm, { name: 'arn' });
    assert.equal(launchOf({ algorithm: { resource: 'arn' } }).image, '');
  });

  it('removes the other one of two alternatives where the API’s fields name one', () => {
    const { apiFields } = launchOf({
      AlgorithmSpecification: { AlgorithmName: 'mine' },
      ResourceConfig: { InstanceGroups: [] },
    });
    assert.deepEqual(apiFields, {
      AlgorithmSpecification: { TrainingImage: null, AlgorithmName: 'mine' },
      ResourceConfig: { InstanceType: null, InstanceCount: null, InstanceGroups: [] },
    });
    assert.deepEqual(launchOf({ ServerlessJobConfig: { JobType: 'FineTuning' } }).apiFields, {
      AlgorithmSpecification: null,
      ResourceConfig: null,
      StoppingCondition: null,
      ServerlessJobConfig: { JobType: 'FineTuning' },
    });
  });

  it('can tell of each value of the request who said it', () => {
    const fields = {
      script: 'train.py',
      hyperparameters: { epochs: 5 },
      instanceType: 'ml.g5.xlarge',
      tags: { a: '1' },
      ResourceConfig: { VolumeSizeInGB: 50 },
      Environment: { B: '2' },
    };
    const launch = { ...launchOf(fields), environment: { A: '1' }, instanceCount: 2 };
    const request = buildTrainingRequest(
      launch,
      { submitUri: 's3://mine/code', channels: [] },
      { region: 'us-east-1', bucket: 'mine', roleArn: 'role', environment: { C: '3' } },
    );
    const origins = fieldOrigins(request, launch, readJobFile(JSON.stringify(fields)).spec);
    assert.deepEqual(Object.fromEntries(origins), {
      TrainingJobName: 'launch',
      'AlgorithmSpecification.TrainingImage': 'launch',
      'AlgorithmSpecification.TrainingInputMode': 'default',
      RoleArn: 'default',
      'HyperParameters.epochs': 'file',
      'HyperParameters.sagemaker_program': 'default',
      'HyperParameters.sagemaker_submit_directory': 'default',
      'HyperParameters.sagemaker_container_log_level': 'default',
      'HyperParameters.sagemaker_job_name': 'default',
      'HyperParameters.sagemaker_region': 'default',
      'OutputDataConfig.S3OutputPath': 'default',
      'ResourceConfig.InstanceType': 'file',
      'ResourceConfig.InstanceCount': 'launch',
      'ResourceConfig.VolumeSizeInGB': 'apiFields',
      'StoppingCondition.MaxRuntimeInSeconds': 'launch',
      Tags: 'file',
      'Environment.A': 'launch',
      'Environment.B': 'apiFields',
      'Environment.C': 'default',
    });
  });
});

describe('variables of a job file', () => {
  const values: Readonly<Record<string, string>> = {
    workspaceFolder: '/project',
    workspaceFolderBasename: 'project',
    userHome: '/home/me',
    'env:HOME': '/home/me',
    'config:a.b': 'x',
  };
  const valueOf = (name: string, argument: string | null) =>
    values[argument === null ? name : `${name}:${argument}`];

  it('are replaced in texts wherever they are', () => {
    const { value, problems } = replaceVariables(
      {
        a: '${workspaceFolder}/src',
        b: [{ c: '${env:HOME}-${config:a.b}' }],
        d: 5,
        f: '${userHome}/${workspaceFolderBasename}',
        e: null,
      },
      valueOf,
    );
    assert.deepEqual(value, {
      a: '/project/src',
      b: [{ c: '/home/me-x' }],
      d: 5,
      f: '/home/me/project',
      e: null,
    });
    assert.deepEqual(problems, []);
  });

  it('are told where they have no value, and left to others where they are none of ours', () => {
    const { value, problems } = replaceVariables({ a: ['${env:NO}', '${HOME}'] }, valueOf);
    assert.deepEqual(value, { a: ['${env:NO}', '${HOME}'] });
    assert.deepEqual(
      problems.map(({ path, message }) => [path, message]),
      [[['a', 0], 'a[0] names ${env:NO}, which has no value.']],
    );
  });
});

describe('a duration', () => {
  it('is read and written', () => {
    assert.deepEqual(['90s', '15m', '24h', '2d', 7].map(seconds), [90, 900, 86_400, 172_800, 7]);
    assert.ok(Number.isNaN(seconds('soon')));
    assert.deepEqual([0, 1, 90, 5400, 3600, 86_400, 172_800, 90_000].map(durationText), [
      '0s',
      '1s',
      '90s',
      '90m',
      '1h',
      '24h',
      '2d',
      '25h',
    ]);
  });
});
