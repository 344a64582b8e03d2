import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { LaunchPage } from '../journeys/launchPage';
import { LogPage } from '../journeys/logPage';
import { Workbench } from '../journeys/workbench';
import { quantile, toFigure, type Figure } from './figure';

const lines = 100;

const script = `import time
for number in range(${String(lines)}):
    print(f"printed at {time.time() * 1000:.0f}")
    time.sleep(0.13)
`;

/** From a script's print to the frame that shows the line, on the log page of a running job. */
export async function lineDelayFigures(): Promise<readonly Figure[]> {
  const workbench = await Workbench.open({
    prepare: ({ workspace }) => fs.writeFile(path.join(workspace, 'stamps.py'), script),
  });
  try {
    const launch = await LaunchPage.openFromExplorer(workbench, 'stamps.py');
    await launch.startButton.click();
    const log = await LogPage.find(workbench);
    await log.view.frame.evaluate(watch);
    await log.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 60_000 });
    const seen = await log.view.frame.evaluate<[string, number][]>('[...window.firstSeen]');
    const delays = seen.flatMap(([text, at]) => {
      const printed = /printed at (\d+)/.exec(text)?.[1];
      return printed === undefined ? [] : [at - Number(printed)];
    });
    return [
      toFigure({
        name: `printed line until on screen (p95 of ${String(delays.length)})`,
        value: delays.length > lines / 2 ? quantile(delays, 0.95) : undefined,
        unit: 'ms',
        budget: 500,
      }),
    ];
  } finally {
    await workbench.close();
  }
}

/** Notes when each line's text is first in a frame; what is there already came before we looked. */
const watch = `{
  window.firstSeen = new Map();
  const known = new Set([...document.querySelectorAll('.line .text')].map((line) => line.textContent));
  const look = () => {
    for (const { textContent } of document.querySelectorAll('.line .text')) {
      if (!known.has(textContent)) {
        known.add(textContent);
        window.firstSeen.set(textContent, Date.now());
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}`;
