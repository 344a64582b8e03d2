import assert from 'node:assert/strict';
import '../../fakes/fakeVscode';
import { TrainingJobCommands, type TrainingJobServices } from '../../../src/commands/trainingJobs';
import { openResults, type TuningJobServices } from '../../../src/commands/tuningJobs';
import { tuningJob } from '../../../src/resources/kinds/tuningJob';
import { FakeClock } from '../../fakes/fakeClock';
import { resourceNode } from '../../fakes/treeNodes';

describe('the results of a tuning job', () => {
  let opened: unknown[][];

  const openTuningPage = (...args: readonly unknown[]): Promise<void> =>
    Promise.resolve(void opened.push([...args]));

  beforeEach(() => (opened = []));

  it('are opened of the row that is meant, or found', async () => {
    const row = {
      connectionId: 'profile:x:eu-west-1',
      kindId: 'tuningJob',
      item: { name: 'sweep' },
    };
    const asked: string[] = [];
    let found: typeof row | undefined = row;
    const one: TuningJobServices['rows']['one'] = (_called, capability) =>
      Promise.resolve(void asked.push(capability)).then(() => found);
    await openResults({ rows: { one }, openTuningPage }, { row });
    found = undefined;
    await openResults({ rows: { one }, openTuningPage }, {});
    assert.deepEqual([asked, opened], [['results', 'results'], [['profile:x:eu-west-1', 'sweep']]]);
  });

  it('are what a click on a row opens, which leaves the keys to the tree', async () => {
    const item = { name: 'sweep', status: 'Completed' };
    const row = resourceNode({ kind: tuningJob, kindId: 'tuningJob', item });
    const commands = new TrainingJobCommands({
      ...{ openTuningPage, clock: new FakeClock() },
    } as unknown as TrainingJobServices);
    await commands.openRow(row, true);
    await commands.openRow(row, false);
    assert.deepEqual(opened, [
      [row.connectionId, 'sweep', true],
      [row.connectionId, 'sweep', false],
    ]);
  });
});
