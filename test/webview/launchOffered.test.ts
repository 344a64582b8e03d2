import assert from 'node:assert/strict';
import type { LaunchDraft } from '../../src/shared/contracts/launch';
import { launchContract } from '../../src/shared/contracts/launchContract';
import { launchHandlers, launchState } from './launchFixture';
import { until } from './until';
import { suiteBrowser } from './webviewPage';

const offered = [
  {
    ...{ from: 'transformers.TrainingArguments', line: 5 },
    names: ['epochs', 'learning_rate', 'warmup_steps'],
  },
];

describe('launch page, arguments of a library', function () {
  const browser = suiteBrowser(this);

  it('are rows once they are chosen from a list, and then not in it any more', async () => {
    const launch = await browser.open('launch', launchContract, launchHandlers);
    launch.host.send('state', { ...launchState, offered });
    const { page } = launch;
    const list = page.locator('#offered-TrainingArguments');
    await list.waitFor();
    const options = () => list.locator('vscode-option').allInnerTexts();
    assert.deepEqual(await options(), [
      ...['Add an argument of TrainingArguments', 'learning_rate', 'warmup_steps'],
    ]);
    await list.getByRole('combobox').fill('warm');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await until('row', () => launch.sent('edit').length === 1);
    const { extra } = launch.sent('edit')[0] as LaunchDraft;
    assert.deepEqual(extra, [{ name: 'warmup_steps', value: '' }]);
    await page.keyboard.type('100');
    await until('value', () => launch.sent('edit').length > 1);
    assert.deepEqual((launch.sent('edit').at(-1) as LaunchDraft).extra, [
      { name: 'warmup_steps', value: '100' },
    ]);
    assert.deepEqual((await options()).slice(1), ['learning_rate']);
  });
});
