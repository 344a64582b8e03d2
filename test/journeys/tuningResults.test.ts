import assert from 'node:assert/strict';
import { ScriptedTuningJob } from '../fakes/scriptedTuningJob';
import { writeAwsConfig } from './awsFiles';
import { journey } from './journey';
import { JourneyAccount } from './journeyAccount';
import { Keys } from './keys';
import { LogPage } from './logPage';
import { TuningPage } from './tuningPage';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

/** The page asks every half minute. */
const nextLook = { timeout: 60_000 };

let account: JourneyAccount;
let tuning: ScriptedTuningJob;

/** A tuning job of ten minutes ago, some of whose trials have ended. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  tuning = new ScriptedTuningJob('sweep', Math.floor(Date.now() / 1000) - 600, 40);
  tuning.begin(12);
  [0.52, 0.47, 0.49, undefined, 0.44].forEach((value, index) => tuning.end(index + 1, value));
  const jobs = { 'churn-02': 'InProgress', 'churn-01': 'Completed' };
  account = await JourneyAccount.start({ id: '111122223333', alias: 'acme-dev', jobs, tuning });
  await writeAwsConfig(workspace, account.profile('dev', 'us-east-1'));
}

journey('the results of a tuning job, by keys', { prepare }, (workbench) => {
  after(() => account.stop());

  const keys = new Keys(workbench);

  it('opens them from the tree', async () => {
    await keys.run('SageMaker: Choose Connection…');
    await keys.choose('dev');
    await keys.run('SageMaker: Focus on Jobs View');
    await keys.goToRow(/^Tuning/);
    await keys.press('ArrowRight');
    await keys.goToRow(/^sweep/);
    await keys.press('Enter');
    const page = await TuningPage.find(workbench());
    await page.counters('5 of 200 trials ended · 7 running · 1 failed').waitFor();
    await page.best('0.44 (trial 5)').waitFor();
    await page.count('12 trials').waitFor();
    await workbench().inThemes(themes, 'tuning-live');
  });

  it('fills while trials end', async () => {
    const page = await TuningPage.find(workbench());
    tuning.end(6, 0.41);
    tuning.end(7);
    tuning.begin(2);
    await page.counters('7 of 200 trials ended · 7 running · 2 failed').waitFor(nextLook);
    await page.best('0.41 (trial 6)').waitFor();
    await page.row('sweep-014').waitFor();
    await page.count('14 trials').waitFor();
  });

  it('filters its table by a text', async () => {
    await keys.run('View: Focus Active Editor Group');
    const page = await TuningPage.find(workbench());
    await page.view.untilFocused();
    await keys.press('Control+F');
    await keys.type('InProgress');
    await page.count('7 of 14 trials').waitFor();
    // Selecting all goes by the workbench, which may come back between two letters.
    await keys.press('Home', 'Shift+End', 'Delete');
    await page.count(/^14 trials/).waitFor();
    await keys.type('eta=0.00');
    await page.count('9 of 14 trials').waitFor();
  });

  it('sorts it by the objective, the best first', async () => {
    const page = await TuningPage.find(workbench());
    await keys.tabTo(() => page.hasKeys('.head .numeric:nth-child(2) button'));
    await keys.press('Enter');
    await page.view.locator('[aria-sort=ascending]').filter({ hasText: 'loss' }).waitFor();
    const [first, second] = await page.trials();
    assert.deepEqual([first, second], ['sweep-006', 'sweep-005']);
    await workbench().screenshot('tuning-sorted');
  });

  it("opens a trial's logs", async () => {
    const page = await TuningPage.find(workbench());
    await keys.tabTo(() => page.hasKeys('[role=grid]'), 'Shift+Tab');
    await keys.press('ArrowDown', 'ArrowDown', 'ArrowUp', 'Enter');
    const log = await LogPage.find(workbench());
    await log.jobName.filter({ hasText: 'sweep-006' }).waitFor();
    await log.line('acme-dev line 1 of sweep-006/algo-1-1').waitFor();
  });

  it('is back after a reload, filtered and sorted as it was', async () => {
    await keys.reload();
    const log = await LogPage.find(workbench());
    await log.line('acme-dev line 1 of sweep-006/algo-1-1').waitFor();
    await keys.run('View: Open First Editor in Group');
    const page = await TuningPage.find(workbench());
    await page.count('9 of 14 trials').waitFor();
    assert.equal((await page.trials())[0], 'sweep-006');
    assert.equal(await page.filter.inputValue(), 'eta=0.00');
  });

  it('says when the tuning job has ended', async () => {
    const page = await TuningPage.find(workbench());
    [8, 9, 10, 11, 12, 13, 14].forEach((ordinal) => tuning.end(ordinal, 0.4 + ordinal / 1000));
    tuning.complete();
    await page.phase('ended').waitFor(nextLook);
    await page.counters(/^14 of 200 trials ended · 2 failed$/).waitFor();
    await page.best('0.408 (trial 8)').waitFor();
    await workbench().inThemes(themes, 'tuning-ended');
  });
});
