import assert from 'node:assert/strict';
import { logsContract, type LogState } from '../../src/shared/contracts/logs';
import { LogHost, logLine, trainingLines } from './logFixture';
import { themes } from './themes';
import { until } from './until';
import { suiteBrowser, type OpenedPage, type OpenOptions } from './webviewPage';

type Logs = OpenedPage<typeof logsContract>;

const hosts = ['algo-1', 'algo-2'];
const esc = '\u001b';

/** What containers print: colours, a traceback, a long line. */
const colourful = [
  `${esc}[32mINFO${esc}[0m ${esc}[1mstarting${esc}[0m with ${esc}[4mtrain.py${esc}[0m`,
  `${esc}[33mWARNING${esc}[0m ${esc}[2mdeprecated option${esc}[0m`,
  `${esc}[31mERROR${esc}[0m ${esc}[41;97m failed ${esc}[0m ${esc}[3mnot fatal${esc}[0m`,
  Array.from({ length: 16 }, (_, i) => `${esc}[${i < 8 ? 30 + i : 82 + i}mcolour ${i}`).join(' '),
  `${esc}[38;5;208mfrom 256${esc}[0m ${esc}[38;2;80;200;120mtrue colour${esc}[0m`,
  'Traceback (most recent call last):',
  '  File "/opt/ml/code/train.py", line 42, in <module>',
  'ValueError: expected 4 features',
];

/** The pictures are for people to look at; what can be measured of them is asserted. */
describe('log page, as it looks', function () {
  const browser = suiteBrowser(this);

  const log = (): LogHost =>
    new LogHost(
      [
        ...trainingLines(300, hosts),
        ...colourful.map((message) => ({ ...logLine(message), host: 'algo-2' })),
      ],
      hosts,
    );

  const open = async (
    host: LogHost,
    options: OpenOptions = {},
    state: Partial<LogState> = {},
  ): Promise<Logs> => {
    const logs = await browser.open('logs', logsContract, host.handlers(), options);
    logs.host.send('state', host.state(state));
    await logs.page.getByRole('log').waitFor();
    await until(
      'drawn',
      async () =>
        (await logs.page.locator('.line:not(.absent)').count()) ===
        Math.min(host.lines.length, await logs.page.locator('.line').count()),
    );
    await logs.page.evaluate(() => document.fonts.ready);
    return logs;
  };

  for (const [name, theme] of Object.entries(themes)) {
    it(`in the theme ${name}`, async () => {
      const logs = await open(log(), { theme, height: 480 });
      await logs.page.keyboard.press('Control+F');
      await logs.page.keyboard.type('loss=0.003');
      await logs.page.getByText(/^\d+\/\d+$/).waitFor();
      await logs.page.getByRole('log').focus();
      await logs.page.keyboard.press('End');
      await logs.screenshot(`logs-${name}`);
    });
  }

  it('fits 400 pixels', async () => {
    const logs = await open(log(), { width: 400, height: 600 });
    await logs.screenshot('logs-400');
    const over = await logs.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(over <= 0, 'only the log itself scrolls sideways');
  });

  it('is usable at 200 % zoom', async () => {
    const logs = await open(log(), { width: 600, height: 400, scale: 2 });
    await logs.screenshot('logs-zoom-200');
    const height = await logs.page.evaluate(() => document.querySelector('.log')?.clientHeight);
    assert.ok((height ?? 0) > 200, 'most of the page is the log');
  });

  it('while it waits, retries, has ended empty, and opens', async () => {
    const none = new LogHost([]);
    const waiting = await open(none, { height: 300 }, { phase: 'waiting', status: 'Starting' });
    await waiting.screenshot('logs-waiting');
    const detail = 'the sandbox does not answer';
    waiting.host.send('state', none.state({ phase: 'retrying', detail }));
    await waiting.page.locator('.empty').getByText(detail).waitFor();
    await waiting.screenshot('logs-retrying');
    waiting.host.send('state', none.state({ phase: 'ended', status: 'Failed', canStop: false }));
    await waiting.page.getByText('without printing a line').waitFor();
    await waiting.screenshot('logs-empty');
    const opening = await browser.open('logs', logsContract, none.handlers(), { height: 300 });
    await opening.page.getByText('Opening the log…').waitFor();
    await opening.screenshot('logs-loading');
  });

  it('when it has ended', async () => {
    const logs = await open(
      log(),
      { height: 400 },
      { phase: 'ended', status: 'Completed', canStop: false, canOpenModel: true },
    );
    await logs.screenshot('logs-ended');
  });

  it('stands still for who prefers less motion, and where nothing is waited for', async () => {
    const animated = ({ page }: Logs): Promise<number> =>
      page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length);
    const still = await open(log(), { reducedMotion: true });
    assert.equal(await animated(still), 0);
    const gone = await open(log(), {}, { isGone: true, status: '', canStop: false });
    assert.equal(await animated(gone), 0, 'nobody waits for a job that was deleted');
    const unknown = await open(log(), {}, { phase: 'ended', status: '', canStop: false });
    assert.equal(await animated(unknown), 0, 'nor for one of which nothing more is asked');
    const moving = await open(log());
    assert.ok((await animated(moving)) > 0, 'the spinner of a running job moves otherwise');
  });
});
