import assert from 'node:assert/strict';
import { suiteSandbox } from './suiteSandbox';

describe('CloudWatch Logs of the sandbox and boto3', () => {
  const sandbox = suiteSandbox();

  it('writes, searches and follows, in answers that the service model allows', async () => {
    const epochs = ['epoch 1 loss=0.5', '{"epoch": 2, "loss": 0.25}'];
    assert.deepEqual(await sandbox.server.python('logs_story.py'), {
      twice: 'ResourceAlreadyExistsException',
      tags: { stage: 'x' },
      retention: 7,
      rejected: { tooOldLogEventEndIndex: 1 },
      streams: ['a', 'b'],
      head: epochs,
      all: [epochs[0], 'ERROR disk full', epochs[1], 'new', 'not this', 'tail this'],
      terms: [epochs[0], 'ERROR disk full', epochs[1]],
      json: [epochs[1]],
      fields: [epochs[0]],
      expression: ['ERROR disk full'],
      wrong: 'InvalidParameterException',
      tailed: ['tail this'],
      gone: 'ResourceNotFoundException',
    });
    const { checked, problems } = await sandbox.server.answers.check();
    assert.deepEqual(problems, []);
    assert.ok(checked > 20, `${checked} answers`);
  });
});
