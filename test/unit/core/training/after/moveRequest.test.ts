import assert from 'node:assert/strict';
import { loadImageTable, type ImageTable } from '../../../../../src/core/images/imageTable';
import { boundTexts, moveRequest } from '../../../../../src/core/training/after/moveRequest';
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

describe('a request that goes elsewhere', () => {
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
    const there = moved();
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

  it('leaves a region alone that is another one, encoded or not', () => {
    const told = (region: string) => {
      const there = moved({ HyperParameters: { sagemaker_region: region } });
      return (there['HyperParameters'] as JsonObject)['sagemaker_region'];
    };
    assert.deepEqual(['us-east-1', '"us-east-1"', 'ap-south-1'].map(told), [
      ...['eu-west-1', '"eu-west-1"', 'ap-south-1'],
    ]);
  });

  const bound = (changes: JsonObject = {}) =>
    Object.fromEntries(
      boundTexts({ ...request, ...changes }, 'us-east-1', table).map(({ text, to }) => [text, to]),
    );
  const image = (request['AlgorithmSpecification'] as { TrainingImage: string }).TrainingImage;
  const role = 'arn:aws:iam::123456789012:role/Trainer';

  it('names places of its region, images that AWS has in others too, and roles of its account', () => {
    assert.deepEqual(bound(), {
      [image]: 'region',
      [role]: 'account',
      's3://old/code/sourcedir.tar.gz': 'both',
      's3://old/': 'both',
    });
    const own = '123456789012.dkr.ecr.us-east-1.amazonaws.com/mine:1';
    const key = '1234abcd-12ab-34cd-56ef-1234567890ab';
    const plan = 'arn:aws:sagemaker:us-east-1:123456789012:training-plan/a';
    const more = bound({
      AlgorithmSpecification: { TrainingImage: own },
      VpcConfig: { Subnets: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
      CheckpointConfig: { S3Uri: 's3://old/checkpoints/' },
      ResourceConfig: { VolumeKmsKeyId: key, TrainingPlanArn: plan },
      InputDataConfig: [
        { DataSource: { S3DataSource: { S3Uri: 's3://old/code/sourcedir.tar.gz' } } },
        { DataSource: { FileSystemDataSource: { FileSystemId: 'fs-1' } } },
      ],
    });
    const both = Object.keys(more).filter((text) => more[text] === 'both');
    assert.deepEqual(
      both.toSorted(),
      [
        ...[own, key, plan, 's3://old/', 's3://old/checkpoints/', 's3://old/code/sourcedir.tar.gz'],
        ...['fs-1', 'sg-1', 'subnet-1'],
      ].toSorted(),
    );
  });

  it('names nothing of it where a text says another region, or is of everybody', () => {
    const everywhere = {
      other: 'arn:aws:sagemaker:eu-west-1:123456789012:training-plan/a',
      image: '123456789012.dkr.ecr.eu-west-1.amazonaws.com/mine:1',
      managed: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
      address: 'https://example.com',
      bucket: 's3:///',
    };
    assert.deepEqual(bound({ Environment: everywhere }), bound());
  });
});
