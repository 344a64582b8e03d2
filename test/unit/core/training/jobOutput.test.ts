import assert from 'node:assert/strict';
import { jobOutput } from '../../../../src/core/training/jobOutput';

describe('where a training job leaves its results', () => {
  const job = (more: object) => ({ TrainingJobName: 'churn-1', ...more });

  it('is below its output path, whether that ends with a slash or not', () => {
    for (const S3OutputPath of ['s3://bucket/models', 's3://bucket/models/']) {
      assert.deepEqual(jobOutput(job({ OutputDataConfig: { S3OutputPath } })), {
        output: 's3://bucket/models/churn-1/output/',
      });
    }
  });

  it('is beside its checkpoints, where it has some', () => {
    const description = job({
      OutputDataConfig: { S3OutputPath: 's3://bucket' },
      CheckpointConfig: { S3Uri: 's3://bucket/points' },
    });
    assert.equal(jobOutput(description)?.checkpoints, 's3://bucket/points/');
  });

  it('is not known of what tells none', () => {
    assert.equal(jobOutput(undefined), undefined);
    assert.equal(jobOutput(job({})), undefined);
  });
});
