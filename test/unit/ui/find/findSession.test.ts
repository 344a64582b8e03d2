import assert from 'node:assert/strict';
import { AppError } from '../../../../src/core/errors';
import type { Page, ResourceItem, ResourceKind, Sender } from '../../../../src/core/resources/kind';
import { FindSession, type FindPlace } from '../../../../src/ui/find/findSession';
import { FakeClock } from '../../../fakes/fakeClock';
import { FakeKind, job } from '../../../fakes/fakeKind';

/** A list of which the service finds names; what is asked is counted. */
class FoundKind extends FakeKind implements ResourceKind {
  readonly asked: string[] = [];
  readonly signals: (AbortSignal | undefined)[] = [];
  holding: Promise<void> | undefined;

  async find(
    _api: Sender,
    text: string,
    token?: string,
    signal?: AbortSignal,
  ): Promise<Page<ResourceItem>> {
    this.asked.push(text);
    this.signals.push(signal);
    await this.holding;
    const { items } = this;
    this.items = items.filter(({ name }) => name.includes(text));
    try {
      return await this.list(_api, token);
    } finally {
      this.items = items;
    }
  }
}

describe('a search over many lists', () => {
  let clock: FakeClock;
  let jobs: FoundKind;
  let session: FindSession;
  let changes: number;

  const place = (kind: ResourceKind, more: Partial<FindPlace> = {}): FindPlace => ({
    ...{
      connectionId: 'sandbox',
      label: 'Sandbox',
      region: 'us-east-1',
      lacks: [],
      kind,
      loaded: [],
    },
    api: {} as Sender,
    fits: () => true,
    ...more,
  });
  const start = (...places: readonly FindPlace[]): void => {
    session = new FindSession({ clock, asksAtOnce: false, changed: () => changes++ });
    session.add(places);
  };
  const names = (): readonly (readonly string[])[] =>
    session.found.map(({ items }) => items.map(({ name }) => name));

  beforeEach(() => {
    clock = new FakeClock();
    jobs = new FoundKind();
    jobs.items = ['iris-1', 'iris-2', 'churn'].map((name) => job(name, 'Completed'));
    changes = 0;
  });

  it('shows what is known at once, and asks nothing until something is typed', async () => {
    start(place(jobs, { loaded: [job('iris-old', 'Failed')] }));
    await clock.advance(1000);
    assert.deepEqual([names(), jobs.calls, session.isAsking], [[['iris-old']], [], false]);
    session.ask('iris');
    assert.deepEqual([names(), session.isAsking], [[['iris-old']], true]);
    await clock.advance(1000);
    assert.deepEqual(names()[0]?.toSorted(), ['iris-1', 'iris-2', 'iris-old']);
    assert.equal(session.isAsking, false);
  });

  it('waits for the end of the typing, and asks nothing that is known', async () => {
    start(place(jobs));
    for (const text of ['i', 'ir', 'iri', 'iris']) {
      session.ask(text);
      await clock.advance(50);
    }
    await clock.advance(1000);
    session.ask('iris-1');
    await clock.advance(1000);
    assert.deepEqual([jobs.asked, names()], [['iris'], [['iris-1']]]);
    session.ask('completed iris');
    await clock.advance(1000);
    assert.deepEqual(names()[0]?.length, 2, 'the status counts as well');
  });

  it('gives the older question up', async () => {
    let release = (): void => undefined;
    jobs.holding = new Promise((resolve) => (release = resolve));
    start(place(jobs));
    session.ask('churn');
    await clock.advance(300);
    jobs.holding = undefined;
    session.ask('iris');
    assert.equal(jobs.signals[0]?.aborted, true);
    release();
    await clock.advance(1000);
    assert.deepEqual([jobs.asked, names()[0]?.length], [['churn', 'iris'], 2]);
    assert.equal(session.found[0]?.error, undefined);
  });

  it('leaves other lists alone when one cannot be read', async () => {
    const models = new FoundKind();
    models.failure = new AppError('denied', 'You may not (sagemaker:ListModels).');
    start(place(jobs), place(models));
    session.ask('iris');
    await clock.advance(1000);
    const [found, denied] = session.found;
    assert.deepEqual([found?.items.length, found?.error], [2, undefined]);
    assert.equal(denied?.error?.reason, 'denied');
    assert.equal(models.asked.length, 1, 'asked again by the next text alone');
  });

  it('rests when it asks too often, ever longer, and goes on', async () => {
    jobs.failure = new AppError('throttled', 'Too many requests.');
    start(place(jobs));
    session.ask('iris');
    await clock.advance(200);
    assert.deepEqual([jobs.asked.length, session.isAsking], [1, true]);
    await clock.advance(2000);
    assert.equal(jobs.asked.length, 2);
    await clock.advance(3900);
    assert.equal(jobs.asked.length, 2);
    jobs.failure = undefined;
    await clock.advance(100);
    assert.deepEqual([names()[0]?.length, session.found[0]?.error], [2, undefined]);
  });

  it('gives up in the end, and asks no more once it is closed', async () => {
    jobs.failure = new AppError('throttled', 'Too many requests.');
    start(place(jobs));
    session.ask('iris');
    await clock.advance(600_000);
    assert.deepEqual([jobs.asked.length, session.isAsking], [5, false]);
    session.ask('churn');
    session.dispose();
    await clock.advance(600_000);
    assert.equal(jobs.asked.length, 5);
  });

  it('reads on until there is enough, for so many pages', async () => {
    jobs.pageSize = 10;
    jobs.items = Array.from({ length: 1000 }, (_, index) => job(`iris-${index}`, 'Completed'));
    start(place(jobs));
    session.ask('iris');
    await clock.advance(1000);
    assert.deepEqual([jobs.asked.length, session.found[0]?.hasMore], [2, true]);
    session.ask('nowhere of it');
    await clock.advance(1000);
    assert.equal(jobs.asked.length, 3, 'the longest word, and no row fits');
  });

  it('reads lists whose names cannot be asked for, and keeps what was read', async () => {
    const pipelines = new FakeKind();
    pipelines.items = jobs.items;
    start(place(pipelines));
    session.ask('iris');
    await clock.advance(1000);
    session.ask('churn');
    await clock.advance(1000);
    assert.deepEqual([pipelines.calls, names()], [['list'], [['churn']]]);
  });

  it('shows only what is of use, and asks for a page of it where that is wished', async () => {
    jobs.items = [job('iris-1', 'InProgress'), job('iris-2', 'Completed')];
    session = new FindSession({ clock, asksAtOnce: true, changed: () => changes++ });
    session.add([place(jobs, { fits: ({ status }) => status === 'InProgress' })]);
    await clock.advance(0);
    assert.deepEqual([names(), jobs.calls], [[['iris-1']], ['list']]);
  });
});
