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

  /** Whether what has the keys lies in such a part. */
  const untilFocused = async (part: string): Promise<void> => {
    const selector = JSON.stringify(part);
    await workbench().page.waitForFunction(
      `document.activeElement?.closest(${selector}) instanceof Element`,
    );
  };

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
      await untilFocused('.part.sidebar');
    }
    assert.equal(await workbench().notification('command').count(), 0);
  });

  it('leaves the keys to the sidebar until Enter or a double click takes them to the page', async () => {
    await workbench().page.keyboard.press('Enter');
    await untilFocused('.webview');
    await workbench().sidebarRow(failed).click();
    await untilFocused('.part.sidebar');
    await workbench().sidebarRow(failed).dblclick();
    await untilFocused('.webview');
  });

  it('says why after a reload as well', async () => {
    await workbench().showExplorer();
    await workbench().reload();
    await workbench().activityIcon('SageMaker').click();
    await untilFailed(failed);
  });

  it('leads from the traceback to the line, and trains the corrected script again', async () => {
    await workbench().sidebarRow(failed).click();
    const log = await LogPage.find(workbench());
    await log.jobName.filter({ hasText: failed }).waitFor();
    await log.line('File "').getByRole('link').click();
    await workbench().editorTab('failing.py').waitFor();
    await workbench().statusBarItem('Ln 2, Col 1').waitFor();
    const script = path.join(workbench().installation.workspace, 'failing.py');
    await fs.writeFile(script, 'print("corrected")\n');
    await workbench().inThemes(themes, 'failed-row-menu', async () => {
      await workbench().page.keyboard.press('Escape');
      await workbench().sidebarRow(failed).click({ button: 'right' });
      await workbench().menuItem('Train Again (Current Code)').waitFor();
    });
    await workbench().page.keyboard.press('Escape');
    await workbench().chooseFromMenu(workbench().sidebarRow(failed), 'Train Again (Current Code)');
    const again = await LogPage.find(workbench());
    await again.jobName.filter({ hasNotText: failed }).waitFor();
    await again.line('corrected').waitFor({ timeout: 60_000 });
    await again.status.filter({ hasText: 'Completed' }).waitFor({ timeout: 60_000 });
    await again.view.button('Train Again (Current Code)').waitFor();
    await workbench().inThemes(themes, 'trained-again');
    const broken = 'print("reading")\nraise ValueError("Expected 4 features, got 3")\n';
    await fs.writeFile(script, broken);
  });

  it('trains anew after its data were deleted under a running job', async () => {
    const data = path.join(workbench().installation.globalStorage, 'sandbox', 'data');
    await fs.rm(data, { recursive: true, maxRetries: 10 });
    await workbench().sidebarRow(failed).waitFor({ state: 'detached', timeout: 60_000 });
    await untilFailed(await start('failing.py'));
  });
});
