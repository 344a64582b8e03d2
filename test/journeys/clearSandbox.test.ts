import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { Locator } from 'playwright-core';
import { journey } from './journey';
import { LogPage } from './logPage';
import { endlessScript, startJob } from './startJob';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

/** Size of the objects once `quick.py` has left its model there. */
const modelInS3 = /S3 3\d\d KB/;

/** One script that ends at once and leaves a model; one that ends when it is stopped. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  const model = 'open(os.path.join(os.environ["SM_MODEL_DIR"], "weights"), "wb")';
  const quick = `import os\nprint("quick")\n${model}.write(os.urandom(300_000))\n`;
  await fs.writeFile(path.join(workspace, 'quick.py'), quick);
  await fs.writeFile(path.join(workspace, 'endless.py'), endlessScript);
}

journey('the data of the sandbox, cleared', { prepare }, (workbench) => {
  /** The job that was started last. */
  let name = '';

  const start = async (script: string): Promise<void> => {
    name = await startJob(workbench(), script);
  };

  const openChoices = (): Promise<void> =>
    workbench().openPick('SageMaker: Clear Sandbox Data…', 'Everything');

  const question = (text: string | RegExp): Locator =>
    workbench().dialog().filter({ hasText: text });

  const answer = (button: string): Promise<void> =>
    workbench().dialog().getByRole('button', { name: button, exact: true }).click();

  const untilEmpty = (): Promise<void> =>
    workbench().page.locator('.part.sidebar').getByText('Training jobs appear here').waitFor();

  it('tells how much there is and what would be lost, and keeps it all on Cancel', async () => {
    await start('quick.py');
    await (await LogPage.find(workbench())).line('quick').waitFor();
    await workbench().notification(`Training job completed: ${name}`).waitFor({ timeout: 60_000 });
    for (const theme of themes) {
      await workbench().useTheme(theme);
      await openChoices();
      await workbench().quickPickRow('Ended jobs').filter({ hasText: '1 job' }).waitFor();
      await workbench().screenshot(`clear-choices-${theme}`);
      const sizes = / · jobs \d.* · logs \d.* · metrics \d.* · environments 0 B/;
      await workbench()
        .quickPickRow('Everything')
        .filter({ hasText: modelInS3 })
        .filter({ hasText: sizes })
        .click();
      await question(/All jobs \(1\).* all buckets .*: \d+ KB\. They cannot be brought/).waitFor();
      await workbench().screenshot(`clear-question-${theme}`);
      await answer('Cancel');
    }
    await workbench().runCommand('SageMaker: Refresh');
    await workbench().sidebarRow(name).waitFor();
  });

  it('removes the ended jobs and shows that there are none', async () => {
    await openChoices();
    await workbench().quickPickRow('Ended jobs').click();
    await question(/ended jobs of the local sandbox \(1\)\?.*Models and data in S3 stay/).waitFor();
    await workbench().screenshot('clear-ended-question');
    await answer('Remove');
    await workbench()
      .notification(/Removed 1 job; .* freed\./)
      .waitFor();
    await untilEmpty();
    await openChoices();
    await workbench().quickPickRow('Everything').filter({ hasText: modelInS3 }).waitFor();
    await workbench().page.keyboard.press('Escape');
  });

  it('names a running job, and clears everything with it', async () => {
    await start('endless.py');
    const log = await LogPage.find(workbench());
    await log.line('endless').waitFor();
    await openChoices();
    await workbench().quickPickRow('Everything').click();
    await question(new RegExp(`Running jobs are stopped:\\s*${name}`)).waitFor();
    await workbench().screenshot('clear-running-question');
    await answer('Clear');
    await workbench()
      .notification(/Local sandbox cleared; .* freed\./)
      .waitFor({ timeout: 60_000 });
    await untilEmpty();
    await log.phase.filter({ hasText: 'The job does not exist any more.' }).waitFor();
    await workbench().screenshot('clear-done');
  });
});
