import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { journey } from './journey';
import { LogPage } from './logPage';
import { endlessScript, startJob } from './startJob';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];
const cause = 'ValueError: Expected 4 features, got 3';

/** One script that fails as a newcomer's does, and one that runs until it is stopped. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  const failing = 'print("reading")\nraise ValueError("Expected 4 features, got 3")\n';
  await fs.writeFile(path.join(workspace, 'failing.py'), failing);
  await fs.writeFile(path.join(workspace, 'endless.py'), endlessScript);
}

journey('a script that fails', { prepare }, (workbench) => {
  const start = (script: string): Promise<string> => startJob(workbench(), script);

  const untilFailed = (name: string): Promise<void> =>
    workbench()
      .sidebarRow(name)
      .and(workbench().page.locator(`[aria-label*="${cause}"]`))
      .waitFor({ timeout: 60_000 });

  let failed = '';

  it('says why in the script’s own words, in the notification, the row and the log', async () => {
    failed = await start('failing.py');
    await workbench().notification(`${failed} failed: ${cause}`).waitFor({ timeout: 60_000 });
    await untilFailed(failed);
    const log = await LogPage.find(workbench());
    await log.view.locator('.failure').filter({ hasText: cause }).waitFor();
    await workbench().inThemes(themes, 'failed');
  });

  it('opens the log of each row that is clicked while the list changes', async () => {
    const endless = await start('endless.py');
    await (await LogPage.find(workbench())).line('endless').waitFor();
    for (let click = 0; click < 10; click += 1) {
      const name = click % 2 === 0 ? failed : endless;
      await workbench().sidebarRow(name).click();
      await workbench().page.locator('.tab.active').filter({ hasText: name }).waitFor();
    }
    assert.equal(await workbench().notification('command').count(), 0);
  });

  it('trains anew after its data were deleted under a running job', async () => {
    const data = path.join(workbench().installation.globalStorage, 'sandbox', 'data');
    await fs.rm(data, { recursive: true, maxRetries: 10 });
    await workbench().sidebarRow(failed).waitFor({ state: 'detached', timeout: 60_000 });
    await untilFailed(await start('failing.py'));
  });
});
