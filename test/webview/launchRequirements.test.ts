import assert from 'node:assert/strict';
import type { LaunchDraft, LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { importing, lacking, launchHandlers, launchState } from './launchFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

describe('launch page, where packages are missing', function () {
  const browser = suiteBrowser(this);

  const open = async (state: Partial<LaunchState> = {}): Promise<Launch> => {
    const launch = await browser.open('launch', launchContract, launchHandlers);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  const lastEdit = (launch: Launch): LaunchDraft | undefined =>
    launch.sent('edit').at(-1) as LaunchDraft | undefined;

  it('offers to install what is missing, from the failing line and from the form', async () => {
    const launch = await open(lacking);
    const box = launch.page.getByRole('checkbox', { name: /^Install missing packages into/ });
    assert.equal(await box.isChecked(), false);
    assert.match((await box.getAttribute('aria-description')) ?? '', /^pip takes them from/);
    const link = launch.page.getByRole('button', { name: 'Let the sandbox install' });
    await link.focus();
    await launch.page.keyboard.press('Enter');
    await until('edit', () => lastEdit(launch)?.installRequirements === true);
    assert.equal(await box.isChecked(), true);
    await until('focus', () =>
      launch.page.evaluate(() => document.activeElement?.id === 'install-requirements'),
    );
    await launch.page.keyboard.press('Space');
    await until('edit', () => lastEdit(launch)?.installRequirements === false);
    await launch.page.getByText('Install missing packages into').click();
    await until('edit', () => lastEdit(launch)?.installRequirements === true);
    await launch.page.getByRole('button', { name: 'Check again' }).click();
    await launch.page.getByRole('button', { name: 'requirements.txt', exact: true }).click();
    await until('fixes', () => launch.sent('fix').length === 2);
    assert.deepEqual(launch.sent('fix'), [
      { id: 'requirements:check' },
      { id: 'requirements:open' },
    ]);
  });

  it('offers two ways to mend an import, each by its own link', async () => {
    const launch = await open(importing);
    const link = (name: string) => launch.page.getByRole('button', { name, exact: true });
    await link('Add to requirements.txt and install in the sandbox').click();
    await link('Add to requirements.txt').click();
    await until('fixes', () => launch.sent('fix').length === 2);
    assert.deepEqual(launch.sent('fix'), [{ id: 'imports:install' }, { id: 'imports:add' }]);
  });

  it('offers no installation where there is nothing to install', async () => {
    const launch = await open();
    assert.equal(await launch.page.getByText('Install missing packages').count(), 0);
  });
});
