import { say } from '../../scripts/progress';
import { tuningContract } from '../../src/shared/contracts/tuning';
import { someTuningTrials, tuningHandlers, tuningState } from '../webview/tuningFixture';
import { WebviewBrowser } from '../webview/webviewPage';
import { median, quantile, toFigure, type Figure } from './figure';

const trials = 1000;
const openings = 15;

/** From the data of a big tuning job in the page until they are drawn, in pages just opened. */
export async function tuningPageFigures(): Promise<readonly Figure[]> {
  const browser = new WebviewBrowser();
  try {
    await browser.start();
    const drawn: number[] = [];
    const tables: number[] = [];
    for (let opening = 0; opening < openings; opening++) {
      const { page, host } = await browser.open('tuning', tuningContract, tuningHandlers());
      const measured = page.evaluate<number>(untilDrawn);
      host.send('state', tuningState(someTuningTrials(trials)));
      drawn.push(await measured);
      tables.push(await page.evaluate<number>(plainTable));
      await browser.closePages();
    }
    say(`  results page: median ${String(median(drawn))} ms`);
    return [
      toFigure({
        name: `tuning page with ${String(trials)} trials, data to drawn (p95 of ${String(openings)})`,
        value: quantile(drawn, 0.95),
        unit: 'ms',
        budget: 200,
        peer: { name: 'their texts as a plain HTML table', value: quantile(tables, 0.95) },
      }),
    ];
  } finally {
    await browser.stop();
  }
}

/** The task after the frame that has both rows and curve: only then all of it has been painted. */
const untilDrawn = `new Promise((resolve) => {
  let start;
  addEventListener('message', () => (start ??= performance.now()), { capture: true });
  const look = () => {
    const isDrawn = document.querySelector('.rows .row') && document.querySelector('.plot[aria-label]');
    if (start !== undefined && isDrawn) {
      setTimeout(() => resolve(performance.now() - start));
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
})`;

const plainTable = `new Promise((resolve) => {
  const rows = Array.from({ length: ${String(trials)} }, (_, row) =>
    '<tr>' + Array.from({ length: 8 }, (_, cell) => '<td>' + (row * 8 + cell) / 7 + '</td>').join('') + '</tr>');
  const start = performance.now();
  const table = document.createElement('table');
  table.innerHTML = rows.join('');
  document.body.replaceChildren(table);
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
})`;
