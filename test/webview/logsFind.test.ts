import assert from 'node:assert/strict';
import { logsContract } from '../../src/shared/contracts/logs';
import { LogHost, logLine, trainingLines } from './logFixture';
import { inView, row, seen, type Logs } from './logRows';
import { until } from './until';
import { suiteBrowser } from './webviewPage';

describe('log page, searched', function () {
  const browser = suiteBrowser(this);

  const open = async (log: LogHost): Promise<Logs> => {
    const logs = await browser.open('logs', logsContract, log.handlers());
    logs.host.send('state', log.state());
    await logs.page.getByRole('log').waitFor();
    return logs;
  };

  it('counts, goes on and back, marks, and clears', async () => {
    const log = new LogHost(trainingLines(3000));
    for (const i of [10, 1500, 2990]) {
      log.lines.splice(i, 1, logLine('ValueError: expected 4 features (x.y)'));
    }
    const logs = await open(log);
    await seen(logs, 2999);
    await logs.page.keyboard.press('Control+F');
    await logs.page.keyboard.type('features (x.y)');
    await logs.page.getByText('3/3').waitFor();
    await seen(logs, 2990);
    assert.equal(await row(logs, 2990).locator('.match').textContent(), 'features (x.y)');
    await logs.page.keyboard.press('Enter');
    await logs.page.getByText('1/3').waitFor();
    await seen(logs, 10);
    await logs.page.keyboard.press('Shift+Enter');
    await logs.page.getByText('3/3').waitFor();
    await logs.page.keyboard.press('Shift+Enter');
    await logs.page.getByText('2/3').waitFor();
    await seen(logs, 1500);
    await row(logs, 1500).and(logs.page.locator('.found')).waitFor();
    await logs.screenshot('logs-find');
    await logs.page.keyboard.press('Escape');
    await until('cleared', async () => (await logs.page.locator('.match').count()) === 0);
    assert.equal(await logs.page.evaluate(() => document.activeElement?.className), 'log');
    await logs.page.keyboard.press('Control+F');
    await logs.page.keyboard.type('nowhere');
    await logs.page.getByText('No results').waitFor();
  });

  it('keeps the count of matches true as lines arrive, without moving', async () => {
    const log = new LogHost(trainingLines(3000));
    log.lines.splice(10, 1, logLine('needle'));
    const logs = await open(log);
    await seen(logs, 2999);
    await logs.page.keyboard.press('Control+F');
    await logs.page.keyboard.type('needle');
    await logs.page.getByText('1/1').waitFor();
    await seen(logs, 10);
    for (let i = 0; i < 20; i++) {
      log.lines.push(logLine('needle'));
      logs.host.send('state', log.state());
    }
    await logs.page.getByText('1/21').waitFor();
    assert.ok(await inView(logs, 10));
  });
});
