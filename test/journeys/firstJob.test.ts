import assert from 'node:assert/strict';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['dark', 'light', 'contrast'];

journey('the first training job', {}, (workbench) => {
  let jobName = '';

  it('shows an empty sidebar that says what to do', async () => {
    await workbench().activityIcon('SageMaker').click();
    const sidebar = workbench().page.locator('.part.sidebar');
    await sidebar.getByText('Training jobs appear here').waitFor();
    await sidebar.getByRole('button', { name: 'Train a Script' }).waitFor();
    await workbench().inThemes(themes, 'sidebar-empty');
  });

  it('opens the launch page, filled in, from the script’s context menu', async () => {
    await workbench().showExplorer();
    const launch = await LaunchPage.openFromExplorer(workbench(), 'train.py');
    assert.equal(await launch.textField('--epochs').inputValue(), '40');
    assert.equal(await launch.textField('--learning-rate').inputValue(), '0.05');
    assert.equal(await launch.textField('Channel').inputValue(), 'train');
    assert.match(
      await launch.textField('Folder or file of channel train').inputValue(),
      /^data\/?$/,
    );
    await launch.view.text('Local sandbox').waitFor();
    await launch.preflight.getByText(/Python 3\.\d+\.\d+ found/).waitFor();
    await launch.preflight.getByText(/train: data/).waitFor();
    await launch.readyButton.waitFor();
    await workbench().inThemes(themes, 'launch');
    await workbench().readmePicture('launch', '.part.editor', 900);
  });

  it('starts the job and shows its lines as they come', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.type('--epochs', '60');
    jobName = await launch.jobName();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    assert.equal(await log.jobName.innerText(), jobName);
    await log.line(/epoch/i).waitFor();
    await workbench().screenshot('log-live');
  });

  it('lists the job in the sidebar and tells its end', async () => {
    await workbench().activityIcon('SageMaker').click();
    await workbench().sidebarRow(jobName).waitFor();
    const toast = workbench().notification(`Training job completed: ${jobName}`);
    await toast.waitFor({ timeout: 120_000 });
    await toast.getByRole('button', { name: 'Open Logs' }).waitFor();
    await workbench().inThemes(themes, 'notification');
    await workbench()
      .sidebarRow(jobName)
      .filter({ hasText: /\d s · / })
      .waitFor();
    const log = await LogPage.find(workbench());
    await log.phase.filter({ hasText: 'ended' }).waitFor();
    await log.line(/epoch.*60/i).waitFor();
    await workbench().inThemes(themes, 'log');
  });

  it('opens the model from the notification', async () => {
    const toast = await workbench().showNotification(`Training job completed: ${jobName}`);
    await toast.getByRole('button', { name: 'Open Model' }).click();
    await workbench().quickPickRow('model').click();
    await workbench().editorTab(/model/).waitFor();
    await workbench().screenshot('model');
  });

  it('opens the job’s full description', async () => {
    const row = workbench().sidebarRow(jobName);
    await workbench().chooseFromMenu(row, 'Open Description');
    await workbench().editorTab(`${jobName}.json`).waitFor();
    await workbench().page.getByText('"TrainingJobStatus": "Completed"').first().waitFor();
    await workbench().screenshot('description');
  });

  it('trains again from the row', async () => {
    await workbench().chooseFromMenu(workbench().sidebarRow(jobName), 'Train Again (Same Code)');
    const log = await LogPage.find(workbench());
    await log.jobName.filter({ hasNotText: jobName }).waitFor();
    const again = await log.jobName.innerText();
    await workbench()
      .notification(`Training job completed: ${again}`)
      .waitFor({ timeout: 120_000 });
    await workbench()
      .sidebarRow(again)
      .filter({ hasText: /\d s · / })
      .waitFor();
  });

  it('stops a running job', async () => {
    await workbench().showExplorer();
    const launch = await LaunchPage.openFromExplorer(workbench(), 'train.py');
    await launch.type('--epochs', '600');
    const slow = await launch.jobName();
    await workbench().page.keyboard.press('Control+Enter');
    const log = await LogPage.find(workbench());
    await log.jobName.filter({ hasText: slow }).waitFor();
    await log.line(/epoch 12/i).waitFor();
    await workbench().readmePicture('logs', '.part.editor', 400);
    await workbench().activityIcon('SageMaker').click();
    await workbench().sidebarRow(slow).waitFor();
    await workbench().screenshot('running');
    await workbench().widenSidebar(240);
    await workbench().readmePicture('sidebar', '.part.sidebar', 200);
    await workbench().widenSidebar(-240);
    await workbench().chooseFromMenu(workbench().sidebarRow(slow), 'Stop…');
    await workbench().dialog().getByRole('button', { name: 'Stop', exact: true }).click();
    await workbench().notification(`Training job stopped: ${slow}`).waitFor({ timeout: 150_000 });
    await workbench().sidebarRow(slow).filter({ hasText: 'stopped after' }).waitFor();
  });

  it('deletes a finished job after asking', async () => {
    await workbench().chooseFromMenu(workbench().sidebarRow(jobName), 'Delete…');
    const dialog = workbench().dialog();
    await dialog.getByText(`Delete the training job ${jobName}?`).waitFor();
    await workbench().screenshot('delete-question');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await workbench().sidebarRow(jobName).waitFor({ state: 'detached' });
  });

  it('shows the walkthrough', async () => {
    await workbench().runCommand('SageMaker: Get Started with Training Jobs');
    await workbench().page.getByText('Get started with SageMaker training jobs').first().waitFor();
    await workbench().inThemes(themes, 'walkthrough');
  });
});
