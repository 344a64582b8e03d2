import * as path from 'node:path';
import { repository } from '../../scripts/paths';
import { capture } from '../../scripts/processes';
import { say } from '../../scripts/progress';
import type { DrawnTrials } from './drawnTrials';
import { median, toFigure, type Figure } from './figure';

const trials = 1000;
const openings = 15;

/** From the data of a big tuning job in the page until they are drawn, in pages just opened. */
export async function tuningPageFigures(): Promise<readonly Figure[]> {
  const program = path.join(repository, 'test', 'webview', 'drawTrials.ts');
  const counts = [String(trials), String(openings)];
  const answer = await capture(process.execPath, ['--import', 'tsx', program, ...counts]);
  const { drawn, tables } = JSON.parse(answer) as DrawnTrials;
  say(`  results page: ${drawn.map(Math.round).join(' ')}`);
  return [
    toFigure({
      name: `tuning page with ${counts.join(' trials, data to drawn (median of ')})`,
      value: median(drawn),
      unit: 'ms',
      budget: 200,
      peer: { name: 'a plain HTML table of as many rows', value: median(tables) },
    }),
  ];
}
