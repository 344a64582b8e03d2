import assert from 'node:assert/strict';
import type { LaunchDraft, LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { launchHandlers, launchState } from './launchFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

const sourceFolders = [
  { value: '.', label: 'mono/services/penguins' },
  { value: '..', label: 'mono/services' },
  { value: '../..', label: 'mono' },
];

/** As in a monorepo, with what cannot be packed. */
const chosen: Partial<LaunchState> = {
  sourceFolders,
  sourceDirectory: '/home/me/mono',
  entryPoint: 'services/penguins/train.py',
  draft: {
    ...launchState.draft,
    sourceFolder: '../..',
    alsoPacked: ['/home/me/libs/shared', '/home/me/libs/gone'],
  },
  errors: { 'alsoPacked:1': 'It is not there.' },
  refusal: 'Fix the marked fields first.',
  refusalPlace: 'fields',
};

describe('launch page, where the code comes from', function () {
  const browser = suiteBrowser(this);

  const open = async (
    state: Partial<LaunchState> = {},
    options: OpenOptions = {},
  ): Promise<OpenedPage<typeof launchContract>> => {
    const launch = await browser.open('launch', launchContract, launchHandlers, options);
    launch.host.send('state', { ...launchState, sourceFolders, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  it('lets another folder be chosen by keyboard', async () => {
    const launch = await open();
    await launch.page.locator('#source-folder').focus();
    await launch.page.keyboard.press('ArrowDown');
    await launch.page.keyboard.press('ArrowDown');
    await launch.page.keyboard.press('Enter');
    await until('edit', () => launch.sent('edit').length > 0);
    const { sourceFolder } = launch.sent('edit').at(-1) as LaunchDraft;
    assert.equal(sourceFolder, '..');
  });

  it('asks nothing where there is but one folder', async () => {
    const launch = await open({ sourceFolders: sourceFolders.slice(0, 1) });
    assert.equal(await launch.page.locator('#source-folder').count(), 0);
    await launch.page.getByText('/projects/penguins', { exact: true }).waitFor();
  });

  it('adds what is picked, and takes it back with the focus beside it', async () => {
    const launch = await open();
    await launch.page.getByRole('button', { name: 'Add folder…' }).click();
    await launch.page
      .getByRole('list', { name: 'Also packed' })
      .getByText('shared')
      .first()
      .waitFor();
    const focused = (id: string) => () =>
      launch.page.evaluate((name) => document.activeElement?.id === name, id);
    await until('it has the focus', focused('also-packed-0'));
    await until('edit', () => launch.sent('edit').length === 1);
    assert.deepEqual((launch.sent('edit')[0] as LaunchDraft).alsoPacked, ['/projects/libs/shared']);
    await launch.page.keyboard.press('Enter');
    await until('the focus is beside it', focused('add-packed-folder'));
    await until('second edit', () => launch.sent('edit').length === 2);
    assert.deepEqual((launch.sent('edit')[1] as LaunchDraft).alsoPacked, []);
    assert.deepEqual(launch.sent('browseCode'), [{ kind: 'folder' }]);
  });

  it('says what the job starts and what cannot be packed, and leads there', async () => {
    const launch = await open(chosen);
    await launch.page.getByText('The job starts services/penguins/train.py in it.').waitFor();
    const gone = launch.page.getByRole('button', { name: 'Do not pack gone any more' });
    assert.equal(await gone.getAttribute('aria-description'), 'It is not there.');
    await launch.page.getByRole('button', { name: 'Show the field' }).click();
    await until('focus', () =>
      launch.page.evaluate(() => document.activeElement?.id === 'also-packed-1'),
    );
    await launch.screenshot('launch-source');
  });

  it('stays within 400 pixels', async () => {
    const alsoPacked = [`/home/me/${'deep/'.repeat(30)}shared`];
    const draft = { ...launchState.draft, alsoPacked };
    const launch = await open({ ...chosen, errors: {}, draft }, { width: 400, height: 800 });
    await launch.page.locator('#add-packed-folder').scrollIntoViewIfNeeded();
    const overflow = await launch.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(overflow <= 0, `${overflow} pixels stick out`);
    await launch.screenshot('launch-400-source');
  });
});
