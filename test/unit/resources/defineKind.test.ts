import assert from 'node:assert/strict';
import {
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
  type ListTrainingJobsCommandOutput,
} from '@aws-sdk/client-sagemaker';
import {
  call,
  defineChildKind,
  defineKind,
  describedBy,
} from '../../../src/core/resources/defineKind';
import { FakeSender } from '../../fakes/fakeSender';

const words = { id: 'a', title: 'A', noun: 'a', icon: 'beaker' };
const list = {
  command: ListTrainingJobsCommand,
  input: { MaxResults: 100 },
  items: (output: ListTrainingJobsCommandOutput) => output.TrainingJobSummaries,
};
const minimal = { ...words, list, describe: 'list' } as const;
const tones = { Completed: 'ok' } as const;
const toItem = () => ({ name: 'x' });
const summaries = () => ({ TrainingJobSummaries: [{ TrainingJobName: 'x', Extra: 1 }] });

describe('defineKind', () => {
  it('offers nothing that the kind has no command for', () => {
    const kind = defineKind({ ...minimal, toItem, tones: {} });
    assert.deepEqual(kind.capabilities({ name: 'x', status: 'Completed' }), ['describe']);
    assert.ok(!('start' in kind) && !('stop' in kind) && !('remove' in kind));
  });

  it('describes by the list what the service has no call for', async () => {
    const kind = defineKind({ ...minimal, toItem, tones });
    const api = new FakeSender(summaries);
    const [item] = (await kind.list(api)).items;
    assert.ok(item);
    assert.deepEqual(await kind.describe?.(api, item), { TrainingJobName: 'x', Extra: 1 });
    assert.equal(api.sent.length, 1);
  });

  it('keeps no summary where there is a call that describes', async () => {
    const describe = describedBy(
      DescribeTrainingJobCommand,
      ({ name }) => ({ TrainingJobName: name }),
      ({ RoleArn }) => [{ label: 'Role', value: RoleArn ?? '' }],
    );
    const kind = defineKind({ ...minimal, toItem, tones, describe });
    const { items } = await kind.list(new FakeSender(summaries));
    assert.deepEqual(items, [{ name: 'x' }]);
    assert.deepEqual(kind.facts?.({ RoleArn: 'r' }), [{ label: 'Role', value: 'r' }]);
  });

  it('lists a child below its parent, and tells which that is', async () => {
    const child = defineChildKind({
      ...minimal,
      list: {
        command: ListTrainingJobsForHyperParameterTuningJobCommand,
        input: ({ name }) => ({ HyperParameterTuningJobName: name }),
        items: (output) => output.TrainingJobSummaries,
      },
      toItem: (summary) => ({ name: summary.TrainingJobName ?? '' }),
      tones,
    });
    assert.ok(!('list' in child));
    const api = new FakeSender(summaries);
    const { items } = await child.below({ name: 'sweep' }).list(api, 'next');
    assert.deepEqual(
      items.map(({ name, parent }) => [parent, name]),
      [['sweep', 'x']],
    );
    assert.deepEqual(api.sent[0]?.input, {
      HyperParameterTuningJobName: 'sweep',
      NextToken: 'next',
    });
  });

  it('refuses mistakes when it is compiled', () => {
    // @ts-expect-error -- a status without a tone
    defineKind({ ...minimal, toItem: () => ({ name: 'x', status: 'Failed' }), tones });
    // @ts-expect-error -- a field that the command does not have
    call(StopTrainingJobCommand, () => ({ Job: 'x' }));
    // @ts-expect-error -- a status that the kind does not know
    defineKind({ ...minimal, toItem, tones, offers: { model: ['Done'] } });
    const name = () => ({ TrainingJobName: 'x' });
    // @ts-expect-error -- a field that the description does not have
    describedBy(DescribeTrainingJobCommand, name, (told) => told.Nothing as never);
  });
});
