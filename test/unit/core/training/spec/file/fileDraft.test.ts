import assert from 'node:assert/strict';
import type { TrainingLaunch } from '../../../../../../src/core/training/launch';
import {
  fieldsWithoutForm,
  fileDraft,
} from '../../../../../../src/core/training/spec/file/fileDraft';

const launch: TrainingLaunch = {
  ...{ jobName: 'birds', sourceDirectory: '/project', script: 'code/train.py' },
  ...{ alsoPacked: ['/shared'], installRequirements: true, image: 'registry/image' },
  hyperparameters: [
    { name: 'epochs', value: 3 },
    { name: 'note', value: 'two words' },
  ],
  metrics: [{ name: 'loss', regex: 'loss=(.*)' }],
  channels: [
    { name: 'train', path: '/project/data', distribution: 'ShardedByS3Key' },
    { name: 'old', uri: 's3://mine/old/' },
  ],
  ...{ instanceType: 'ml.g5.xlarge', instanceCount: 2, maxRuntimeSeconds: 5400 },
  ...{ tags: { team: 'birds' }, isNetworkIsolated: true },
  distribution: { kind: 'mpi', processesPerHost: 4 },
  apiFields: { ExperimentConfig: { ExperimentName: 'wings' } },
};
const script = {
  ...{ arguments: ['epochs'], metrics: ['accuracy'], sourceFolder: '..' },
  shown: (path: string) => path.replace('/project/', '../'),
};

describe('the form of a job file', () => {
  it('has all that the file says, each in its place', () => {
    const spec = { framework: 'pytorch', metrics: { loss: 'loss=(.*)' } };
    assert.deepEqual(fileDraft(launch, spec, script), {
      ...{ jobName: 'birds', sourceFolder: '..', alsoPacked: ['/shared'] },
      values: { epochs: '3' },
      extra: [{ name: 'note', value: 'two words' }],
      channels: [
        { name: 'train', path: '../data', options: { distribution: 'ShardedByS3Key' } },
        { name: 'old', path: 's3://mine/old/' },
      ],
      ...{ maxRuntimeMinutes: 90, installRequirements: true, leftOutMetrics: ['accuracy'] },
      otherFields: JSON.stringify(
        {
          AlgorithmSpecification: { MetricDefinitions: [{ Name: 'loss', Regex: 'loss=(.*)' }] },
          ExperimentConfig: { ExperimentName: 'wings' },
        },
        null,
        2,
      ),
      settings: {
        fields: {
          ...{ framework: 'pytorch', instanceType: 'ml.g5.xlarge', instanceCount: '2' },
          ...{ volumeGigabytes: '30', isIsolated: 'true' },
          ...{ distribution: 'mpi', processesPerHost: '4' },
        },
        tags: [{ name: 'team', value: 'birds' }],
        environment: [],
        groups: [],
      },
    });
  });

  it('names an image only where the file does, and by its address where a release is meant', () => {
    const imageOf = (spec: object) => {
      const { framework, imageUri } = fileDraft(launch, spec, script).settings.fields;
      return [framework, imageUri];
    };
    assert.deepEqual(imageOf({}), [undefined, undefined]);
    assert.deepEqual(imageOf({ image: 'registry/image' }), [undefined, 'registry/image']);
    const release = { framework: { name: 'pytorch', version: '2.8' } };
    assert.deepEqual(imageOf(release), [undefined, 'registry/image']);
  });

  it('proposes the metrics of the script where the file says nothing of them', () => {
    const metricsOf = (spec: object, apiFields: object = {}) => {
      const own = { ...launch, apiFields: { ...apiFields } };
      const { leftOutMetrics, otherFields } = fileDraft(own, spec, script);
      return [leftOutMetrics, otherFields?.includes('MetricDefinitions') ?? false];
    };
    assert.deepEqual(metricsOf({}), [[], false]);
    assert.deepEqual(metricsOf({ metrics: {} }), [['accuracy'], true]);
    const definitions = [{ Name: 'a', Regex: 'a=(.*)' }];
    const fields = { AlgorithmSpecification: { MetricDefinitions: definitions } };
    assert.deepEqual(metricsOf({}, fields), [['accuracy'], true]);
  });

  it('keeps role and results that the file names', () => {
    const named = { ...launch, role: 'arn:role', outputUri: 's3://mine/out' };
    const { roleArn, outputUri } = fileDraft(named, {}, script).settings.fields;
    assert.deepEqual([roleArn, outputUri], ['arn:role', 's3://mine/out']);
    assert.equal(fileDraft(launch, {}, script).settings.fields.roleArn, undefined);
  });

  it('tells what it cannot hold', () => {
    assert.deepEqual(fieldsWithoutForm({ exclude: ['big'] }), ['exclude']);
    assert.deepEqual(fieldsWithoutForm({ exclude: [] }), []);
  });
});
