import assert from 'node:assert/strict';
import type { LaunchDraft } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import type { PageState } from '../../src/shared/pageHtml';
import { launchHandlers, launchState } from './launchFixture';
import { until } from './until';
import { suiteBrowser } from './webviewPage';

describe('launch page, metrics', function () {
  const browser = suiteBrowser(this);

  it('names what the script prints, leads to its line, and leaves it out', async () => {
    const launch = await browser.open('launch', launchContract, launchHandlers);
    launch.host.send('state', launchState);
    const summary = launch.page.locator('#metrics > summary');
    await summary.waitFor();
    assert.equal(await summary.innerText(), 'Metrics: loss, accuracy');
    await summary.focus();
    await launch.page.keyboard.press('Enter');
    await launch.page.getByRole('button', { name: 'Open the script at line 44' }).click();
    await until('line', () => launch.sent('openScript').length === 1);
    assert.deepEqual(launch.sent('openScript'), [{ line: 44, beside: true }]);
    await launch.page.locator('#metric-loss').click();
    await until('edit', () => launch.sent('edit').length === 1);
    assert.deepEqual((launch.sent('edit')[0] as LaunchDraft).leftOutMetrics, ['loss']);
    assert.equal(await summary.innerText(), 'Metrics: accuracy');
    await launch.page.locator('#metric-accuracy').click();
    assert.equal(await summary.innerText(), 'Metrics: none');
  });

  it('opens again with the folds that were open', async () => {
    const first = await browser.open('launch', launchContract, launchHandlers);
    first.host.send('state', launchState);
    await first.page.locator('#metrics > summary').click();
    await first.page.locator('#code-files > summary').click();
    await first.page.locator('#command-line > summary').click();
    await first.page.locator('#command-line > summary').click();
    const kept = (): Promise<PageState> =>
      first.page.evaluate(() => (window as unknown as { keptState: PageState }).keptState);
    await until('kept', async () => (await kept()).view === 'metrics code-files');
    const second = await browser.open('launch', launchContract, launchHandlers, {
      state: await kept(),
    });
    second.host.send('state', launchState);
    await second.page.getByRole('button', { name: 'Open the script at line 44' }).waitFor();
    assert.deepEqual(
      await second.page.locator('details[open][id]').evaluateAll((all) => all.map(({ id }) => id)),
      ['metrics', 'code-files'],
    );
  });

  it('says nothing of metrics where the script prints none', async () => {
    const launch = await browser.open('launch', launchContract, launchHandlers);
    launch.host.send('state', { ...launchState, metrics: [] });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    assert.equal(await launch.page.locator('#metrics').count(), 0);
  });
});
