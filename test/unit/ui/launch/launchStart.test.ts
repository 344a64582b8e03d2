import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { FakeClock } from '../../../fakes/fakeClock';
import { inspected, listingOf } from './launchPorts';
import { LaunchedPage, penguins } from './launchedPage';

/** Something under way, which the test ends. */
function pending<T>(): {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
} {
  let [resolve, reject]: [(value: T) => void, (error: Error) => void] = [
    () => undefined,
    () => undefined,
  ];
  const promise = new Promise<T>((take, fail) => ([resolve, reject] = [take, fail]));
  return { promise, resolve, reject };
}

describe('the start of a launch', () => {
  let page: LaunchedPage;

  beforeEach(() => {
    page = new LaunchedPage();
  });

  afterEach(() => page.dispose());

  const neverChecked = { checks: { data: () => new Promise<never>(() => undefined) } };

  it('is cancelled at once while its files are being saved', async () => {
    const session = page.create({ ...neverChecked, save: () => new Promise(() => undefined) });
    const starting = session.start(await session.open());
    session.cancel();
    await assert.rejects(starting, { reason: 'cancelled' });
    assert.deepEqual([page.launched, page.last.progress, page.last.failure], [[], null, null]);
  });

  for (const [reason, stays] of [
    ['network', false],
    ['quota', true],
  ] as const) {
    it(`that failed (${reason}) is ${stays ? 'still' : 'no longer'} told once the account is asked anew`, async () => {
      const launch = () => Promise.reject(new AppError(reason, 'Why.'));
      const session = page.create({ launch });
      await assert.rejects(session.start(await session.open()), { reason });
      const told = (): string | undefined => page.last.failure?.message;
      assert.equal(told(), 'Why.');
      await session.account.again();
      assert.equal(told(), stays ? 'Why.' : undefined);
    });
  }

  it('does not send the page a state for each of thousands of files', async () => {
    let before = 0;
    const session = page.create({
      launch: (_launch, report) => {
        before = page.states.length;
        for (let file = 1; file <= 2000; file++) {
          report('packing', file / 2000);
        }
        return Promise.resolve();
      },
    });
    await session.start(await session.open());
    assert.ok(page.states.length - before <= 5, `${page.states.length - before} states`);
    assert.equal(page.last.progress, null);
  });

  it('is cancelled at once while the script is being read', async () => {
    const reading = pending<never>();
    let reads = 0;
    const inspect = () => (reads++ === 0 ? inspected(page.text) : reading.promise);
    const session = page.create({ ...neverChecked, inspect });
    const starting = session.start(await session.open());
    await page.settled();
    assert.equal(reads, 2);
    session.cancel();
    await assert.rejects(starting, { reason: 'cancelled' });
    reading.reject(new Error('too late'));
    await page.settled();
    assert.deepEqual([page.launched, page.last.failure], [[], null]);
  });

  it('answers what it saves itself once', async () => {
    let listed = 0;
    let reads = 0;
    const session = page.create({
      inspect: () => (reads++, inspected(page.text)),
      save: async () => {
        page.text = `${penguins}print(1)\n`;
        for (let file = 0; file < 3; file++) await session.sourceChanged();
      },
      source: { listSource: () => (listed++, Promise.resolve(listingOf({ 'train.py': 1 }))) },
    });
    const draft = await session.open();
    const before = { listed, reads };
    await session.start(draft);
    assert.deepEqual([listed - before.listed, reads - before.reads], [1, 1]);
    await session.sourceChanged();
    assert.deepEqual([listed - before.listed, reads - before.reads], [2, 2]);
  });

  it('keeps why it failed, though saving may change what editors show', async () => {
    const clock = new FakeClock();
    const session = page.create({
      clock,
      save: () => {
        session.sourceTyped();
        return Promise.resolve();
      },
      launch: () => Promise.reject(new AppError('network', 'No answer.')),
    });
    await assert.rejects(session.start(await session.open()), { reason: 'network' });
    await clock.advance(1000);
    assert.equal(page.last.failure?.message, 'No answer.');
  });

  it('launches what is packed, and takes over what was typed meanwhile when it has ended', async () => {
    const clock = new FakeClock();
    const found = pending<{ version: string; path: string }>();
    const session = page.create({
      clock,
      checks: { python: () => found.promise },
      launch: (launch) => {
        page.launched.push(launch);
        return Promise.reject(new AppError('network', 'No answer.'));
      },
    });
    const draft = await session.open();
    const starting = session.start({ ...draft, values: { epochs: '7' } });
    await page.settled();
    page.typed = penguins.replace('epochs', 'rounds');
    session.sourceTyped();
    await clock.advance(1000);
    // Of another file, which is saved alone.
    await session.sourceChanged();
    assert.equal(page.launched.length, 0);
    found.resolve({ version: '3.11.7', path: '/usr/bin/python3' });
    await assert.rejects(starting, { reason: 'network' });
    assert.deepEqual(page.launched[0]?.hyperparameters, [{ name: 'epochs', value: 7 }]);
    await clock.advance(1000);
    assert.deepEqual(
      page.last.arguments.map(({ name }) => name),
      ['rounds'],
    );
    assert.equal(page.last.failure?.message, 'No answer.');
  });

  it('is over with its page', async () => {
    const saving = pending<undefined>();
    const asked: string[] = [];
    let reads = 0;
    const clock = new FakeClock();
    const session = page.create({
      clock,
      inspect: (_roots, from) => (reads++, page.inspect(from)),
      nameTaken: (name) => (asked.push(name), Promise.resolve(false)),
      save: () => saving.promise,
    });
    const draft = await session.open();
    const starting = session.start({ ...draft, jobName: 'mine' });
    await page.settled();
    const [sent, read] = [page.states.length, reads];
    session.dispose();
    await assert.rejects(starting, { reason: 'cancelled' });
    saving.resolve(undefined);
    await clock.advance(1000);
    assert.deepEqual([page.states.length, reads, asked], [sent, read, []]);
  });

  it('takes over what was saved where not all of it could be', async () => {
    const session = page.create({
      save: async () => {
        page.text = penguins.replace('epochs', 'rounds');
        await session.sourceChanged();
        throw new AppError('invalid', 'Changes could not be saved: helpers.py');
      },
    });
    const draft = await session.open();
    await assert.rejects(session.start(draft), { reason: 'invalid' });
    assert.deepEqual(page.last.draft.values, { rounds: '20' });
    assert.equal(page.last.failure?.message, 'Changes could not be saved: helpers.py');
  });

  it('follows what is saved later where the person did not wait for its own saving', async () => {
    const session = page.create({ save: () => new Promise(() => undefined) });
    const starting = session.start(await session.open());
    session.cancel();
    await assert.rejects(starting, { reason: 'cancelled' });
    await page.settled();
    page.text = penguins.replace('epochs', 'rounds');
    await session.sourceChanged();
    assert.deepEqual(page.last.draft.values, { rounds: '20' });
  });

  it('fails with what went wrong, also where something came into its way meanwhile', async () => {
    const uploading = pending<never>();
    const session = page.create({ launch: () => uploading.promise });
    const draft = await session.open();
    const starting = session.start(draft);
    await page.settled();
    session.edit({ ...draft, values: { epochs: 'many' } });
    assert.ok(page.last.refusal);
    uploading.reject(new AppError('sandboxUnavailable', 'The sandbox is gone.'));
    await assert.rejects(starting, { reason: 'sandboxUnavailable' });
    assert.deepEqual(page.last.failure, {
      message: 'The sandbox is gone.',
      fix: 'Restart sandbox',
    });
  });
});
