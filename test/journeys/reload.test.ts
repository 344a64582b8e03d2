import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';

const total = 10_000;

/** Stands for the reload being over; the script's working folder is not the workspace. */
let goOn = '';

/**
 * Prints the lines over some ten seconds, so that a reload falls among them. The last ones wait for it,
 * however long it takes.
 */
const script = (): string => `import pathlib, time
for number in range(${String(total)}):
    while number == ${String(total - 2000)} and not pathlib.Path(${JSON.stringify(goOn)}).exists():
        time.sleep(0.1)
    print(f"number {number:05d}")
    if number % 100 == 99:
        time.sleep(0.1)
`;

const prepare = ({ workspace }: { workspace: string }): Promise<void> => {
  goOn = path.join(workspace, 'go-on');
  return fs.writeFile(path.join(workspace, 'count.py'), script());
};

journey('a window reloaded in the middle of a job', { prepare }, (workbench) => {
  it('shows exactly the lines that were printed, in order', async () => {
    const launch = await LaunchPage.openFromExplorer(workbench(), 'count.py');
    await launch.startButton.click();
    const before = await LogPage.find(workbench());
    await untilCount(before, 2000);
    await workbench().reload();
    const after = await LogPage.find(workbench());
    assert.ok((await after.lineCount()) < total);
    await fs.writeFile(goOn, '');
    await after.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 120_000 });
    await after.line('number 09999').waitFor();
    await workbench().screenshot('log-after-reload');
    const text = await textInEditor();
    const numbers = [...text.matchAll(/number (\d{5})$/gm)].map(([, digits]) => Number(digits));
    assert.deepEqual(numbers, [...Array(total).keys()]);
  });

  /** The whole log by "Open in editor", select all and copy. */
  async function textInEditor(): Promise<string> {
    const { page } = workbench();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    const log = await LogPage.find(workbench());
    await log.view.button('Open in editor').click();
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Control+C');
    return page.evaluate<string>('navigator.clipboard.readText()');
  }

  async function untilCount(log: LogPage, count: number): Promise<void> {
    for (let tries = 0; tries < 600; tries += 1) {
      if ((await log.lineCount()) >= count) {
        return;
      }
      await sleep(50);
    }
    throw new Error(`There are not ${String(count)} lines after half a minute.`);
  }
});
