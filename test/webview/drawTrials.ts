import { tuningContract } from '../../src/shared/contracts/tuning';
import type { DrawnTrials } from '../bench/drawnTrials';
import { someTuningTrials, tuningHandlers, tuningState } from './tuningFixture';
import { WebviewBrowser } from './webviewPage';

const [trials = 1000, openings = 15] = process.argv.slice(2).map(Number);

async function main(): Promise<void> {
  const browser = new WebviewBrowser();
  const drawn: number[] = [];
  const tables: number[] = [];
  await browser.start();
  for (let opening = 0; opening < openings; opening++) {
    const { page, host } = await browser.open('tuning', tuningContract, tuningHandlers());
    const measured = page.evaluate<number>(untilDrawn);
    host.send('state', tuningState(someTuningTrials(trials)));
    drawn.push(await measured);
    tables.push(await page.evaluate<number>(plainTable));
    await browser.closePages();
  }
  await browser.stop();
  const all: DrawnTrials = { drawn, tables };
  process.stdout.write(JSON.stringify(all));
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
  const rows = Array.from({ length: ${trials} }, (_, row) =>
    '<tr>' + Array.from({ length: 8 }, (_, cell) => '<td>' + (row * 8 + cell) / 7 + '</td>').join('') + '</tr>');
  const start = performance.now();
  const table = document.createElement('table');
  table.innerHTML = rows.join('');
  document.body.replaceChildren(table);
  requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - start)));
})`;

void main();
