import assert from 'node:assert/strict';
import { press, shown } from '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { loadImageTable } from '../../../../src/core/images/imageTable';
import { ClonedPages, connectionOf, epochs, jobName } from './clonedPages';

describe('the pages of cloned jobs', () => {
  let work: ClonedPages;

  before(async () => {
    await loadImageTable();
  });

  beforeEach(() => {
    work = new ClonedPages();
    shown.length = 0;
  });

  afterEach(() => {
    press(undefined);
    work.pages.dispose();
  });

  it('remember nothing before somebody changes something, and nothing after they are closed', async () => {
    const panel = await work.clone();
    const { draft } = await panel.shown();
    await panel.page.call('edit', draft);
    assert.deepEqual(work.remembered, []);
    await panel.edit(epochs('20'));
    assert.equal(work.remembered.length, 1);
    await panel.page.call('reset', undefined);
    assert.deepEqual(work.store.get('clones'), {}, 'it is as the job has it again');
    await panel.edit(epochs('30'));
    panel.dispose();
    assert.deepEqual(work.store.get('clones'), {});
  });

  it('show one that nobody has changed once more, and beside one that is changed another', async () => {
    const first = await work.clone();
    await work.clone();
    assert.deepEqual([work.panels.length, first.revealed], [1, 1]);
    await first.edit(epochs('20'));
    const second = await work.clone();
    assert.notEqual(second, first);
    await second.edit(epochs('30'));
    assert.equal(work.remembered.length, 2);
    second.dispose();
    assert.equal(work.remembered.length, 1);
    assert.deepEqual((await first.shown()).original?.changes[0]?.after, '20');
  });

  it('come back each with its own changes after a reload', async () => {
    const first = await work.clone();
    await first.edit(epochs('20'));
    const second = await work.clone();
    await second.edit(epochs('30'));
    const states = [first.state, second.state];
    work.reload();
    for (const [index, value] of ['20', '30'].entries()) {
      const panel = await work.restore(states[index] ?? {});
      const { original: origin } = await panel.shown();
      assert.deepEqual(
        origin?.changes.map(({ name, after }) => [name, after]),
        [['epochs', value]],
      );
    }
  });

  it('keep what was changed where they cannot be restored', async () => {
    const first = await work.clone();
    await first.edit(epochs('20'));
    const { state } = first;
    work.reload();
    work.open = () => Promise.reject(new AppError('network', 'Offline.'));
    const lost = await work.restore(state);
    assert.equal(lost.isClosed, true);
    assert.deepEqual(shown, [
      {
        severity: 'error',
        message: `The page of ${jobName} could not be restored. Offline.`,
        buttons: ['Try Again'],
      },
    ]);
    assert.equal(work.failures.length, 1);
    const panel = await work.clone();
    assert.equal((await panel.shown()).original?.changes[0]?.after, '20');
  });

  it('are tried again by the button of the message', async () => {
    const panel = await work.clone();
    await panel.edit(epochs('20'));
    const { state } = panel;
    work.reload();
    let attempts = 0;
    work.open = (id) =>
      ++attempts === 1
        ? Promise.reject(new AppError('network', 'Offline.'))
        : Promise.resolve(connectionOf(id));
    press('Try Again');
    await work.restore(state);
    assert.equal((await work.last.shown()).original?.changes[0]?.after, '20');
    assert.deepEqual([attempts, work.last.isClosed], [2, false]);
  });

  it('forget a job that is gone', async () => {
    const panel = await work.clone();
    await panel.edit(epochs('20'));
    const { state } = panel;
    work.reload();
    work.open = () => Promise.reject(new AppError('notFound', 'Gone.'));
    await work.restore(state);
    assert.deepEqual([work.store.get('clones'), shown[0]?.buttons], [{}, []]);
  });
});
