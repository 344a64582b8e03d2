import assert from 'node:assert/strict';
import { logsContract } from '../../src/shared/contracts/logs';
import { LogHost, trainingLines } from './logFixture';
import { seen, type Logs } from './logRows';
import { until } from './until';
import { suiteBrowser } from './webviewPage';

const width = 1000;
const tall = 720;
const low = 320;

describe('log page, as its size changes', function () {
  const browser = suiteBrowser(this);

  const open = async (log: LogHost): Promise<Logs> => {
    const logs = await browser.open('logs', logsContract, log.handlers(), { width, height: tall });
    logs.host.send('state', log.state());
    await seen(logs, log.lines.length - 1);
    return logs;
  };

  const isFollowing = async ({ page }: Logs): Promise<boolean> =>
    (await page.getByRole('button', { name: 'Follow' }).getAttribute('aria-pressed')) === 'true';

  /** Prints a line whenever there is time for one, until it is told to stop. */
  const print = (log: LogHost, logs: Logs): (() => void) => {
    const timer = setInterval(() => {
      log.lines = trainingLines(log.lines.length + 1);
      logs.host.send('state', log.state());
    }, 10);
    return () => clearInterval(timer);
  };

  it('goes on following while lines come, as a panel opens and closes below it', async () => {
    const log = new LogHost(trainingLines(500));
    const logs = await open(log);
    const stop = print(log, logs);
    try {
      for (let round = 0; round < 10; round++) {
        await logs.page.setViewportSize({ width, height: low });
        await logs.page.waitForTimeout(60);
        await logs.page.setViewportSize({ width, height: tall });
        await logs.page.waitForTimeout(60);
        assert.ok(await isFollowing(logs), `after ${round + 1} times`);
      }
    } finally {
      stop();
    }
    await seen(logs, log.lines.length - 1);
  });

  it('goes on following as a border is dragged, line by line', async () => {
    const log = new LogHost(trainingLines(500));
    const logs = await open(log);
    const stop = print(log, logs);
    try {
      const way = Array.from({ length: 20 }, (_, step) => low + step * 20);
      for (const height of [...way.toReversed(), ...way]) {
        await logs.page.setViewportSize({ width, height });
      }
      assert.ok(await isFollowing(logs));
    } finally {
      stop();
    }
    await seen(logs, log.lines.length - 1);
  });

  it('lets go when the person scrolls up right after, by wheel, by key and by the bar', async () => {
    const logs = await open(new LogHost(trainingLines(500)));
    const letGo = (): Promise<void> => until('let go', async () => !(await isFollowing(logs)));
    const ways: readonly (() => Promise<void>)[] = [
      () => logs.page.mouse.wheel(0, -100),
      () => logs.page.getByRole('log').press('ArrowUp'),
      () => logs.page.evaluate(() => document.querySelector('.log')?.scrollBy(0, -200)),
    ];
    await logs.page.mouse.move(400, 200);
    for (const scrollUp of ways) {
      await logs.page.setViewportSize({ width, height: low });
      await logs.page.setViewportSize({ width, height: tall });
      await seen(logs, 499);
      await scrollUp();
      await letGo();
      await logs.page.getByRole('log').press('End');
      await until('following', () => isFollowing(logs));
    }
  });
});
