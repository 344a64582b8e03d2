import assert from 'node:assert/strict';
import {
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  type ListTrainingJobsCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { defineKind } from '../../../src/core/resources/defineKind';

const words = {
  id: 'a',
  title: 'A',
  noun: 'a',
  icon: 'beaker',
  list: {
    command: ListTrainingJobsCommand,
    input: { MaxResults: 100 },
    items: (output: ListTrainingJobsCommandOutput) => output.TrainingJobSummaries,
  },
};
const tones = { Completed: 'ok' } as const;
const toItem = () => ({ name: 'x' });

describe('defineKind', () => {
  it('offers nothing that the kind has no command for', () => {
    const kind = defineKind({ ...words, toItem, tones: {} });
    assert.deepEqual(kind.capabilities({ name: 'x', status: 'Completed' }), []);
    assert.ok(!('describe' in kind) && !('stop' in kind) && !('remove' in kind));
  });

  it('refuses mistakes when it is compiled', () => {
    // @ts-expect-error -- a status without a tone
    defineKind({ ...words, toItem: () => ({ name: 'x', status: 'Failed' }), tones });
    const command = DescribeTrainingJobCommand;
    // @ts-expect-error -- a field that the command does not have
    defineKind({ ...words, toItem, tones, describe: { command, input: () => ({ Job: 'x' }) } });
    // @ts-expect-error -- a status that the kind does not know
    defineKind({ ...words, toItem, tones, offers: { model: ['Done'] } });
  });
});
