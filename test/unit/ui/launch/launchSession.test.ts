import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { TrainingLaunch } from '../../../../src/core/training/launch';
import type { LaunchDraft, LaunchState } from '../../../../src/shared/contracts/launch';
import { LaunchSession, type LaunchPorts } from '../../../../src/ui/launch/launchSession';
import { fakeConnection } from '../../../fakes/fakeKind';
import { inspected, launchPorts } from './launchPorts';

const script = `import argparse, os
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=20)
parser.add_argument('--train', default=os.environ['SM_CHANNEL_TRAIN'])
args = parser.parse_args()
`;

describe('a launch session', () => {
  let text: string;
  let states: LaunchState[];
  let launched: TrainingLaunch[];
  let kept: LaunchDraft | undefined;
  let ports: LaunchPorts;
  let session: LaunchSession;

  const create = (changes: Partial<LaunchPorts> = {}, traits: object = {}): LaunchSession => {
    ports = launchPorts({
      inspect: () => inspected(text),
      remembered: () => ({ draft: kept }),
      remember: (draft) => (kept = draft),
      send: (state) => states.push(state),
      launch: (launch) => {
        launched.push(launch);
        return Promise.resolve();
      },
      ...changes,
    });
    const { info } = fakeConnection('sandbox', traits);
    return new LaunchSession('/projects/penguins/train.py', '/projects/penguins', info, ports);
  };

  const last = (): LaunchState => {
    const state = states.at(-1);
    assert.ok(state);
    return state;
  };

  const checked = async (): Promise<LaunchState> => {
    await new Promise((resolve) => setImmediate(resolve));
    return last();
  };

  beforeEach(() => {
    text = script;
    states = [];
    launched = [];
    kept = undefined;
    session = create();
  });

  afterEach(() => session.dispose());

  it('opens filled in, with nothing in the way of starting', async () => {
    await session.open();
    const { draft, refusal, preflight, connection, cost } = await checked();
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
    session = create({ checks: { ...ports.checks, python: () => python } });
    const starting = session.start(await session.open());
    session.cancel();
    found({ version: '3.11.7', path: '/usr/bin/python3' });
    await assert.rejects(starting, { reason: 'cancelled' });
    assert.deepEqual([launched, last().failure, last().progress], [[], null, null]);
  });

  it('starts what the form says, and only what differs from the script', async () => {
    const draft = await session.open();
    await session.start({ ...draft, values: { epochs: '60' }, maxRuntimeMinutes: 5 });
    const [launch] = launched;
    assert.equal(launch?.script, 'train.py');
    assert.deepEqual(launch.hyperparameters, [{ name: 'epochs', value: 60 }]);
    assert.deepEqual(launch.channels, [{ name: 'train', path: '/projects/penguins/data' }]);
    assert.equal(launch.maxRuntimeSeconds, 300);
    assert.match(launch.jobName, /^penguins-2026-11-21-10-00-00-000$/);
    assert.equal(last().progress, null);
  });

  it('starts what the form shows, also when saving its files changes the script', async () => {
    const save = (change: (text: string) => string) => ({
      save: () => Promise.resolve(void (text = change(text))),
    });
    session = create(save((before) => before.replace('default=20', 'default=30')));
    await session.start(await session.open());
    assert.deepEqual(launched[0]?.hyperparameters, [{ name: 'epochs', value: 20 }]);

    session = create(save((before) => before.replace(/.*epochs.*\n/, '')));
    const draft = await session.open();
    await session.start({ ...draft, values: { epochs: '60' } });
    assert.deepEqual(launched[1]?.hyperparameters, []);
  });

  it('marks a wrong field and refuses to start with it', async () => {
    const draft = await session.open();
    const wrong = { ...draft, values: { epochs: 'many' } };
    session.edit(wrong);
    assert.ok(last().errors['value:epochs']);
    assert.ok(last().refusal);
    await assert.rejects(session.start(wrong), {
      reason: 'invalid',
      message: last().errors['value:epochs'],
    });
    assert.deepEqual(launched, []);
    assert.equal(last().failure, null, 'it is said at the field and below Start');
  });

  it('says what is missing: Python, the data folder', async () => {
    session = create({
      checks: {
        ...ports.checks,
        python: () => Promise.reject(new AppError('noPython', 'No Python 3.9 or newer was found.')),
        data: () => Promise.reject(new AppError('notFound', 'The data is not there: data')),
      },
    });
    const draft = await session.open();
    const { preflight, refusal } = await checked();
    const errors = preflight.filter(({ tone }) => tone === 'error');
    assert.deepEqual(
      errors.map(({ message, links }) => [message, links?.[0]?.label]),
      [
        ['No Python 3.9 or newer was found.', 'Choose interpreter…'],
        ['train: the data cannot be used.', 'Show why'],
      ],
    );
    assert.equal(refusal, 'Fix the marked fields first.');
    await assert.rejects(session.start(draft), (error) => AppError.is(error, 'invalid'));
  });

  it('waits for checks that are still under way before it starts', async () => {
    let answer: (error: Error) => void = () => undefined;
    const python = new Promise<never>((_, reject) => (answer = reject));
    session = create({ checks: { ...ports.checks, python: () => python } });
    const draft = await session.open();
    const starting = session.start(draft);
    answer(new AppError('noPython', 'No Python.'));
    await assert.rejects(starting, (error) => AppError.is(error, 'invalid'));
    assert.deepEqual(launched, []);
  });

  it('ends the waiting for a check at once when it is cancelled', async () => {
    session = create({ checks: { ...ports.checks, data: () => new Promise(() => undefined) } });
    const starting = session.start(await session.open());
    await checked();
    assert.equal(last().progress?.message, 'Checking…');
    session.cancel();
    await assert.rejects(starting, { reason: 'cancelled' });
    assert.deepEqual([launched, last().progress], [[], null]);
  });

  it('links to the line of a syntax error and does not start such a script', async () => {
    text = 'import os\ndef broken(:\n';
    await session.open();
    const { preflight, refusal } = await checked();
    const line = preflight.find(({ id }) => id.startsWith('line:'));
    assert.equal(line?.tone, 'error');
    assert.deepEqual(
      line.links?.map(({ label }) => label),
      ['Open line 2'],
    );
    assert.equal(refusal, line.message);
  });

  it('takes over what a saved script changes and keeps what was typed', async () => {
    const draft = await session.open();
    session.edit({ ...draft, values: { epochs: '60' } });
    const { draftVersion } = last();
    text = script.replace(
      'args =',
      "parser.add_argument('--rate', type=float, default=0.1)\nargs =",
    );
    await session.sourceChanged();
    assert.deepEqual(last().draft.values, { epochs: '60', rate: '0.1' });
    assert.ok(last().draftVersion > draftVersion);
  });

  it('opens as it was left, under a new name', async () => {
    const draft = await session.open();
    session.edit({ ...draft, jobName: 'mine', values: { epochs: '7' }, maxRuntimeMinutes: 9 });
    session = create();
    const reopened = await session.open();
    assert.equal(reopened.maxRuntimeMinutes, 9);
    assert.deepEqual(reopened.values, { epochs: '7' });
    assert.equal(reopened.jobName, draft.jobName);
  });

  it('ignores a remembered form that it cannot read', async () => {
    kept = { nonsense: true } as unknown as LaunchDraft;
    assert.deepEqual((await session.open()).values, { epochs: '20' });
  });

  it('refuses in an untrusted workspace and where the connection cannot launch', async () => {
    session = create({ isTrusted: () => false });
    await session.open();
    assert.match(last().refusal ?? '', /Trust the workspace/);
    session = create({}, { launchRefusal: 'Not on AWS yet.', runsHere: false });
    await session.open();
    assert.equal((await checked()).refusal, 'Not on AWS yet.');
    assert.ok(!last().preflight.some(({ id }) => id === 'python'));
  });

  it('tells the page which connection it is to remember', async () => {
    await session.open();
    assert.equal(last().connectionId, 'sandbox');
    session.connectionChanged(fakeConnection('profile:x').info);
    assert.equal(last().connectionId, 'profile:x');
  });

  it('shows each step, and cancelling ends it without blame', async () => {
    session = create({
      launch: (_launch, report, signal) =>
        new Promise((_, reject) => {
          report('uploadingData', 0.5);
          signal.addEventListener('abort', () => reject(new AppError('cancelled', 'Cancelled')));
        }),
    });
    const starting = session.start(await session.open());
    await checked();
    assert.deepEqual(last().progress, { message: 'Uploading the data…', fraction: 0.5 });
    session.cancel();
    await assert.rejects(starting, (error) => AppError.is(error, 'cancelled'));
    assert.deepEqual([last().progress, last().failure], [null, null]);
  });

  it('shows what the service said against the job, and lets it be mended', async () => {
    const taken = new AppError('conflict', 'There is already a training job with this name.');
    session = create({ launch: () => Promise.reject(taken) });
    const draft = await session.open();
    await assert.rejects(session.start(draft), taken);
    assert.equal(last().failure?.message, taken.message);
    session.edit({ ...draft, jobName: 'another' });
    assert.equal(last().failure, null);
  });
});
