import assert from 'node:assert/strict';
import { logsContract, type LogState } from '../../src/shared/contracts/logs';
import type { Handlers } from '../../src/shared/rpc/contract';
import { LogHost, trainingLines } from './logFixture';
import { inView, row, seen, type Logs } from './logRows';
import { until } from './until';
import { suiteBrowser, type OpenOptions } from './webviewPage';

describe('log page', function () {
  const browser = suiteBrowser(this);

  const open = async (
    log: LogHost,
    options: OpenOptions & {
      first?: Partial<LogState>;
      handlers?: Partial<Handlers<typeof logsContract>>;
    } = {},
  ): Promise<Logs> => {
    const all = { ...log.handlers(), ...options.handlers };
    const logs = await browser.open('logs', logsContract, all, options);
    logs.host.send('state', log.state(options.first));
    await logs.page.getByRole('log').waitFor();
    return logs;
  };

  const rowCount = ({ page }: Logs): Promise<number> => page.locator('.line').count();

  it('says that it is opening, then shows the newest lines of a long log with few rows', async () => {
    const log = new LogHost(trainingLines(200_000));
    const logs = await browser.open('logs', logsContract, log.handlers());
    await logs.page.getByText('Opening the log…').waitFor();
    logs.host.send('state', log.state());
    await seen(logs, 199_999);
    assert.match((await row(logs, 199_999).textContent()) ?? '', /Epoch 199999 loss/);
    assert.ok((await rowCount(logs)) < 120);
    await logs.page.getByText('200,000 lines').waitFor();
  });

  it('reaches any line by keyboard, and asks the host for it', async () => {
    const logs = await open(new LogHost(trainingLines(200_000)));
    await logs.page.getByRole('log').focus();
    await logs.page.keyboard.press('Home');
    await seen(logs, 0);
    await row(logs, 0).getByText('Epoch 0 ').waitFor();
    await logs.page.keyboard.press('PageDown');
    await until('a page on', async () => !(await inView(logs, 0)));
    await logs.page.keyboard.press('PageUp');
    await seen(logs, 0);
    await logs.page.keyboard.press('End');
    await seen(logs, 199_999);
    const windows = logs.sent('lines') as { count: number }[];
    assert.ok(windows.length > 0 && windows.every(({ count }) => count < 1000));
  });

  for (const scale of [1, 2]) {
    it(`reaches first, middle and last of a million lines at ${scale} device pixels`, async () => {
      const logs = await open(new LogHost(trainingLines(1_000_000)), { scale });
      await seen(logs, 999_999);
      await logs.page.evaluate(() => {
        const element = document.querySelector('.log');
        element?.scrollTo(0, element.scrollHeight / 2);
      });
      await until('the middle', async () => {
        const first = await logs.page.locator('.line').first().getAttribute('data-line');
        return Math.abs(Number(first) - 500_000) < 1000;
      });
      await logs.page.mouse.move(400, 300);
      await logs.page.mouse.wheel(0, -100);
      await until('rows are drawn', async () => (await logs.page.locator('.absent').count()) === 0);
      await logs.page.evaluate(() => document.querySelector('.log')?.scrollTo(0, 0));
      await seen(logs, 0);
    });
  }

  it('keeps a move that is made at the moment when the view comes to rest', async () => {
    const logs = await open(new LogHost(trainingLines(1_000_000)));
    await seen(logs, 999_999);
    await logs.page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const log = document.querySelector('.log');
          // Runs before the page's own timer of the same length, and no frame is drawn between them.
          const moveAgain = (): void => {
            setTimeout(() => {
              log?.scrollTo(0, 0);
              resolve();
            }, 150);
          };
          document.addEventListener('scroll', moveAgain, { capture: true, once: true });
          log?.scrollTo(0, log.scrollHeight / 2);
        }),
    );
    await seen(logs, 0);
  });

  it('follows, lets go when scrolled up, and counts what is new', async () => {
    const log = new LogHost(trainingLines(500));
    const logs = await open(log);
    await seen(logs, 499);
    log.lines = trainingLines(540);
    logs.host.send('state', log.state());
    await seen(logs, 539);
    const follow = logs.page.getByRole('button', { name: 'Follow' });
    assert.equal(await follow.getAttribute('aria-pressed'), 'true');
    await logs.page.mouse.move(400, 300);
    await logs.page.mouse.wheel(0, -2000);
    await until('let go', async () => (await follow.getAttribute('aria-pressed')) === 'false');
    log.lines = trainingLines(578);
    logs.host.send('state', log.state());
    const fresh = logs.page.getByRole('button', { name: '38 new lines' });
    await fresh.waitFor();
    assert.equal(await inView(logs, 577), false);
    await logs.screenshot('logs-new-lines');
    await fresh.click();
    await seen(logs, 577);
    assert.equal(await follow.getAttribute('aria-pressed'), 'true');
    assert.equal(await fresh.count(), 0);
    await logs.page.mouse.wheel(0, -2000);
    await until('let go', async () => (await follow.getAttribute('aria-pressed')) === 'false');
    await logs.page.mouse.wheel(0, 9000);
    await until('at the end', async () => (await follow.getAttribute('aria-pressed')) === 'true');
  });

  it('calls off a request for lines that the view has left', async () => {
    const log = new LogHost(trainingLines(200_000));
    const { lines } = log.handlers();
    const aborted: number[] = [];
    const logs = await open(log, {
      handlers: {
        lines: async (window, signal) => {
          signal.addEventListener('abort', () => aborted.push(window.from));
          await new Promise((resolve) => setTimeout(resolve, 300));
          return lines(window, signal);
        },
      },
    });
    await seen(logs, 199_999);
    await logs.page.getByRole('log').focus();
    await logs.page.keyboard.press('Home');
    await until('asked', () => logs.sent('lines').length === 1);
    await logs.page.evaluate(() => document.querySelector('.log')?.scrollTo(0, 1_000_000));
    await until('called off', () => aborted.length === 1);
    await until('drawn', async () => (await logs.page.locator('.absent').count()) === 0);
    assert.deepEqual(aborted, [0]);
  });

  it('goes back to the line where it was, and remembers where it is', async () => {
    const log = new LogHost(trainingLines(5000));
    const logs = await open(log, {
      state: { connectionId: 'sandbox', resource: 'job', anchor: 1234 },
    });
    await seen(logs, 1234);
    assert.equal(await logs.page.getByText('new lines').count(), 0, 'what was there is not new');
    const first = (): Promise<unknown> => logs.page.evaluate(() => window.keptState);
    await logs.page.getByRole('log').focus();
    await logs.page.keyboard.press('Home');
    await until('kept', async () => ((await first()) as { anchor: unknown }).anchor === 0);
    await logs.page.keyboard.press('End');
    await until('kept', async () => ((await first()) as { anchor: unknown }).anchor === 'end');
    assert.deepEqual(await first(), { connectionId: 'sandbox', resource: 'job', anchor: 'end' });
  });

  it('copies selected lines as plain text, and everything through the host', async () => {
    const logs = await open(new LogHost(trainingLines(300)));
    await seen(logs, 299);
    await logs.page.getByRole('button', { name: 'Local time' }).click();
    // The rows are drawn anew in the next frame; a selection made before would go with the old ones.
    await logs.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    const copied = (): Promise<{ text: string; html: string; taken: boolean }> =>
      logs.page.evaluate(() => {
        const data = new DataTransfer();
        const event = new ClipboardEvent('copy', {
          clipboardData: data,
          bubbles: true,
          cancelable: true,
        });
        document.querySelector('.log')?.dispatchEvent(event);
        return {
          text: data.getData('text/plain'),
          html: data.getData('text/html'),
          taken: event.defaultPrevented,
        };
      });
    await logs.page.evaluate(() => {
      const text = (line: number) =>
        document.querySelector(`.line[data-line="${line}"] .text`)?.firstChild;
      const [from, to] = [text(297), text(298)];
      if (from && to) {
        document.getSelection()?.setBaseAndExtent(from, 6, to, 9);
      }
    });
    assert.deepEqual(await copied(), {
      text: '297 loss=0.0034 acc=0.941\n10:03:10 Epoch 298',
      html: '',
      taken: true,
    });
    await logs.page.getByRole('log').focus();
    await logs.page.keyboard.press('Control+A');
    assert.equal((await copied()).text, '');
    await until('copy', () => logs.sent('copy').length === 1);
    assert.deepEqual(logs.sent('copy'), [{ from: 0, to: 300 }]);
  });

  it('shows times here, in UTC and since the first line', async () => {
    const logs = await open(new LogHost(trainingLines(2000)));
    await logs.page.getByRole('button', { name: 'Local time' }).click();
    await logs.page.getByRole('button', { name: 'UTC' }).waitFor();
    await until(
      'utc',
      async () => (await row(logs, 1999).textContent())?.startsWith('10:06:01 ') ?? false,
    );
    assert.match(
      (await row(logs, 1999).locator('.time').getAttribute('title')) ?? '',
      /2026-11-21T10:06:01.023Z/,
    );
    await logs.page.getByRole('button', { name: 'UTC' }).click();
    await until(
      'since start',
      async () => (await row(logs, 1999).textContent())?.startsWith('+00:03:19 ') ?? false,
    );
  });

  it('names the hosts only where there are several', async () => {
    const one = await open(new LogHost(trainingLines(10)));
    await seen(one, 9);
    assert.equal(await one.page.locator('.host').count(), 0);
    const hosts = ['algo-1', 'algo-2'];
    const two = await open(new LogHost(trainingLines(10, hosts), hosts));
    await seen(two, 9);
    assert.equal(await row(two, 9).locator('.host').textContent(), 'algo-2');
  });

  it('is honest about where it stands', async () => {
    const log = new LogHost([]);
    const logs = await open(log, { first: { phase: 'waiting' } });
    const phase = logs.page.locator('footer .phase');
    await logs.page.locator('.empty').getByText('Waiting for the first line').waitFor();
    assert.equal(await phase.textContent(), 'waiting for the first line');
    logs.host.send(
      'state',
      log.state({ phase: 'retrying', detail: 'the sandbox does not answer' }),
    );
    await logs.page.locator('.empty').getByText('the sandbox does not answer').waitFor();
    assert.equal(await phase.textContent(), 'retrying', 'the reason stands once on the page');
    log.lines = trainingLines(1);
    logs.host.send('state', log.state({ phase: 'retrying', detail: 'no answer' }));
    await phase.filter({ hasText: 'retrying: no answer' }).waitFor();
    log.lines = [];
    logs.host.send('state', log.state({ phase: 'ended', status: 'Failed', canStop: false }));
    await logs.page.getByText('The job ended without printing a line').waitFor();
    logs.host.send(
      'state',
      log.state({ phase: 'ended', canStop: false, detail: 'No leave to read.' }),
    );
    await logs.page.getByText('not followed any more: No leave to read.').waitFor();
    assert.equal(await logs.page.getByText('without printing').count(), 0);
    assert.equal(await logs.page.getByRole('button', { name: 'Stop' }).count(), 0);
    assert.equal(await phase.getAttribute('role'), 'status');
  });

  it('says that a job is gone while its log is still followed', async () => {
    const log = new LogHost([]);
    const gone = { isGone: true, status: '', canStop: false, detail: 'The job is gone.' };
    const logs = await open(log, { first: { ...gone, phase: 'waiting' } });
    const phase = logs.page.locator('footer .phase');
    await logs.page.locator('.empty').getByText(gone.detail).waitFor();
    assert.equal(await logs.page.getByText('Lines appear here').count(), 0);
    assert.equal(await phase.textContent(), gone.detail);
    log.lines = trainingLines(1);
    logs.host.send('state', log.state({ ...gone, phase: 'live' }));
    await logs.page.getByText('1 line', { exact: true }).waitFor();
    assert.equal(await phase.textContent(), gone.detail);
  });

  it('asks the host to stop, to open the text and the model, and says what failed', async () => {
    const log = new LogHost(trainingLines(10));
    const logs = await open(log, {
      handlers: { stopJob: () => Promise.reject(new Error('You may not stop this job.')) },
    });
    await logs.page.getByRole('button', { name: 'Stop' }).click();
    await logs.page.getByRole('alert').getByText('You may not stop this job.').waitFor();
    await logs.page.getByRole('button', { name: 'Open in editor' }).click();
    await until('gone', async () => (await logs.page.getByRole('alert').textContent()) === '');
    const ended = { status: 'Completed', canStop: false, phase: 'ended' } as const;
    logs.host.send('state', log.state(ended));
    await logs.page.getByText('Completed').waitFor();
    const openModel = logs.page.getByRole('button', { name: 'Open model' });
    assert.equal(await openModel.count(), 0, 'the job has left no model');
    logs.host.send('state', log.state({ ...ended, canOpenModel: true }));
    await openModel.click();
    await until('asked', () => logs.sent('openModel').length === 1);
    assert.deepEqual(
      logs.requests.map(({ method }) => method).filter((method) => method !== 'lines'),
      ['stopJob', 'openInEditor', 'openModel'],
    );
  });
});
