import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { fakeConnection } from '../../../fakes/fakeKind';
import { LaunchedPage, penguins } from './launchedPage';

describe('a launch session', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  it('opens filled in, with nothing in the way of starting', async () => {
    await page.session.open();
    const { draft, refusal, preflight, connection, cost } = await page.settled();
    assert.deepEqual(draft.values, { epochs: '20' });
    assert.deepEqual(draft.channels, [{ name: 'train', path: 'data' }]);
    assert.equal(refusal, null);
    assert.equal(connection, 'Local sandbox');
    assert.equal(cost, 'nothing: this machine');
    assert.deepEqual(
      preflight.map(({ tone, message }) => `${tone} ${message}`),
      ['ok Python 3.11.7 found', 'ok source: 3 files, 5.1 KB', 'ok train: data · 3 files, 5.1 KB'],
    );
  });

  it('starts nothing when it was cancelled while the checks were running', async () => {
    let found: (value: { version: string; path: string }) => void = () => undefined;
    const python = new Promise<{ version: string; path: string }>((resolve) => (found = resolve));
    page.create({ checks: { python: () => python } });
    const starting = page.session.start(await page.session.open());
    page.session.cancel();
    found({ version: '3.11.7', path: '/usr/bin/python3' });
    await assert.rejects(starting, { reason: 'cancelled' });
    assert.deepEqual([page.launched, page.last.failure, page.last.progress], [[], null, null]);
  });

  it('starts what the form says, and only what differs from the script', async () => {
    const draft = await page.session.open();
    await page.session.start({ ...draft, values: { epochs: '60' }, maxRuntimeMinutes: 5 });
    const [launch] = page.launched;
    assert.equal(launch?.script, 'train.py');
    assert.deepEqual(launch.hyperparameters, [{ name: 'epochs', value: 60 }]);
    assert.deepEqual(launch.channels, [{ name: 'train', path: '/projects/penguins/data' }]);
    assert.equal(launch.maxRuntimeSeconds, 300);
    assert.match(launch.jobName, /^penguins-2026-11-21-10-00-00-000$/);
    assert.equal(page.last.progress, null);
  });

  it('starts what the form shows, also when saving its files changes the script', async () => {
    const save = (change: (text: string) => string) => ({
      save: () => Promise.resolve(void (page.text = change(page.text))),
    });
    page.create(save((before) => before.replace('default=20', 'default=30')));
    await page.session.start(await page.session.open());
    assert.deepEqual(page.launched[0]?.hyperparameters, [{ name: 'epochs', value: 20 }]);

    page.create(save((before) => before.replace(/.*epochs.*\n/, '')));
    const draft = await page.session.open();
    await page.session.start({ ...draft, values: { epochs: '60' } });
    assert.deepEqual(page.launched[1]?.hyperparameters, []);
  });

  it('previews what a start would launch, with what is typed in the script’s editor', async () => {
    page.create({ save: () => Promise.reject(new Error('Nothing is saved for a preview.')) });
    const draft = await page.session.open();
    page.text = penguins.replace('epochs', 'rounds');
    const preview = await page.session.preview({ ...draft, values: { rounds: '3' } });
    assert.deepEqual(preview.hyperparameters, [{ name: 'rounds', value: 3 }]);
    await assert.rejects(page.session.preview({ ...draft, jobName: '' }), { reason: 'invalid' });
    assert.deepEqual(page.launched, []);
  });

  it('previews what the checks would not let start', async () => {
    const missing = new AppError('noPython', 'No Python 3.9 or newer was found.');
    page.create({ checks: { python: () => Promise.reject(missing) } });
    const draft = await page.session.open();
    assert.equal((await page.settled()).refusalPlace, 'checks');
    await assert.rejects(page.session.start(draft), { reason: 'invalid' });
    assert.equal((await page.session.preview(draft)).jobName, draft.jobName);
  });

  it('marks a wrong field and refuses to start with it', async () => {
    const draft = await page.session.open();
    const wrong = { ...draft, values: { epochs: 'many' } };
    page.session.edit(wrong);
    assert.ok(page.last.errors['value:epochs']);
    assert.ok(page.last.refusal);
    await assert.rejects(page.session.start(wrong), {
      reason: 'invalid',
      message: page.last.errors['value:epochs'],
    });
    assert.deepEqual(page.launched, []);
    assert.equal(page.last.failure, null, 'it is said at the field and below Start');
  });

  it('says what is missing: Python, the data folder', async () => {
    page.create({
      checks: {
        python: () => Promise.reject(new AppError('noPython', 'No Python 3.9 or newer was found.')),
        data: () => Promise.reject(new AppError('notFound', 'The data is not there: data')),
      },
    });
    const draft = await page.session.open();
    const { preflight, refusal } = await page.settled();
    const errors = preflight.filter(({ tone }) => tone === 'error');
    assert.deepEqual(
      errors.map(({ message, links }) => [message, links?.[0]?.label]),
      [
        ['No Python 3.9 or newer was found.', 'Choose interpreter…'],
        ['train: the data cannot be used.', 'Show why'],
      ],
    );
    assert.deepEqual([refusal, page.last.refusalPlace], ['Fix the marked fields first.', 'fields']);
    await assert.rejects(page.session.start(draft), (error) => AppError.is(error, 'invalid'));
  });

  it('waits for checks that are still under way before it starts', async () => {
    let answer: (error: Error) => void = () => undefined;
    const python = new Promise<never>((_, reject) => (answer = reject));
    page.create({ checks: { python: () => python } });
    const draft = await page.session.open();
    const starting = page.session.start(draft);
    answer(new AppError('noPython', 'No Python.'));
    await assert.rejects(starting, (error) => AppError.is(error, 'invalid'));
    assert.deepEqual(page.launched, []);
  });

  it('ends the waiting for a check at once when it is cancelled', async () => {
    page.create({ checks: { data: () => new Promise(() => undefined) } });
    const starting = page.session.start(await page.session.open());
    await page.settled();
    assert.equal(page.last.progress?.message, 'Checking…');
    page.session.cancel();
    await assert.rejects(starting, { reason: 'cancelled' });
    assert.deepEqual([page.launched, page.last.progress], [[], null]);
  });

  it('links to the line of a syntax error and does not start such a script', async () => {
    page.text = 'import os\ndef broken(:\n';
    await page.session.open();
    const { preflight, refusal } = await page.settled();
    const line = preflight.find(({ id }) => id.startsWith('line:'));
    assert.equal(line?.tone, 'error');
    assert.deepEqual(
      line.links?.map(({ label }) => label),
      ['Open line 2'],
    );
    assert.equal(refusal, 'Fix the errors listed above first.', 'it is said once');
    await assert.rejects(page.session.start(page.last.draft), { message: line.message });
  });

  it('takes over what a saved script changes and keeps what was typed', async () => {
    const draft = await page.session.open();
    page.session.edit({ ...draft, values: { epochs: '60' } });
    const { draftVersion } = page.last;
    page.text = penguins.replace(
      'args =',
      "parser.add_argument('--rate', type=float, default=0.1)\nargs =",
    );
    await page.session.sourceChanged();
    assert.deepEqual(page.last.draft.values, { epochs: '60', rate: '0.1' });
    assert.ok(page.last.draftVersion > draftVersion);
  });

  it('opens as it was left, under a new name', async () => {
    const draft = await page.session.open();
    page.session.edit({ ...draft, jobName: 'mine', values: { epochs: '7' }, maxRuntimeMinutes: 9 });
    page.create();
    const reopened = await page.session.open();
    assert.equal(reopened.maxRuntimeMinutes, 9);
    assert.deepEqual(reopened.values, { epochs: '7' });
    assert.equal(reopened.jobName, draft.jobName);
  });

  it('ignores a remembered form that it cannot read', async () => {
    page.kept = { nonsense: true } as unknown as LaunchDraft;
    assert.deepEqual((await page.session.open()).values, { epochs: '20' });
  });

  it('refuses in an untrusted workspace', async () => {
    page.create({ isTrusted: () => false });
    await page.session.open();
    assert.match(page.last.refusal ?? '', /Trust the workspace/);
    assert.equal(page.last.refusalPlace, null);
  });

  it('tells the page which connection it is to remember', async () => {
    await page.session.open();
    assert.equal(page.last.connectionId, 'sandbox');
    page.session.connectionChanged(fakeConnection('profile:x').info);
    assert.equal(page.last.connectionId, 'profile:x');
  });

  it('shows each step, and cancelling ends it without blame', async () => {
    page.create({
      launch: (_launch, report, signal) =>
        new Promise((_, reject) => {
          report('uploadingData', 0.5);
          signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled')));
        }),
    });
    const starting = page.session.start(await page.session.open());
    await page.settled();
    assert.deepEqual(page.last.progress, { message: 'Uploading the data…', fraction: 0.5 });
    page.session.cancel();
    await assert.rejects(starting, (error) => AppError.is(error, 'cancelled'));
    assert.deepEqual([page.last.progress, page.last.failure], [null, null]);
  });

  it('shows what the service said against the job, and lets it be mended', async () => {
    const taken = new AppError('conflict', 'There is already a training job with this name.');
    page.create({ launch: () => Promise.reject(taken) });
    const draft = await page.session.open();
    await assert.rejects(page.session.start(draft), taken);
    assert.equal(page.last.failure?.message, taken.message);
    page.session.edit({ ...draft, jobName: 'another' });
    assert.equal(page.last.failure, null);
  });
});
