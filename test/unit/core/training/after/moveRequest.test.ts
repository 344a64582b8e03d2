import assert from 'node:assert/strict';
import { loadImageTable, type ImageTable } from '../../../../../src/core/images/imageTable';
import { moveRequest } from '../../../../../src/core/training/after/moveRequest';
import type { JsonObject } from '../../../../../src/core/training/exports/json';

const request: JsonObject = {
  TrainingJobName: 'penguins',
  AlgorithmSpecification: {
    TrainingImage:
      '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker',
    TrainingInputMode: 'File',
  },
  RoleArn: 'arn:aws:iam::123456789012:role/Trainer',
  HyperParameters: {
    epochs: '10',
    sagemaker_region: '"us-east-1"',
    sagemaker_submit_directory: '"s3://old/code/sourcedir.tar.gz"',
  },
  OutputDataConfig: { S3OutputPath: 's3://old/' },
  ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
  Tags: [{ Key: 'team', Value: 'birds' }],
};

describe('a request that goes to another region', () => {
  let table: ImageTable;
  const moved = (changes: JsonObject = {}) =>
    moveRequest(
      { ...request, ...changes },
      { from: 'us-east-1', to: 'eu-west-1', output: 's3://new/', table },
    );

  before(async () => {
    table = await loadImageTable();
  });

  it('has the image of AWS there, results there, and the region that it is told', () => {
    const { request: there } = moved();
    assert.deepEqual(there, {
      ...request,
      AlgorithmSpecification: {
        TrainingImage:
          '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker',
        TrainingInputMode: 'File',
      },
      HyperParameters: {
        ...(request['HyperParameters'] as object),
        sagemaker_region: '"eu-west-1"',
      },
      OutputDataConfig: { S3OutputPath: 's3://new/' },
    });
  });

  it('says what it still names of the first region, and nothing of the account', () => {
    assert.deepEqual(moved().left, ['s3://old/code/sourcedir.tar.gz']);
    const own = '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1';
    const more = moved({
      AlgorithmSpecification: { TrainingImage: own },
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      CheckpointConfig: { S3Uri: 's3://old/checkpoints/' },
      ResourceConfig: {
        VolumeKmsKeyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
        TrainingPlanArn: 'arn:aws:sagemaker:us-east-1:123456789012:training-plan/a',
      },
      InputDataConfig: [
        { DataSource: { S3DataSource: { S3Uri: 's3://old/code/sourcedir.tar.gz' } } },
      ],
    });
    assert.deepEqual(
      more.left.toSorted(),
      [
        own,
        '1234abcd-12ab-34cd-56ef-1234567890ab',
        'arn:aws:sagemaker:us-east-1:123456789012:training-plan/a',
        's3://old/checkpoints/',
        's3://old/code/sourcedir.tar.gz',
        ...['sg-1', 'subnet-1'],
      ].toSorted(),
    );
  });

  it('leaves a region alone that is another one, encoded or not', () => {
    const told = (region: string) => {
      const { request: there } = moved({ HyperParameters: { sagemaker_region: region } });
      return (there['HyperParameters'] as JsonObject)['sagemaker_region'];
    };
    assert.deepEqual(['us-east-1', '"us-east-1"', 'ap-south-1'].map(told), [
      ...['eu-west-1', '"eu-west-1"', 'ap-south-1'],
    ]);
  });
});
