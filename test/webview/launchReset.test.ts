import assert from 'node:assert/strict';
import type { LaunchDraft } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { launchHandlers, launchState } from './launchFixture';
import { until } from './until';
import { suiteBrowser } from './webviewPage';

describe('launch page, going back to what the script says', function () {
  const browser = suiteBrowser(this);

  it('offers it where anything was changed, and sends what was typed last before', async () => {
    const order: string[] = [];
    const handlers = {
      ...launchHandlers,
      edit: ({ values }: LaunchDraft) => {
        order.push(`edit ${values['epochs'] ?? ''}`);
        return Promise.resolve(undefined);
      },
      reset: () => {
        order.push('reset');
        const draft = { ...launchState.draft, jobName: 'penguins-anew' };
        launch.host.send('state', { ...launchState, draft, draftVersion: 2 });
        return Promise.resolve(undefined);
      },
    };
    const launch = await browser.open('launch', launchContract, handlers);
    const reset = launch.page.getByRole('button', { name: 'Reset all' });
    launch.host.send('state', launchState);
    const epochs = launch.page.getByRole('textbox', { name: '--epochs', exact: true });
    await epochs.waitFor();
    assert.equal(await reset.count(), 0);
    launch.host.send('state', { ...launchState, isChanged: true });
    await reset.waitFor();
    await epochs.fill('7');
    await reset.click();
    await until('reset', () => order.includes('reset'));
    assert.deepEqual(order, ['edit 7', 'reset']);
    await until('defaults', async () => (await epochs.inputValue()) === '20');
    assert.equal(await reset.count(), 0);
    const focused = () => launch.page.evaluate(() => document.activeElement?.id);
    await until('focus', async () => (await focused()) === 'job-name');
  });
});
