import assert from 'node:assert/strict';
import type { LaunchState } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
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
    assert.equal(await page.locator('tr').count(), 0, 'what is folded is not drawn');
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

  /** The name or the text of what has the focus. */
  const focused = ({ page }: Launch): Promise<string> =>
    page.evaluate(
      () => document.activeElement?.ariaLabel ?? document.activeElement?.textContent.trim() ?? '',
    );

  it('brings the focus to the next row when a row has gone, and to the list after the last', async () => {
    const launch = await open();
    await launch.page.locator('#code-files > summary').click();
    const { code } = launchState;
    assert.ok(code);
    let largest = code.largest.filter(({ isOffered }) => isOffered).slice(0, 3);
    const names = largest.map(({ path }) => path);
    assert.deepEqual(names, ['data/penguins.csv', 'model.py', 'settings.py']);
    launch.host.send('state', { ...launchState, code: { ...code, largest, files: 3 } });
    for (const [path, next] of [
      ['model.py', 'Leave out settings.py'],
      ['settings.py', 'Leave out data/penguins.csv'],
      ['data/penguins.csv', '0 files, 18 KB, the largest first'],
    ] as const) {
      await launch.page.getByRole('button', { name: `Leave out ${path}` }).click();
      largest = largest.filter((file) => file.path !== path);
      const files = largest.length;
      launch.host.send('state', { ...launchState, code: { ...code, largest, files } });
      await until(next, async () => (await focused(launch)) === next);
    }
    assert.equal(await launch.page.locator('#code-files[open]').count(), 1);
  });

  it('brings the focus to what is next when a file is packed or a secret is let through', async () => {
    const launch = await open(secretive);
    await launch.page.locator('#code-left-out > summary').click();
    await launch.page.getByRole('button', { name: 'Pack .env' }).click();
    const { code } = launchState;
    assert.ok(code);
    const packed = { ...code, leftOut: code.leftOut.slice(1), leftOutCount: 5 };
    launch.host.send('state', { ...launchState, ...secretive, code: packed });
    const pack = 'Pack checkpoints/last.pt';
    await until(pack, async () => (await focused(launch)) === pack);
    await launch.page.getByRole('button', { name: 'Let through…' }).click();
    const preflight = secretive.preflight?.filter(({ id }) => id !== 'secret:1') ?? [];
    launch.host.send('state', { ...launchState, ...secretive, code: packed, preflight });
    const next = '1 secret is let through.';
    await until(next, async () => (await focused(launch)) === next);
  });

  it('leaves the focus where it is while others come and go', async () => {
    const launch = await open(secretive);
    await launch.page.locator('#job-name input').focus();
    launch.host.send('state', { ...launchState, preflight: [] });
    await launch.page.getByText('Let through…').waitFor({ state: 'detached' });
    assert.equal(await launch.page.evaluate(() => document.activeElement?.id), 'job-name');
  });

  it('shows a name by what it is, and sends it as it is', async () => {
    const { code } = launchState;
    assert.ok(code);
    const path = 'a\u202Eyp.b';
    const largest = [{ path, bytes: 1, isOffered: true }];
    const launch = await open({ code: { ...code, largest, files: 1 }, script: path });
    await launch.page.locator('#code-files > summary').click();
    await launch.page.getByRole('button', { name: 'Leave out a�yp.b' }).click();
    await until('leave out', () => launch.sent('leaveOut').length === 1);
    assert.deepEqual(launch.sent('leaveOut'), [{ path }]);
    const text = await launch.page.evaluate(() => document.documentElement.outerHTML);
    assert.ok(!text.includes('\u202E'));
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
      ['code:show:1', 'code:leave-out:1', 'code:let-through:1', 'code:stop'],
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
