import assert from 'node:assert/strict';
import { logsContract } from '../../src/shared/contracts/logs';
import { LogHost, logLine, trainingLines } from './logFixture';
import { until } from './until';
import { suiteBrowser, type OpenedPage } from './webviewPage';

type Logs = OpenedPage<typeof logsContract>;

const esc = '\u001b';

describe('log page, given what no one would print', function () {
  const browser = suiteBrowser(this);

  const open = async (...messages: string[]): Promise<Logs> => {
    const host = new LogHost(messages.map(logLine));
    const logs = await browser.open('logs', logsContract, host.handlers());
    logs.host.send('state', host.state());
    await until(
      'drawn',
      async () => (await logs.page.locator('.line').count()) === messages.length,
    );
    return logs;
  };

  const text = ({ page }: Logs, line: number): Promise<string | null> =>
    page.locator(`.line[data-line="${line}"] .text`).textContent();

  it('shows markup as text, in every place that the host fills', async () => {
    const evil = '<img src=x onerror="document.title=1"></script><script>document.title=1</script>';
    const host = new LogHost(
      [
        { ...logLine(evil), host: evil },
        { ...logLine('b'), host: 'b' },
      ],
      [evil, 'b'],
    );
    const logs = await browser.open('logs', logsContract, host.handlers());
    const more = { jobName: evil, connection: evil, status: evil, detail: evil };
    logs.host.send('state', host.state({ ...more, phase: 'retrying' }));
    await until('drawn', async () => (await text(logs, 0)) === evil);
    assert.equal(await logs.page.locator('.host').first().textContent(), evil);
    assert.equal(await logs.page.locator('img, body script').count(), 0);
    assert.equal(await logs.page.title(), 'logs');
  });

  it('draws a line of a megabyte in part, says so, and copies it through the host', async () => {
    const logs = await open('before', 'x'.repeat(1_000_000), 'after');
    assert.equal((await text(logs, 1))?.length, 5000);
    await logs.page.getByText('995,000 more characters').waitFor();
    await logs.page.evaluate(() => {
      const [from, to] = document.querySelectorAll('.text');
      if (from && to) {
        document.getSelection()?.setBaseAndExtent(from, 0, to, 1);
      }
      document.querySelector('.log')?.dispatchEvent(new ClipboardEvent('copy'));
    });
    await until('asked', () => logs.sent('copy').length === 1);
    assert.deepEqual(logs.sent('copy'), [{ from: 0, to: 2 }]);
  });

  it('keeps each row one line high and in its own direction', async () => {
    const logs = await open(
      'one',
      'a\nb\r\nc',
      '\u202eright to left\u202d',
      'עברית and العربية',
      '',
      'e\u0301'.repeat(50) + 'z\u0336\u0335\u0334'.repeat(200),
      '👩‍👩‍👧‍👦'.repeat(20),
    );
    const boxes = await logs.page.evaluate(() =>
      [...document.querySelectorAll('.line')].map((row) => {
        const { height } = row.getBoundingClientRect();
        return { height, time: row.querySelector('.time')?.getBoundingClientRect().left };
      }),
    );
    assert.equal(new Set(boxes.map(({ height }) => height)).size, 1, 'heights');
    assert.equal(new Set(boxes.map(({ time }) => time)).size, 1, 'times stand in one column');
    assert.equal(await text(logs, 1), 'a↵b↵c');
  });

  it('survives lines that are nothing but escape sequences', async () => {
    const bomb = `${esc}[31m${esc}[1m${esc}]0;title\u0007${esc}[2J`.repeat(10_000);
    const logs = await open(bomb, `${esc}[`, `${esc}]8;;javascript:alert(1)${esc}\\link`, 'end');
    assert.equal(await logs.page.locator('a').count(), 0);
    assert.equal(await text(logs, 0), '');
    assert.equal(await text(logs, 2), 'link');
    assert.equal(await text(logs, 3), 'end');
    assert.equal(await logs.page.title(), 'logs');
  });

  it('marks a search for what looks like a pattern literally', async () => {
    const logs = await open('a+b', 'aab', '(', '[x]');
    for (const query of ['a+b', '(', '[x]']) {
      await logs.page.keyboard.press('Control+F');
      await logs.page.keyboard.type(query);
      await until(query, async () => {
        const marked = await logs.page.locator('.match').allTextContents();
        return marked.length === 1 && marked[0] === query;
      });
      await logs.page.keyboard.press('Escape');
      await until('cleared', async () => (await logs.page.locator('.match').count()) === 0);
    }
  });

  it('follows a flood without growing', async () => {
    const host = new LogHost(trainingLines(200_000));
    const logs = await browser.open('logs', logsContract, host.handlers());
    const all = host.lines;
    for (let count = 1000; count <= 200_000; count += 1990) {
      host.lines = all.slice(0, count);
      logs.host.send('state', host.state());
    }
    await logs.page.getByText('200,000 lines').waitFor();
    await until('the end', async () => (await text(logs, 199_999)) !== null);
    assert.ok((await logs.page.locator('.line').count()) < 120);
  });
});
