import assert from 'node:assert/strict';
import { launchContract, type LaunchState } from '../../src/shared/contracts/launch';
import { launchHandlers, launchState, secretive } from './launchFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

describe('launch page, the code that is packed', function () {
  const browser = suiteBrowser(this);

  const open = async (
    state: Partial<LaunchState> = {},
    options: OpenOptions = {},
  ): Promise<Launch> => {
    const launch = await browser.open('launch', launchContract, launchHandlers, options);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  it('lists the files and what is left out, by keyboard', async () => {
    const launch = await open();
    const { page } = launch;
    await page.locator('#code-files > summary').focus();
    await page.keyboard.press('Enter');
    const packed = page.getByRole('region', { name: '6 files, 18 KB, the largest first' });
    await packed.waitFor();
    assert.equal(await packed.getByRole('row').count(), 6);
    assert.match(await packed.getByRole('row').first().innerText(), /^13 KB\s+data\/penguins\.csv/);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await until('leave out', () => launch.sent('leaveOut').length === 1);
    assert.deepEqual(launch.sent('leaveOut'), [{ path: 'data/penguins.csv' }]);
    await page.locator('#code-left-out > summary').click();
    const leftOut = page.getByRole('region', { name: '6 files and folders left out' });
    await leftOut.getByText('by an ignore file').waitFor();
    await leftOut.getByRole('button', { name: 'Pack .env' }).click();
    await until('pack', () => launch.sent('pack').length === 1);
    assert.deepEqual(launch.sent('pack'), [{ path: '.env' }]);
    assert.equal(await packed.getByRole('button', { name: 'Leave out train.py' }).count(), 0);
  });

  it('brings the focus to the list when the row has gone, and keeps it open', async () => {
    const launch = await open();
    await launch.page.locator('#code-files > summary').click();
    await launch.page.getByRole('button', { name: 'Leave out model.py' }).click();
    const { code } = launchState;
    assert.ok(code);
    const largest = code.largest.filter(({ path }) => path !== 'model.py');
    launch.host.send('state', { ...launchState, code: { ...code, largest, files: 5 } });
    await launch.page.getByText('5 files, 18 KB').waitFor();
    await until('focus', () =>
      launch.page.evaluate(() => document.activeElement?.matches('#code-files > summary') === true),
    );
    assert.equal(await launch.page.locator('#code-files[open]').count(), 1);
  });

  it('is unfolded by the links of the list of checks', async () => {
    const launch = await open(secretive);
    await launch.page.getByRole('button', { name: 'Show what is left out' }).click();
    await launch.page.getByText('its name says that it holds secrets', { exact: true }).waitFor();
    await until('focus', () =>
      launch.page.evaluate(
        () => document.activeElement?.matches('#code-left-out > summary') === true,
      ),
    );
    assert.deepEqual(launch.sent('fix'), []);
  });

  it('offers what to do with a secret', async () => {
    const launch = await open(secretive);
    const checks = launch.page.locator('aside');
    for (const name of ['Show line 3', 'Leave out settings.py', 'Let through…', 'Stop']) {
      await checks.getByRole('button', { name }).click();
    }
    await until('fixes', () => launch.sent('fix').length === 4);
    assert.deepEqual(
      launch.sent('fix').map((sent) => (sent as { id: string }).id),
      ['code:show:0-f00d', 'code:leave-out:0-f00d', 'code:let-through:0-f00d', 'code:stop'],
    );
    assert.equal(await launch.page.locator('#start').getAttribute('aria-disabled'), 'true');
  });

  it('says how many more there are than it lists, and stays within 400 pixels', async () => {
    const { code } = launchState;
    assert.ok(code);
    const long = { path: `${'deep/'.repeat(40)}file.py`, bytes: 1, isOffered: true };
    const launch = await open(
      { code: { ...code, files: 5000, largest: [...code.largest, long] } },
      { width: 400, height: 800 },
    );
    await launch.page.locator('#code-files > summary').click();
    await launch.page.getByText('and 4,993 more').waitFor();
    const overflow = await launch.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(overflow <= 0, `${overflow} pixels stick out`);
    await launch.screenshot('launch-400-code');
  });

  it('says that it is reading until it knows', async () => {
    const launch = await open({ code: null });
    await launch.page
      .getByRole('region', { name: 'Code' })
      .getByText('Reading the folder…')
      .waitFor();
  });
});
