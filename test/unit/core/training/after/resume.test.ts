import assert from 'node:assert/strict';
import { checkpointAddress, resumeRefusal } from '../../../../../src/core/training/after/resume';

const kept = { CheckpointConfig: { S3Uri: 's3://bucket/checkpoints/' } };

describe('going on from a checkpoint', () => {
  for (const [TrainingJobStatus, expected] of [
    ['Stopped', undefined],
    ['Failed', undefined],
    ['Completed', 'completed'],
    ['InProgress', 'atWork'],
    ['Stopping', 'atWork'],
    ['Deleting', 'atWork'],
  ] as const) {
    it(`is ${expected ?? 'possible'} when the job is ${TrainingJobStatus}`, () => {
      assert.equal(resumeRefusal({ TrainingJobStatus, ...kept }), expected);
    });
  }

  it('needs checkpoints', () => {
    assert.equal(resumeRefusal({ TrainingJobStatus: 'Stopped' }), 'noCheckpoint');
    const empty = { TrainingJobStatus: 'Failed', CheckpointConfig: { S3Uri: '' } };
    assert.equal(resumeRefusal(empty), 'noCheckpoint');
  });

  it('tells where they are', () => {
    assert.equal(checkpointAddress(kept), 's3://bucket/checkpoints/');
    assert.equal(checkpointAddress({}), '');
  });
});
