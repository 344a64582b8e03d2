import assert from 'node:assert/strict';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { elsewhere } from './launchElsewhere';
import { launchHandlers, launchState } from './launchFixture';
import { suiteBrowser } from './webviewPage';

describe('launch page, what the checks say at a field', function () {
  const browser = suiteBrowser(this);

  it('offers each way out once, whatever leads to it', async () => {
    const line = (what: string) => ({
      ...({ id: `account:${what}`, tone: 'info', field: 'setting:roleArn' } as const),
      message: `The ${what} of the role cannot be told.`,
      links: [{ id: `account:${what}`, label: 'Choose role…' }],
    });
    const launch = await browser.open('launch', launchContract, launchHandlers);
    const preflight = [line('trust'), line('access')];
    launch.host.send('state', { ...launchState, ...elsewhere, preflight });
    const { page } = launch;
    const all = page.getByRole('button', { name: 'Choose role…', exact: true });
    const aside = page.locator('aside').getByRole('button', { name: 'Choose role…', exact: true });
    await aside.nth(1).waitFor();
    assert.deepEqual([await aside.count(), await all.count()], [2, 3]);
  });
});
