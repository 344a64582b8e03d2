import '../../../fakes/fakeVscode';
import assert from 'node:assert/strict';
import type { Store } from '../../../../src/platform/state';
import { ListQueries, type ListId } from '../../../../src/ui/tree/listQueries';
import { memoryStore } from '../../../fakes/memoryStore';

describe('the queries of lists', () => {
  const jobs: ListId = { connectionId: 'profile:a:us-east-1', kindId: 'trainingJob' };
  const models: ListId = { ...jobs, kindId: 'model' };
  let store: Store;
  let queries: ListQueries;
  let changes: ListId[];

  beforeEach(() => {
    store = memoryStore();
    queries = new ListQueries(store);
    changes = [];
    queries.onDidChange((list) => changes.push(list));
  });

  it('shows everything at first', () => {
    assert.deepEqual(queries.query(jobs), {});
  });

  it('keeps each list’s own, and tells which has changed', async () => {
    await queries.set(jobs, { text: 'iris' });
    await queries.set(jobs, { statuses: ['Failed'] });
    assert.deepEqual(queries.query(jobs), { text: 'iris', statuses: ['Failed'] });
    assert.deepEqual(queries.query(models), {});
    assert.deepEqual(queries.query({ ...jobs, connectionId: 'sandbox' }), {});
    assert.deepEqual(changes, [jobs, jobs]);
  });

  it('is the same object until it changes, so that nothing is worked out twice', async () => {
    await queries.set(jobs, { text: 'iris' });
    const before = queries.query(jobs);
    await queries.set(models, { text: 'iris' });
    assert.equal(queries.query(jobs), before);
    assert.equal(
      queries.query({ ...jobs, kindId: 'endpoint' }),
      queries.query({ ...jobs, kindId: 'pipeline' }),
    );
  });

  it('does not undo what another window of the workspace has set, nor follow it', async () => {
    const elsewhere = new ListQueries(store);
    await elsewhere.set(models, { text: 'churn' });
    await queries.set(jobs, { text: 'iris' });
    assert.deepEqual(queries.query(models), {});
    const later = new ListQueries(store);
    assert.deepEqual(
      [later.query(models), later.query(jobs)],
      [{ text: 'churn' }, { text: 'iris' }],
    );
  });

  it('clears a part, or all but the pins', async () => {
    await queries.set(jobs, { text: 'iris', groupBy: 'day' });
    await queries.pin(jobs, ['a'], true);
    await queries.clear(jobs, 'text');
    assert.deepEqual(queries.query(jobs), { groupBy: 'day', pins: ['a'] });
    await queries.clear(jobs);
    assert.deepEqual(queries.query(jobs), { pins: ['a'] });
  });

  it('pins rows once, and lets go of them', async () => {
    await queries.pin(jobs, ['a', 'b'], true);
    await queries.pin(jobs, ['a'], true);
    assert.deepEqual(queries.query(jobs).pins, ['b', 'a']);
    await queries.pin(jobs, ['a', 'b', 'c'], false);
    assert.deepEqual(queries.query(jobs), {});
  });

  it('remembers across sessions, in the words of JSON', async () => {
    await queries.set(jobs, { createdWithin: 86_400_000, order: undefined });
    const kept: unknown = JSON.parse(JSON.stringify(store.get('listQueries')));
    assert.deepEqual(kept, store.get('listQueries'));
    assert.deepEqual(new ListQueries(store).query(jobs), { createdWithin: 86_400_000 });
  });

  it('takes any name of a connection', () => {
    assert.deepEqual(queries.query({ connectionId: 'constructor', kindId: 'toString' }), {});
  });
});
