import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { loadImageTable } from '../../../../src/core/images/imageTable';
import type { Finding } from '../../../../src/core/preflight/finding';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { FakeClock } from '../../../fakes/fakeClock';
import { ClonedPages, connectionOf, epochs, here, jobName, request, there } from './clonedPages';

const nowhere = { id: '', label: '' };
const pasted = { jobName: null, request, hasTags: true };

describe('what the page of a cloned job leads to', () => {
  let work: ClonedPages;

  before(async () => {
    await loadImageTable();
  });

  beforeEach(() => {
    work = new ClonedPages();
  });

  afterEach(() => work.pages.dispose());

  it('ask the account anew when the keys of the page’s own connection have changed', async () => {
    let asked = 0;
    const account = {
      check: () => {
        asked++;
        return Promise.resolve();
      },
      forget: () => Promise.resolve(),
    };
    const clock = new FakeClock();
    work.changes = { account, clock };
    await work.clone();
    await clock.advance(1000);
    const before = asked;
    work.mend(there);
    work.mend(here);
    await clock.advance(1000);
    await new Promise(setImmediate);
    assert.equal(asked, before + 1);
    work.pages.dispose();
    work.mend(here);
    await clock.advance(1000);
    assert.equal(asked, before + 1);
  });

  it('open the form in another region, with what is changed, and leave the rest alone', async () => {
    const first = await work.clone();
    await first.edit(epochs('20'));
    await first.page.call('fix', { id: 'region:eu-west-1' });
    assert.deepEqual(work.wanted, [{ id: here, region: 'eu-west-1' }]);
    assert.equal(work.panels.length, 2);
    const state = await work.last.shown();
    assert.deepEqual([state.connectionId, state.region], [there, 'eu-west-1']);
    assert.equal(work.last.title, `Clone ${jobName} in work · eu-west-1`);
    assert.deepEqual(
      state.original?.changes.map(({ name, after }) => [name, after]),
      [
        [
          'AlgorithmSpecification.TrainingImage',
          '763104351884.dkr.ecr.eu-west-1.amazonaws.com/pytorch-training:2.3.0-cpu-py311',
        ],
        ['epochs', '20'],
        ['HyperParameters.sagemaker_region', 'eu-west-1'],
        ['OutputDataConfig.S3OutputPath', 's3://sagemaker-eu-west-1-123456789012/'],
      ],
    );
    assert.equal((await first.shown()).original?.changes.length, 1);
  });

  it('keep the output that a person has chosen where they go', async () => {
    const first = await work.clone();
    await first.edit(({ settings }) => ({
      settings: { ...settings, fields: { ...settings.fields, outputUri: 's3://chosen/' } },
    }));
    await first.page.call('fix', { id: 'region:eu-west-1' });
    const { fields } = (await work.last.shown()).draft.settings;
    assert.equal(fields.outputUri, 's3://chosen/');
    assert.match(fields.imageUri ?? '', /eu-west-1/);
  });

  it('come back in that region after a reload', async () => {
    await (await work.clone()).page.call('chooseConnection', undefined);
    await work.last.edit(epochs('20'));
    const { state } = work.last;
    assert.equal(state.connectionId, there);
    work.reload();
    const panel = await work.restore(state);
    const { region, original: origin } = await panel.shown();
    assert.deepEqual([region, origin?.jobName, origin?.changes.length], ['eu-west-1', jobName, 4]);
  });

  it('opens in another region at once where that is what was asked for', async () => {
    const original = { jobName, request, hasTags: true };
    await work.pages.open(connectionOf(there), original, connectionOf(here));
    const state = await work.last.shown();
    assert.deepEqual([state.region, state.original?.changes.length], ['eu-west-1', 3]);
    await work.pages.open(connectionOf(there), original, connectionOf(here));
    await work.clone();
    assert.equal(work.panels.length, 2, 'one there, and one here');
  });

  it('say that what was pasted names another region, and open it there', async () => {
    await work.pages.open(connectionOf(here), { ...pasted, region: 'eu-west-1' });
    const { preflight } = await work.last.shown();
    const line = preflight.find(({ id }) => id === 'region');
    assert.equal(line?.message, 'The request names eu-west-1, and the job would run in us-east-1.');
    await work.last.page.call('fix', { id: line.links?.[0]?.id ?? '' });
    const state = await work.last.shown();
    assert.equal(state.region, 'eu-west-1');
    assert.equal(
      state.preflight.find(({ id }) => id === 'region'),
      undefined,
    );
  });

  it('lead to another type or region where there are no instances', async () => {
    const launched: TrainingLaunch[] = [];
    work.changes = {
      launch: (launch) => {
        launched.push(launch);
        return launched.length > 1
          ? Promise.resolve()
          : Promise.reject(new AppError('quota', 'There are no instances.'));
      },
    };
    const panel = await work.clone();
    const { draft } = await panel.shown();
    await assert.rejects(panel.page.call('start', draft), /no instances/);
    const { failure } = await panel.shown();
    assert.ok(failure?.links);
    const [type = nowhere, region = nowhere] = failure.links;
    assert.match(type.label, /^Train on ml\./);
    assert.match(region.id, /region:us-/);
    await panel.page.call('fix', { id: region.id });
    assert.equal(work.panels.length, 2);
    await panel.page.call('fix', { id: type.id });
    const types = launched.map(({ instanceType }) => `Train on ${instanceType}`);
    assert.deepEqual(types.slice(1), [type.label]);
  });

  it('choose an instance type by the form, which may ask for spare capacity', async () => {
    const finding: Finding = {
      ...{ id: 'quota', tone: 'error', message: 'The quota is 0.' },
      fix: { kind: 'chooseInstanceType', label: 'Choose instance…' },
    };
    work.changes = {
      clock: Object.assign(new FakeClock(), { sleep: () => Promise.resolve() }),
      account: {
        check: (_question, { report }) => {
          report('quotas', [finding]);
          return Promise.resolve();
        },
        forget: () => Promise.resolve(),
      },
    };
    const panel = await work.clone();
    await panel.edit(({ settings }) => ({
      settings: { ...settings, fields: { ...settings.fields, isSpot: 'true' } },
    }));
    await panel.page.call('fix', { id: 'account:quota' });
    const [setting, fields] = work.chosen as [string, LaunchDraft['settings']['fields']];
    assert.deepEqual([setting, fields.isSpot], ['instanceType', 'true']);
  });

  it('remember what a job was given for the next one', async () => {
    const panel = await work.clone();
    const { draft } = await panel.shown();
    await panel.page.call('start', draft);
    await new Promise((resolve) => setTimeout(resolve, 10));
    const role = 'arn:aws:iam::123456789012:role/Trainer';
    assert.deepEqual(work.used, [here, draft.settings, here, role]);
  });
});
