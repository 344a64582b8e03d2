import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ScriptedTuningJob } from '../fakes/scriptedTuningJob';
import { writeAwsConfig, writeMachineSettings } from './awsFiles';
import { journey } from './journey';
import { JourneyAccount } from './journeyAccount';
import { Keys } from './keys';
import { LogPage } from './logPage';
import { TuningPage } from './tuningPage';
import type { Theme, Workbench } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

let dev: JourneyAccount;
let prod: JourneyAccount;
let tuning: ScriptedTuningJob;
let otherFolder: string;

/** Two accounts whose jobs have the same names; one of them is to be careful with. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  tuning = new ScriptedTuningJob('sweep', Math.floor(Date.now() / 1000) - 600, 40);
  tuning.begin(3);
  const started = { 'churn-03': 'InProgress', 'churn-02': 'Completed', 'churn-01': 'Completed' };
  dev = await JourneyAccount.start({
    id: '111122223333',
    alias: 'acme-dev',
    jobs: started,
    tuning,
  });
  prod = await JourneyAccount.start({ id: '444455556666', alias: 'acme-prod', jobs: started });
  const profiles = [dev.profile('dev', 'us-east-1'), prod.profile('prod', 'us-west-2')];
  await writeAwsConfig(workspace, profiles.flat());
  const settings = { 'sagemakerWorkbench.connections.protected': ['acme-prod'] };
  await writeMachineSettings(workspace, settings);
  otherFolder = path.join(path.dirname(workspace), 'other');
  await fs.mkdir(otherFolder);
}

const otherKinds = ['Tuning', 'Processing', 'Transform', 'AutoML'];
const jobs = ['Training', '- churn-03', '- churn-02', '- churn-01', ...otherKinds];
const below = (rows: readonly string[]): readonly string[] => rows.map((row) => `- ${row}`);

const both = ['dev', ...below(jobs), 'prod', ...below(jobs)];
const alone = ['Training', '- churn-03', ...otherKinds];

journey('two accounts at once, by keys', { prepare }, (workbench) => {
  after(() => Promise.all([dev.stop(), prod.stop()]));

  const keys = new Keys(workbench);

  const answer = async (question: string, button: string): Promise<void> => {
    await workbench().dialog().getByText(question).waitFor();
    const focused = workbench().dialog().locator('.monaco-button:focus');
    await keys.tabTo(async () => (await focused.filter({ hasText: button }).count()) > 0);
    await keys.press('Enter');
  };

  /** Waits until the view of jobs has these rows from the top down, each behind its depth. */
  const untilOutline = (rows: readonly string[]): Promise<void> =>
    until(async () => {
      assert.deepEqual(await workbench().outline(), rows);
    });

  const box = () => workbench().page.locator('.quick-input-widget');

  it('shows another connection beside the chosen one', async () => {
    await keys.run('SageMaker: Choose Connection…');
    await keys.choose('dev');
    await keys.run('SageMaker: Focus on Jobs View');
    await workbench().sidebarRow('churn-03').waitFor();
    await keys.run('SageMaker: Show Another Connection…');
    await keys.choose('prod');
    await keys.run('SageMaker: Focus on Jobs View');
    await keys.goToRow(/^prod/);
    await keys.press('ArrowRight');
    await untilOutline(both);
    await workbench().sidebarRow('devus-east-1 · acme-dev · current').waitFor();
    await workbench().sidebarRow('prodprotected · us-west-2 · acme-prod').waitFor();
    await workbench().inThemes(themes, 'two-accounts');
  });

  it('stops in the account of the row alone, and only when its name is typed', async () => {
    await keys.goToRow(/^prod/, 'churn-03');
    await keys.chooseFromMenu('Stop…');
    await workbench().dialog().getByText('In prod · us-west-2 · acme-prod.').waitFor();
    await answer('Stop the training job churn-03?', 'Stop');
    await box().getByText('prod is protected').waitFor();
    await keys.type('churn-0');
    await keys.press('Enter');
    await box().getByText('prod is protected. Type the name to go on: churn-03').waitFor();
    await workbench().screenshot('two-accounts-typed');
    await keys.type('3');
    await keys.press('Enter');
    await workbench()
      .sidebarRow(/^churn-03.*Stopping/)
      .waitFor();
    assert.deepEqual(dev.named('StopTrainingJob'), []);
    assert.deepEqual(prod.named('StopTrainingJob'), ['churn-03']);
  });

  it('deletes in both after one question that tells them apart', async () => {
    await keys.goToRow(/^dev/, 'churn-01');
    await keys.extendTo(/^prod/, 'churn-01');
    await keys.press('Delete');
    await workbench().dialog().getByText('In dev · us-east-1 · acme-dev.').waitFor();
    await workbench().screenshot('two-accounts-delete');
    await answer('Delete 3 resources?', 'Delete');
    await box().getByText('prod is protected').waitFor();
    await keys.type('3');
    await keys.press('Enter');
    await box().waitFor({ state: 'hidden' });
    await keys.run('SageMaker: Focus on Jobs View');
    await workbench().sidebarRow('churn-01').waitFor({ state: 'detached' });
    assert.deepEqual(dev.named('DeleteTrainingJob'), ['churn-01']);
    assert.deepEqual(prod.named('DeleteTrainingJob').toSorted(), ['churn-01', 'churn-02']);
  });

  it('asks for no name where the account is not protected', async () => {
    await keys.goToRow(/^dev/, 'churn-02');
    await keys.press('Delete');
    await answer('Delete the training job churn-02?', 'Delete');
    await workbench().sidebarRow('churn-02').waitFor({ state: 'detached' });
    assert.deepEqual(dev.named('DeleteTrainingJob'), ['churn-01', 'churn-02']);
  });

  it('opens pages of one of them', async () => {
    await keys.goToRow(/^dev/, 'churn-03');
    await keys.press('Enter');
    const log = await LogPage.find(workbench());
    await log.line('acme-dev line 1 of churn-03/algo-1-1').waitFor();
    await keys.run('SageMaker: Focus on Jobs View');
    await keys.goToRow(/^dev/, 'churn-03');
    await keys.chooseFromMenu('Open Description');
    await untilDescribed(workbench());
    await keys.run('SageMaker: Focus on Jobs View');
    await keys.goToRow(/^dev/, /^Tuning/);
    await keys.press('ArrowRight');
    await keys.goToRow(/^dev/, 'sweep');
    await keys.press('Enter');
    const page = await TuningPage.find(workbench());
    await page.counters('0 of 200 trials ended · 3 running').waitFor();
  });

  /** The log, which is still followed, is of the account that it was opened from. */
  async function expectLogOfDev(): Promise<void> {
    await keys.run('View: Open First Editor in Group');
    const log = await LogPage.find(workbench());
    await log.view.locator('footer').getByText('dev · us-east-1').waitFor();
    const count = await log.lineCount();
    await log.line(`acme-dev line ${String(count + 2)} of`).waitFor();
  }

  /** So are the results, which are still asked for. */
  async function expectResultsOfDev(): Promise<void> {
    await keys.run('View: Open Last Editor in Group');
    const page = await TuningPage.find(workbench());
    await page.connection.getByText('dev · us-east-1').waitFor();
    await page.count('3 trials').waitFor();
  }

  it('switches to the other, and the pages stay with theirs', async () => {
    await keys.run('SageMaker: Switch to Shown Connection');
    await workbench().statusBarItem('prod · us-west-2 · acme-prod · protected').waitFor();
    await expectLogOfDev();
    await keys.run('View: Open Next Editor');
    await untilDescribed(workbench());
    await expectResultsOfDev();
    tuning.end(1, 0.5);
    const page = await TuningPage.find(workbench());
    await page.best('0.5 (trial 1)').waitFor({ timeout: 60_000 });
    await workbench().screenshot('two-accounts-switched');
  });

  it('has them so after a reload', async () => {
    await keys.reload();
    await workbench().statusBarItem('prod · us-west-2 · acme-prod · protected').waitFor();
    await expectResultsOfDev();
    await expectLogOfDev();
  });

  it('hides one, and shows the other as if it were alone', async () => {
    await keys.run('SageMaker: Hide Connection');
    await workbench().sidebarRow(/^dev/).waitFor({ state: 'detached' });
    await untilOutline(alone);
    await workbench().screenshot('two-accounts-hidden');
    await expectLogOfDev();
    await expectResultsOfDev();
  });

  it('leaves the connection of another window alone', async () => {
    const other = await workbench().openWindow(otherFolder);
    await other.statusBarItem('Local sandbox').waitFor();
    const otherKeys = new Keys(() => other);
    await otherKeys.run('SageMaker: Choose Connection…');
    await otherKeys.choose('dev');
    await other.statusBarItem('dev · us-east-1 · acme-dev').waitFor();
    await keys.reload();
    await workbench().statusBarItem('prod · us-west-2 · acme-prod').waitFor();
    await otherKeys.reload();
    await other.statusBarItem('dev · us-east-1 · acme-dev').waitFor();
  });
});

/** Waits for the description of dev's job in the editor. */
async function untilDescribed(workbench: Workbench): Promise<void> {
  const text = workbench.page.locator('.editor-instance .view-lines');
  await text.filter({ hasText: '111122223333' }).waitFor();
}

/** Repeats a check until it holds, for a few seconds. */
async function until(check: () => Promise<void>): Promise<void> {
  for (let left = 50; left > 0; left--) {
    try {
      await check();
      return;
    } catch {
      await sleep(100);
    }
  }
  await check();
}
