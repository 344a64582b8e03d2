import assert from 'node:assert/strict';
import type { TrainingLaunch } from '../../../../../../src/core/training/launch';
import { fileOriginal } from '../../../../../../src/core/training/spec/file/fileOriginal';

const launch: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: '', alsoPacked: [] },
  ...{ algorithm: {}, image: 'registry/image', installRequirements: false, metrics: [] },
  hyperparameters: [{ name: 'k', value: 10 }],
  channels: [
    { name: 'train', path: '/project/data', contentType: 'text/csv' },
    { name: 'old', uri: 's3://mine/old/' },
  ],
  ...{ instanceType: 'ml.m5.large', maxRuntimeSeconds: 5400 },
};
const original = (more: Partial<TrainingLaunch> = {}) =>
  fileOriginal({ ...launch, ...more }, (channel) => `s3://nobody/${channel}/`);

describe('the request of a job file without a script', () => {
  it('has all that the file says, and places for what is still to be uploaded', () => {
    const { request, localData } = original();
    const { InputDataConfig: channels, HyperParameters, AlgorithmSpecification } = request;
    assert.deepEqual(HyperParameters, { k: '10' });
    assert.deepEqual(AlgorithmSpecification, {
      ...{ TrainingImage: 'registry/image', TrainingInputMode: 'File' },
    });
    assert.deepEqual(
      (channels as unknown as readonly { DataSource: { S3DataSource: { S3Uri: string } } }[]).map(
        ({ DataSource: { S3DataSource } }) => S3DataSource.S3Uri,
      ),
      ['s3://nobody/train/', 's3://mine/old/'],
    );
    assert.deepEqual(localData, { 's3://nobody/train/': '/project/data' });
  });

  it('leaves role and results to the connection unless the file names them', () => {
    const open = original().request;
    assert.deepEqual([open['RoleArn'], open['OutputDataConfig']], [undefined, undefined]);
    const named = original({
      ...{ role: 'arn:role', outputUri: 's3://mine/out', outputCompression: 'NONE' },
    }).request;
    assert.equal(named['RoleArn'], 'arn:role');
    assert.deepEqual(named['OutputDataConfig'], {
      ...{ S3OutputPath: 's3://mine/out', CompressionType: 'NONE' },
    });
  });
});
