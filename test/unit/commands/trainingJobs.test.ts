import assert from 'node:assert/strict';
import { answerWith, press, shown } from '../../fakes/fakeVscode';
import { ResourceCommands, type ResourceServices } from '../../../src/commands/resources';
import type { Rows } from '../../../src/commands/rows';
import { TrainingJobCommands, type TrainingJobServices } from '../../../src/commands/trainingJobs';
import { AppError } from '../../../src/core/errors';
import type { ResourceItem } from '../../../src/core/resources/kind';
import type { ResourceRow } from '../../../src/ids';
import { trainingJob } from '../../../src/resources/kinds/trainingJob';
import { FakeClock } from '../../fakes/fakeClock';
import { FakeKind, fakeConnection, job } from '../../fakes/fakeKind';
import { resourceNode } from '../../fakes/treeNodes';

const row: ResourceRow = {
  connectionId: 'sandbox',
  kindId: 'trainingJob',
  item: job('penguins', 'Completed'),
};
const gone = new AppError('notFound', 'Requested resource not found.');
const uri = 's3://bucket/penguins/output/model.tar.gz';

describe('commands of a job’s row', () => {
  let kind: FakeKind & { remove?: () => Promise<void>; removalNote?: string | undefined };
  let members: () => Promise<readonly object[]>;
  let looks: number;

  const services = () => ({
    backend: () => Promise.resolve({ kinds: [kind], artifacts: { members } }),
    chosen: { openById: () => Promise.resolve(fakeConnection()) },
    rows: {
      one: () => Promise.resolve(row),
      several: () => Promise.resolve({ rows: [row], left: [] }),
    } as Partial<Rows>,
    tree: { refresh: () => Promise.resolve() },
    firstSteps: { done: () => undefined },
    lookAgain: () => looks++,
    documents: { showDescription: () => Promise.reject(gone) },
  });
  const openModel = (): Promise<void> =>
    new TrainingJobCommands(services() as unknown as TrainingJobServices).openModel({ row });
  const remove = (): Promise<void> =>
    new ResourceCommands(services() as unknown as ResourceServices).act('remove', { row });

  beforeEach(() => {
    kind = new FakeKind();
    kind.descriptions['penguins'] = { ModelArtifacts: { S3ModelArtifacts: uri } };
    members = () => Promise.resolve([{ name: 'model.json', bytes: 12 }]);
    looks = 0;
    shown.length = 0;
  });

  afterEach(() => press(undefined));

  it('shows the log of a row that is clicked and leaves the keys to the tree', async () => {
    const opened: [name: string, preserveFocus: boolean][] = [];
    const clock = new FakeClock();
    const withLogs = Object.assign(new FakeKind(), { capabilities: () => ['logs'] as const });
    const logged = (item: ResourceItem) => resourceNode({ kind: withLogs, item });
    const [penguins, other] = [logged(row.item), logged(job('other', 'Failed'))];
    const commands = new TrainingJobCommands({
      ...services(),
      clock,
      openLogPage: (_id: string, name: string, preserveFocus: boolean) =>
        Promise.resolve(void opened.push([name, preserveFocus])),
    } as unknown as TrainingJobServices);
    await commands.openRow(penguins, true);
    await clock.advance(1000);
    await commands.openRow(penguins, true);
    await clock.advance(200);
    await commands.openRow(penguins, true);
    await commands.openRow(other, true);
    await commands.openRow(other, false);
    await commands.openRow({ ...other, id: 'elsewhere/trainingJob/other' }, true);
    assert.deepEqual(opened, [
      ['penguins', true],
      ['penguins', true],
      ['penguins', false],
      ['other', true],
      ['other', false],
      ['other', true],
    ]);
  });

  it('shows what is in the model', async () => {
    const offered = answerWith(() => undefined);
    await openModel();
    assert.deepEqual(
      offered.map(({ label }) => label),
      ['$(file) model.json', '$(save-as) Save archive as…'],
    );
  });

  it('says that a job has left no model, which is no failure', async () => {
    kind.descriptions['penguins'] = {};
    await openModel();
    assert.deepEqual(shown, [
      { severity: 'info', message: 'The job has left no model: penguins', buttons: [] },
    ]);
  });

  it('names the job that does not exist any more', async () => {
    kind.describe = () => Promise.reject(gone);
    await assert.rejects(openModel(), {
      reason: 'notFound',
      message: 'The training job does not exist any more: penguins',
    });
  });

  it('names the job that has no description any more', async () => {
    const commands = new ResourceCommands(services() as unknown as ResourceServices);
    await assert.rejects(commands.describe({ row }), {
      message: 'The training job does not exist any more: penguins',
    });
  });

  it('names the job whose model cannot be read', async () => {
    members = () => Promise.reject(new AppError('denied', 'S3 refused access.'));
    await assert.rejects(openModel(), {
      reason: 'denied',
      message: 'penguins: S3 refused access.',
    });
  });

  it('says before a deletion what goes and what stays, and has open pages look after it', async () => {
    const deleted: string[] = [];
    kind.removalNote = trainingJob.removalNote;
    kind.remove = () => Promise.resolve(void deleted.push('penguins'));
    await remove();
    assert.deepEqual([deleted, looks], [[], 0], 'nobody has agreed');
    assert.equal(
      shown[0]?.detail,
      'In Local sandbox · us-east-1.\n' +
        'The job goes with its settings and its history; its logs, its model and its uploads stay. ' +
        'This cannot be undone.',
    );
    press('Delete');
    await remove();
    assert.deepEqual([deleted, looks], [['penguins'], 1]);
  });

  it('names the job that could not be deleted', async () => {
    press('Delete');
    kind.remove = () => Promise.reject(gone);
    await assert.rejects(remove(), {
      message: 'The training job does not exist any more: penguins',
    });
    assert.equal(looks, 1, 'the page is to find out as well');
  });
});
