import assert from 'node:assert/strict';
import type { LaunchState, PreflightLine } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { launchHandlers, launchState, refusedLine } from './launchFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage } from './webviewPage';

type Launch = OpenedPage<typeof launchContract>;

describe('launch page, the command line', function () {
  const browser = suiteBrowser(this);

  const open = async (state: Partial<LaunchState>): Promise<Launch> => {
    const launch = await browser.open('launch', launchContract, launchHandlers);
    launch.host.send('state', { ...launchState, ...state });
    await launch.page.getByRole('button', { name: 'Preview request' }).waitFor();
    return launch;
  };

  const focusedId = ({ page }: Launch): Promise<string | undefined> =>
    page.evaluate(() => document.activeElement?.id);

  it('is folded out by keyboard, can be selected and copied', async () => {
    const launch = await open(refusedLine);
    const { page } = launch;
    await page.locator('#command-line > summary').focus();
    await page.keyboard.press('Enter');
    const words = page.getByRole('region', { name: 'Command line of the script' });
    await words.waitFor();
    assert.equal(
      await words.innerText(),
      "train.py\n--note 'it'\"'\"'s; late'\nAfter the image’s shell: --note 'its; late'\n--shuffle True",
    );
    await page.keyboard.press('Tab');
    assert.equal(await words.evaluate((element) => document.activeElement === element), true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('#command-line').getByRole('status').getByText('Copied').waitFor();
    assert.deepEqual(launch.sent('copyCommandLine'), [undefined]);
    await words.selectText();
    const selected = await page.evaluate(() => String(document.getSelection()));
    assert.match(selected, /--shuffle True/);
  });

  it('stays folded out when a snapshot arrives', async () => {
    const launch = await open(refusedLine);
    await launch.page.locator('#command-line > summary').click();
    launch.host.send('state', {
      ...launchState,
      commandLine: { parts: [{ built: ['--epochs', '7'], received: null }], image: 'x' },
    });
    await launch.page.getByText('--epochs 7').waitFor();
    assert.equal(await launch.page.locator('#command-line[open]').count(), 1);
  });

  it('says at the field what is wrong, and mends it from there or from the list', async () => {
    const launch = await open(refusedLine);
    const row = launch.page.getByRole('group', { name: '--shuffle' });
    await row.getByText('and the script would end').waitFor();
    await row.getByRole('button', { name: 'Change the script' }).click();
    await until('fix', () => launch.sent('fix').length === 1);
    launch.host.send('state', launchState);
    await until('focus', async () => (await focusedId(launch)) === 'value-shuffle');
    launch.host.send('state', { ...launchState, ...refusedLine });
    await launch.page.locator('aside').getByRole('button', { name: 'Leave out --shuffle' }).click();
    await until('fix', () => launch.sent('fix').length === 2);
    assert.deepEqual(launch.sent('fix'), [
      { id: 'argv:0:script:shuffle' },
      { id: 'argv:1:form:shuffle' },
    ]);
  });

  it('warns at the field without marking it as wrong', async () => {
    const launch = await open(refusedLine);
    const row = launch.page.getByRole('group', { name: '--note' });
    await row.getByText('takes its quotes and backslashes away').waitFor();
    assert.equal(await row.locator('[invalid]').count(), 0);
  });

  it('tells a screen reader at the field what it warns of', async () => {
    const extra = [{ name: 'seed', value: '1' }];
    const warn = (field: string): PreflightLine => ({
      ...{ id: field, tone: 'warning', field, message: `Beware of ${field}.` },
    });
    const { page } = await open({
      draft: { ...launchState.draft, extra },
      preflight: [warn('value:note'), warn('extra:0'), warn('channelPath:0')],
    });
    for (const [id, field] of [
      ['value-note', 'value:note'],
      ['extra-value-0', 'extra:0'],
      ['channel-path-0', 'channelPath:0'],
    ]) {
      const input = page.locator(`#${id} input`);
      const description = (await input.getAttribute('aria-description')) ?? '';
      assert.ok(description.startsWith(`Beware of ${field}.`), description);
    }
  });

  it('leads to the field that a person has to fill in', async () => {
    const launch = await open(refusedLine);
    await launch.page.locator('aside').getByRole('button', { name: 'Fill it in' }).click();
    await until('focus', async () => (await focusedId(launch)) === 'value-target');
    assert.deepEqual(launch.sent('fix'), []);
  });
});
