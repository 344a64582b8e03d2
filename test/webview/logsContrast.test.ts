import assert from 'node:assert/strict';
import { logsContract } from '../../src/shared/contracts/logs';
import { contrastRatio, parseRgb } from '../../src/webview/logs/contrast';
import { LogHost, logLine } from './logFixture';
import { row, seen, type Logs } from './logRows';
import { themes, type Theme } from './themes';
import { until } from './until';
import { suiteBrowser } from './webviewPage';

const esc = '\u001b';
const black = `${esc}[30mblack${esc}[0m`;
const onRed = `${esc}[30;41mblack on red${esc}[0m`;
const inverse = `${esc}[30;7minverse${esc}[0m`;

const rgbOf = (hex: string): string =>
  `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(', ')})`;

describe('log page, what can be told apart', function () {
  const browser = suiteBrowser(this);

  const open = async (theme: Theme): Promise<Logs> => {
    const host = new LogHost([black, onRed, inverse].map((message) => logLine(message)));
    const logs = await browser.open('logs', logsContract, host.handlers(), { theme, height: 300 });
    logs.host.send('state', host.state());
    await seen(logs, 2);
    return logs;
  };

  const style = (logs: Logs, line: number, property: string): Promise<string> =>
    row(logs, line)
      .locator('.text > span')
      .evaluate((span, name) => getComputedStyle(span).getPropertyValue(name), property);

  const contrast = (a: string, b: string): number =>
    contrastRatio(parseRgb(a) ?? assert.fail(a), parseRgb(b) ?? assert.fail(b));

  const background = ({ page }: Logs): Promise<string> =>
    page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

  for (const [name, theme] of Object.entries(themes)) {
    it(`shows ANSI black in the theme ${name}`, async () => {
      const logs = await open(theme);
      const shown = await style(logs, 0, 'color');
      assert.ok(contrast(shown, await background(logs)) >= 3, shown);
      const own = [await style(logs, 1, 'color'), await style(logs, 2, 'background-color')];
      const { 'terminal-ansiBlack': hex = '' }: Theme['variables'] = theme.variables;
      const theirs = rgbOf(hex);
      assert.deepEqual(own, [theirs, theirs], 'on a colour, and as one, it is the theme’s');
    });

    it(`tells a search without a result from another in the theme ${name}`, async () => {
      const logs = await open(theme);
      const border = (): Promise<string> =>
        logs.page.locator('#find').evaluate((field) => {
          const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(field);
          return `${outlineStyle} ${outlineWidth} ${outlineColor}`;
        });
      await logs.page.keyboard.press('Control+F');
      await logs.page.keyboard.type('black on');
      await logs.page.getByText('1/1').waitFor();
      const valid = await border();
      await logs.page.keyboard.type('e');
      await logs.page.getByText('No results').waitFor();
      await logs.screenshot(`logs-invalid-${name}`);
      const isHighContrast = theme.bodyClass.includes('vscode-high-contrast');
      const error = await logs.page.evaluate(() => {
        const span = document.createElement('span');
        span.style.color = 'var(--vscode-errorForeground)';
        document.body.append(span);
        const { color } = getComputedStyle(span);
        span.remove();
        return color;
      });
      assert.equal(await border(), isHighContrast ? `dashed 2px ${error}` : valid);
    });
  }

  it('shows ANSI black as the theme has it again after a change to one on which it can be read', async () => {
    const logs = await open(themes.dark);
    assert.notEqual(await style(logs, 0, 'color'), 'rgb(0, 0, 0)');
    await logs.page.evaluate(() => {
      document.documentElement.style.setProperty('--vscode-editor-background', '#ffffff');
    });
    await until('black', async () => (await style(logs, 0, 'color')) === 'rgb(0, 0, 0)');
  });
});
