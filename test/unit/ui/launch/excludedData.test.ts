import assert from 'node:assert/strict';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';
import { FakeClock } from '../../../fakes/fakeClock';
import { LaunchedPage } from './launchedPage';
import { listingOf } from './launchPorts';

describe('data in the source folder', () => {
  const summary = { files: 3, bytes: 5120, names: ['a.csv'], isComplete: true };
  let clock: FakeClock;
  let page: LaunchedPage;
  let draft: LaunchDraft;
  /** What each listing left out. */
  let listed: (readonly string[])[];
  let looks: number;

  const type = (path: string): void =>
    page.session.edit({ ...draft, channels: [{ name: 'train', path }] });

  beforeEach(async () => {
    clock = new FakeClock();
    listed = [];
    looks = 0;
    page = new LaunchedPage({
      clock,
      checks: {
        data: (path) => {
          looks++;
          return /data$|sub$/.test(path)
            ? Promise.resolve(summary)
            : Promise.reject(new AppError('notFound', 'The data is not there.'));
        },
      },
      source: {
        listSource: (_folder, { exclude = [] } = {}) => {
          listed.push(exclude);
          return Promise.resolve(listingOf({ 'train.py': 1 }));
        },
      },
    });
    draft = await page.session.open();
    await clock.advance(1000);
    assert.deepEqual(listed, [['/projects/penguins/data']]);
    listed = [];
  });

  afterEach(() => page.dispose());

  it('are listed as code only when they are none any more, once the typing pauses', async () => {
    for (const path of ['dat', 'da', 'd', '/e', '/el', '/elsewhere/data']) {
      type(path);
      await clock.advance(100);
    }
    await clock.advance(1000);
    assert.deepEqual(listed, [[]]);
    for (const path of ['/elsewhere', 'o', 'other', 'other/data']) {
      type(path);
      await clock.advance(100);
    }
    await clock.advance(1000);
    assert.deepEqual(listed, [[], ['/projects/penguins/other/data']]);
  });

  it('are no reason to list again where they are the same', async () => {
    for (const path of ['data/', './data', 'data/s', 'data']) {
      type(path);
      await clock.advance(100);
    }
    await clock.advance(1000);
    assert.deepEqual(listed, []);
  });

  it('are left out of what a start checks, without a pause', async () => {
    await page.session.start({ ...draft, channels: [{ name: 'train', path: 'data/sub' }] });
    assert.deepEqual(listed, [['/projects/penguins/data/sub']]);
  });

  it('are looked at no more when the page is gone', async () => {
    const before = looks;
    type('data/sub');
    page.session.dispose();
    type('other/data');
    page.session.checkDataAgain();
    page.session.pythonChanged();
    await page.session.sourceChanged();
    await clock.advance(1000);
    assert.deepEqual([listed, looks - before], [[], 1]);
  });
});
