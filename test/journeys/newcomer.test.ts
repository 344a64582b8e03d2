import assert from 'node:assert/strict';
import * as path from 'node:path';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';
import { Walkthrough } from './walkthrough';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['dark', 'light', 'contrast'];

journey('a newcomer, by the walkthrough alone', { emptyWindow: true }, (workbench) => {
  let walkthrough: Walkthrough;
  let jobName = '';

  /** The walkthrough in front again, with the steps that it counts as done. */
  const doneSteps = async (): Promise<readonly string[]> => {
    await walkthrough.show();
    return walkthrough.done();
  };

  const inThemes = (title: string, name: string): Promise<void> =>
    workbench().inThemes(themes, name, () => walkthrough.open(title));

  it('finds the walkthrough in a window without a folder', async () => {
    await workbench().activityIcon('SageMaker').click();
    const sidebar = workbench().page.locator('.part.sidebar');
    await sidebar.getByRole('button', { name: 'Create Sample Project' }).waitFor();
    await sidebar.getByRole('button', { name: 'Open Folder' }).waitFor();
    await workbench().inThemes(themes, 'newcomer-empty-window');
    await sidebar.getByText('Follow the first job step by step').click();
    walkthrough = new Walkthrough(workbench());
    await walkthrough.step('Get a training script').waitFor();
    assert.deepEqual(await walkthrough.done(), []);
    await inThemes('Get a training script', 'newcomer-1-script');
  });

  it('gets a script: the sample project opens beside the walkthrough', async () => {
    await walkthrough.button('Create Sample Project').click();
    await workbench().quickPickRow('scikit-learn').waitFor();
    await workbench().screenshot('newcomer-variants');
    await workbench().quickPickRow('Standard library').click();
    const home = path.join(workbench().installation.root, 'home');
    const reloaded = workbench().page.waitForEvent('domcontentloaded');
    await workbench().chooseFolder(home, 'Create Here');
    await reloaded;
    await workbench().untilReady();
    await workbench().editorTab('train.py').waitFor();
    await workbench().explorerItem('train.py').waitFor();
    await walkthrough.doneStep('Get a training script').waitFor();
    assert.deepEqual(await walkthrough.done(), ['Get a training script']);
    await inThemes('Train it', 'newcomer-2-train');
  });

  it('trains it', async () => {
    await walkthrough.button('Train This Script').click();
    const launch = await LaunchPage.find(workbench());
    await launch.readyButton.waitFor();
    jobName = await launch.jobName();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    assert.equal(await log.jobName.innerText(), jobName);
    assert.ok((await doneSteps()).includes('Train it'));
  });

  it('watches its logs', async () => {
    await inThemes('Watch its logs', 'newcomer-3-logs');
    await walkthrough.button('Open Logs').click();
    await workbench().quickPickRow(jobName).click();
    const log = await LogPage.find(workbench());
    await log.line(/epoch 40\/40/).waitFor({ timeout: 60_000 });
    await log.phase.filter({ hasText: 'ended' }).waitFor();
    assert.ok((await doneSteps()).includes('Watch its logs'));
  });

  it('opens the model', async () => {
    await inThemes('Open the model', 'newcomer-4-model');
    await walkthrough.button('Open Model').click();
    await workbench().quickPickRow(jobName).click();
    await workbench().quickPickRow('model.json').click();
    await workbench().editorTab('model.json').waitFor();
    assert.ok((await doneSteps()).includes('Open the model'));
  });

  it('chooses a connection, and has done all five', async () => {
    await inThemes('Choose a connection', 'newcomer-5-connect');
    await walkthrough.button('Choose Connection').click();
    await workbench().quickPickRow('Local sandbox').click();
    await walkthrough.doneStep('Choose a connection').waitFor();
    // The workbench goes back to its list, on which one that is done stands behind "More…".
    const again = async (): Promise<void> => {
      await workbench().runCommand('SageMaker: Get Started with Training Jobs');
      await walkthrough.doneStep('Choose a connection').waitFor();
    };
    await again();
    assert.deepEqual(await walkthrough.done(), [
      'Get a training script',
      'Train it',
      'Watch its logs',
      'Open the model',
      'Choose a connection',
    ]);
    await workbench().inThemes(themes, 'newcomer-done', again);
  });
});
