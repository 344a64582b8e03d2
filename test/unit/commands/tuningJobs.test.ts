import assert from 'node:assert/strict';
import { answerWith, shown } from '../../fakes/fakeVscode';
import type { Called } from '../../../src/commands/rows';
import { TrainingJobCommands, type TrainingJobServices } from '../../../src/commands/trainingJobs';
import { openResults, type TuningJobServices } from '../../../src/commands/tuningJobs';
import { tuningJob } from '../../../src/resources/kinds/tuningJob';
import { FakeClock } from '../../fakes/fakeClock';
import { memoryConnection } from '../../fakes/memoryConnection';
import { resourceNode } from '../../fakes/treeNodes';

describe('the results of a tuning job', () => {
  let names: readonly string[];
  let opened: unknown[][];

  const connection = memoryConnection(() => ({
    HyperParameterTuningJobSummaries: names.map((HyperParameterTuningJobName) => ({
      HyperParameterTuningJobName,
      HyperParameterTuningJobStatus: 'InProgress',
    })),
  }));
  const services = {
    backend: () => Promise.resolve({ tuning: { kind: tuningJob } }),
    chosen: { open: () => Promise.resolve(connection) },
    openTuningPage: (...args: readonly unknown[]) => Promise.resolve(void opened.push([...args])),
  };
  const open = (called: Called): Promise<void> =>
    openResults(services as unknown as TuningJobServices, called);

  beforeEach(() => {
    names = ['sweep-02', 'sweep-01'];
    opened = [];
    shown.length = 0;
  });

  it('are opened of the row that is meant', async () => {
    const row = {
      connectionId: 'profile:x:eu-west-1',
      kindId: 'tuningJob',
      item: { name: 'sweep' },
    };
    await open({ row });
    assert.deepEqual(opened, [['profile:x:eu-west-1', 'sweep']]);
  });

  it('are offered of the connection’s newest jobs where no row is meant', async () => {
    const offered = answerWith((choices) => choices[1]);
    await open({});
    assert.deepEqual(
      offered.map(({ label }) => label),
      names,
    );
    assert.deepEqual(opened, [['memory', 'sweep-01']]);
    answerWith(() => undefined);
    await open({});
    assert.equal(opened.length, 1);
  });

  it('are said to be none where there is no job', async () => {
    names = [];
    await open({});
    assert.deepEqual(
      [shown.map(({ message }) => message), opened],
      [['There are no tuning jobs in Memory · eu-west-1.'], []],
    );
  });

  it('are what a click on a row opens, which leaves the keys to the tree', async () => {
    const item = { name: 'sweep', status: 'Completed' };
    const row = resourceNode({ kind: tuningJob, kindId: 'tuningJob', item });
    const commands = new TrainingJobCommands({
      ...services,
      ...{ clock: new FakeClock(), rows: { selectedIn: () => [row] } },
    } as unknown as TrainingJobServices);
    await commands.openSelected();
    await commands.openSelected('jobs');
    assert.deepEqual(opened, [
      [row.connectionId, 'sweep', true],
      [row.connectionId, 'sweep', false],
    ]);
  });
});
