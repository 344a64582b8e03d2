import assert from 'node:assert/strict';
import { trainingJob } from '../../../src/resources/kinds/trainingJob';
import { FakeSender } from '../../fakes/fakeSender';

describe('training jobs', () => {
  it('carry the finer status, times and ARN of their summary', async () => {
    const [created, ended, modified] = [new Date(1000), new Date(3000), new Date(4000)];
    const api = new FakeSender(() => ({
      TrainingJobSummaries: [
        {
          TrainingJobName: 'iris',
          TrainingJobArn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/iris',
          TrainingJobStatus: 'InProgress',
          SecondaryStatus: 'Downloading',
          CreationTime: created,
          TrainingEndTime: ended,
          LastModifiedTime: modified,
        },
      ],
    }));
    const { items } = await trainingJob.list(api);
    assert.deepEqual(items, [
      {
        name: 'iris',
        arn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/iris',
        status: 'InProgress',
        phase: 'Downloading',
        createdAt: created,
        endedAt: ended,
        modifiedAt: modified,
        facts: [],
      },
    ]);
  });

  it('tell of a warm pool only while it costs something', async () => {
    for (const [status, expected] of [
      ['Available', ['warm pool kept']],
      ['InUse', ['warm pool in use']],
      ['Terminated', []],
      ['Reused', []],
    ] as const) {
      const TrainingJobSummaries = [{ TrainingJobName: 'a', WarmPoolStatus: { Status: status } }];
      const { items } = await trainingJob.list(new FakeSender(() => ({ TrainingJobSummaries })));
      assert.deepEqual(
        items[0]?.facts?.map(({ value }) => value),
        expected,
      );
    }
  });

  it('offer a model only when completed', () => {
    const offers = (status: string) => trainingJob.capabilities({ name: 'a', status });
    assert.deepEqual(offers('InProgress'), ['describe', 'stop', 'console', 'logs', 'code']);
    assert.deepEqual(offers('Failed'), [
      ...['describe', 'delete', 'console', 'logs', 'again', 'resume', 'elsewhere', 'code'],
    ]);
    assert.ok(offers('Completed').includes('model'));
    assert.deepEqual(offers('Stopping'), ['describe', 'console', 'logs', 'code']);
  });

  it('can be resumed, or tried elsewhere, when they ended early', () => {
    const able = (status: string) =>
      trainingJob
        .capabilities({ name: 'a', status })
        .filter((one) => one === 'resume' || one === 'elsewhere').length;
    assert.deepEqual(['Failed', 'Stopped', 'Completed', 'InProgress'].map(able), [2, 2, 0, 0]);
  });

  it('have console links that survive any name', () => {
    assert.equal(trainingJob.consolePath?.({ name: 'a/b' }), 'jobs/a%2Fb');
  });
});
