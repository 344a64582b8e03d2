import assert from 'node:assert/strict';
import { requestErrors } from '../../../../../src/core/training/settings/requestErrors';
import {
  requestError,
  requestWarning,
  type FieldPath,
} from '../../../../../src/core/training/spec/requestProblem';
import type { LaunchDraft } from '../../../../../src/shared/contracts/launch';

const draft = {
  channels: [
    { name: '', path: '' },
    { name: 'train', path: 's3://bucket' },
    { name: '', path: ' ' },
    { name: 'test', path: 's3://bucket' },
  ],
} as unknown as LaunchDraft;

const errorsOf = (...path: FieldPath) =>
  requestErrors([requestError(path, 'is wrong.')], draft).errors;

const fileSystem: FieldPath = ['InputDataConfig', 1, 'DataSource', 'FileSystemDataSource'];

const fileSystemPlaces: readonly (readonly [field: string, path: FieldPath])[] = [
  ['channelOption:3:fileSystemId', [...fileSystem, 'FileSystemId']],
  ['channelPath:3', [...fileSystem, 'DirectoryPath']],
];

describe('what SageMaker has against a request', () => {
  const places: readonly (readonly [field: string, path: FieldPath])[] = [
    ['jobName', ['TrainingJobName']],
    ['maxRuntimeMinutes', ['StoppingCondition', 'MaxRuntimeInSeconds']],
    ['hyperparameters', ['HyperParameters', 'learning-rate']],
    ['channels', ['InputDataConfig']],
    ['channelName:1', ['InputDataConfig', 0, 'ChannelName']],
    ['channelPath:3', ['InputDataConfig', 1, 'DataSource', 'S3DataSource', 'S3Uri']],
    ['channels', ['InputDataConfig', 2, 'ChannelName']],
    [
      'channelOption:1:dataType',
      ['InputDataConfig', 0, 'DataSource', 'S3DataSource', 'S3DataType'],
    ],
    ['channelOption:3:shuffleSeed', ['InputDataConfig', 1, 'ShuffleConfig', 'Seed']],
    ['channelOption:1:fileSystem', ['InputDataConfig', 0, 'DataSource', 'FileSystemDataSource']],
    ...fileSystemPlaces,
    ['setting:instanceType', ['ResourceConfig', 'InstanceType']],
    ['setting:keepAliveMinutes', ['ResourceConfig', 'KeepAlivePeriodInSeconds']],
    ['setting:maxPendingMinutes', ['StoppingCondition', 'MaxPendingTimeInSeconds']],
    ['setting:subnets', ['VpcConfig', 'Subnets', 0]],
    ['setting:outputKmsKey', ['OutputDataConfig', 'KmsKeyId']],
    ['setting:retryAttempts', ['RetryStrategy', 'MaximumRetryAttempts']],
    ['setting:imageUri', ['AlgorithmSpecification', 'TrainingImage']],
  ];
  for (const [field, path] of places) {
    it(`stands at ${field}: ${path.join('.')}`, () => {
      assert.deepEqual(errorsOf(...path), { [field]: 'This is wrong.' });
    });
  }

  it('stays what it is where no field of the page stands for it, or it is no error', () => {
    const others = [
      requestError(['Tags', 0, 'Key'], 'is wrong.'),
      requestError(['ResourceConfig'], 'is wrong.'),
      requestWarning(['ResourceConfig', 'InstanceType'], 'is old.'),
    ];
    assert.deepEqual(requestErrors(others, draft), { errors: {}, rest: others });
  });

  it('is told once of a field, the first of it', () => {
    const path = ['RoleArn'];
    const problems = [requestError(path, 'is empty.'), requestError(path, 'is wrong.')];
    assert.deepEqual(requestErrors(problems, draft), {
      ...{ errors: { 'setting:roleArn': 'This is empty.' }, rest: [] },
    });
  });
});
