import assert from 'node:assert/strict';
import { logsContract, type LogState } from '../../src/shared/contracts/logs';
import { LogHost, logLine, trainingLines } from './logFixture';
import { row, seen, type Logs } from './logRows';
import { themes } from './themes';
import { until } from './until';
import { suiteBrowser, type OpenOptions } from './webviewPage';

const folder =
  '/home/me/.config/Code/User/globalStorage/workbench/sandbox/data/jobs/1/opt/ml/code/';
const frame = `  File "${folder}train.py", line 42, in <module>`;
const traceback = [
  'Traceback (most recent call last):',
  frame,
  '    fit(features)',
  '  File "/usr/lib/python3.11/runpy.py", line 3, in run',
  'ValueError: expected 4 features',
];

describe('log page of a job that failed', function () {
  const browser = suiteBrowser(this);

  const open = async (
    messages: readonly string[] = traceback,
    state: Partial<LogState> = {},
    options: OpenOptions = {},
  ): Promise<Logs> => {
    const host = new LogHost([...trainingLines(300), ...messages.map(logLine)]);
    const logs = await browser.open('logs', logsContract, host.handlers(), options);
    const ended = {
      status: 'Failed',
      phase: 'ended',
      canStop: false,
      canTrainAgain: true,
    } as const;
    const why = { failure: 'ValueError: expected 4 features' };
    const failedAt = { path: 'train.py', line: 42 };
    logs.host.send('state', host.state({ ...ended, ...why, failedAt, ...state }));
    await logs.page
      .getByText(messages.at(-1) ?? '')
      .last()
      .waitFor();
    return logs;
  };

  it('leads from a frame of the traceback to the line of the code', async () => {
    const logs = await open();
    const link = row(logs, 301).getByRole('link');
    await link.click();
    await until('asked', () => logs.sent('openCode').length === 1);
    assert.deepEqual(logs.sent('openCode'), [{ path: 'train.py', line: 42 }]);
    assert.equal(await logs.page.locator('.line a').count(), 1, 'libraries are no code of the job');
    await link.focus();
    await logs.page.keyboard.press('Enter');
    await until('asked again', () => logs.sent('openCode').length === 2);
    await logs.page.getByRole('button', { name: 'train.py:42' }).click();
    await until('asked by the cause', () => logs.sent('openCode').length === 3);
  });

  it('shows the file and its line on a narrow page, and copies the path in full', async () => {
    const logs = await open(traceback, {}, { width: 480 });
    const name = row(logs, 301).getByText('train.py", line 42');
    const box = await name.boundingBox();
    assert.ok(box && box.x + box.width < 480, 'the line number is in sight');
    const copied = await logs.page.evaluate(() => {
      const text = document.querySelector('.line[data-line="301"] .text');
      document.getSelection()?.selectAllChildren(text ?? document.body);
      const event = new ClipboardEvent('copy', {
        bubbles: true,
        clipboardData: new DataTransfer(),
      });
      text?.dispatchEvent(event);
      return event.clipboardData?.getData('text/plain');
    });
    assert.equal(copied, frame);
  });

  it('does not leave while text of a link is selected', async () => {
    const logs = await open();
    const box = await row(logs, 301).getByText('train.py", line 42').boundingBox();
    assert.ok(box);
    await logs.page.mouse.move(box.x + 40, box.y + box.height / 2);
    await logs.page.mouse.down();
    await logs.page.mouse.move(box.x + box.width - 4, box.y + box.height / 2, { steps: 4 });
    await logs.page.mouse.up();
    assert.notEqual(await logs.page.evaluate(() => String(document.getSelection())), '');
    assert.deepEqual(logs.sent('openCode'), []);
  });

  it('leaves room below the last line, where the notification of the end is', async () => {
    const logs = await open();
    await seen(logs, 304);
    const free = await logs.page.evaluate(() => {
      const log = document.querySelector('.log')?.getBoundingClientRect();
      const last = document.querySelector('.line[data-line="304"]')?.getBoundingClientRect();
      return log && last && log.bottom - last.bottom;
    });
    assert.ok(free !== undefined && free >= 100, `${String(free)} pixels`);
  });

  it('offers to train again, with either code', async () => {
    const logs = await open();
    await logs.page.getByRole('button', { name: 'Train Again (Same Code)' }).click();
    await logs.page.getByRole('button', { name: 'Train Again (Current Code)' }).click();
    await until('asked', () => logs.sent('trainAgain').length === 2);
    assert.deepEqual(logs.sent('trainAgain'), [{ code: 'same' }, { code: 'current' }]);
  });

  it('draws what scripts print into a frame as text', async () => {
    const evil = '<img src=x onerror="document.title=1">';
    const logs = await open([`  File "${evil}.py", line 1`, '  File "a<b>.py", line 2', 'end']);
    assert.equal(await logs.page.locator('.line img').count(), 0);
    assert.equal(await row(logs, 301).getByRole('link').textContent(), 'a<b>.py", line 2');
  });

  for (const [name, theme] of Object.entries(themes)) {
    it(`in the theme ${name}`, async () => {
      const logs = await open(traceback, {}, { theme, width: 1040, height: 480 });
      await logs.screenshot(`logs-failed-${name}`);
    });
  }

  it('fits 400 pixels', async () => {
    const logs = await open(traceback, {}, { width: 400, height: 480 });
    await logs.screenshot('logs-failed-400');
    const over = await logs.page.evaluate(
      () => document.documentElement.scrollWidth - window.innerWidth,
    );
    assert.ok(over <= 0, 'only the log itself scrolls sideways');
  });
});
