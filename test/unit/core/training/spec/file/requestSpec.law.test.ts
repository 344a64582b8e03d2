import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { JsonObject } from '../../../../../../src/core/training/exports/json';
import { localChannels } from '../../../../../../src/core/training/launchChannel';
import { buildTrainingRequest } from '../../../../../../src/core/training/request';
import { readJobFile } from '../../../../../../src/core/training/spec/file/jobFile';
import { requestSpec } from '../../../../../../src/core/training/spec/file/requestSpec';
import { withoutServiceDefaults } from '../../../../../../src/core/training/spec/file/serviceDefaults';
import { specToLaunch } from '../../../../../../src/core/training/spec/file/specToLaunch';
import { randomLaunches } from '../../../../../fakes/randomLaunches';

const target = { region: 'us-east-1', bucket: 'mine', roleArn: 'arn:role', environment: {} };

/** The request of the file's text. */
function requestOf(text: string) {
  const file = readJobFile(text);
  assert.deepEqual(
    file.problems.filter(({ severity }) => severity === 'error'),
    [],
  );
  const launch = specToLaunch(file, {
    absolute: (path) => (path === '.' ? path : assert.fail('The file names no local path.')),
    imageUri: () => '',
    jobName: () => 'again',
  });
  return buildTrainingRequest(launch, { submitUri: '', channels: [] }, target);
}

describe('a job that is saved as a file', () => {
  it('is created again as it was, whatever its request says', () => {
    fc.assert(
      fc.property(randomLaunches, (launch) => {
        const uploaded = {
          submitUri: 's3://mine/code',
          channels: localChannels(launch).map(({ name }) => ({ name, uri: 's3://mine/data/' })),
        };
        const request = JSON.parse(
          JSON.stringify(buildTrainingRequest(launch, uploaded, target)),
        ) as JsonObject;
        const again = requestOf(JSON.stringify(requestSpec(request, 'again')));
        const expected = { ...withoutServiceDefaults(request), TrainingJobName: 'again' };
        const sent = JSON.parse(JSON.stringify(again)) as JsonObject;
        assert.deepEqual(withoutServiceDefaults(sent), expected);
      }),
      { numRuns: 200 },
    );
  });

  it('is read in short fields, with the API’s for what they do not have', () => {
    const request = {
      TrainingJobName: 'birds-2026-01-02-03-04-05-678',
      AlgorithmSpecification: { TrainingImage: 'registry/image', TrainingInputMode: 'File' },
      HyperParameters: { epochs: '3' },
      RoleArn: 'arn:aws:iam::111122223333:role/Training',
      // As Describe tells what nobody has said.
      OutputDataConfig: { S3OutputPath: 's3://mine/out', KmsKeyId: '', CompressionType: 'GZIP' },
      EnableNetworkIsolation: false,
      InputDataConfig: [
        {
          ...{ ChannelName: 'train', CompressionType: 'None', RecordWrapperType: 'None' },
          DataSource: {
            S3DataSource: {
              ...{ S3DataType: 'S3Prefix', S3Uri: 's3://mine/data/' },
              S3DataDistributionType: 'FullyReplicated',
            },
          },
        },
      ],
      ResourceConfig: {
        ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
        InstancePlacementConfig: { EnableMultipleJobs: true },
      },
      StoppingCondition: { MaxRuntimeInSeconds: 5400 },
      ExperimentConfig: { ExperimentName: 'wings' },
      Tags: [{ Key: 'team', Value: 'birds' }],
    };
    assert.deepEqual(requestSpec(request, 'birds'), {
      name: 'birds',
      algorithm: {},
      image: 'registry/image',
      hyperparameters: { epochs: '3' },
      channels: { train: 's3://mine/data/' },
      tags: { team: 'birds' },
      instanceType: 'ml.g5.xlarge',
      maxRuntime: '90m',
      output: 's3://mine/out',
      role: 'arn:aws:iam::111122223333:role/Training',
      ResourceConfig: { InstancePlacementConfig: { EnableMultipleJobs: true } },
      ExperimentConfig: { ExperimentName: 'wings' },
    });
  });

  it('has no more than its request: what files have by default is removed', () => {
    const request = {
      ...{ TrainingJobName: 'x', RoleArn: 'arn:aws:iam::111122223333:role/Training' },
      OutputDataConfig: { S3OutputPath: 's3://mine/out' },
      ServerlessJobConfig: {
        BaseModelArn:
          'arn:aws:sagemaker:us-east-1:aws:hub-content/SageMakerPublicHub/Model/mine/1.0.0',
        JobType: 'FineTuning',
      },
    };
    const again = requestOf(JSON.stringify(requestSpec(request, 'x')));
    assert.deepEqual(JSON.parse(JSON.stringify(again)), { ...request, TrainingJobName: 'again' });
  });
});
