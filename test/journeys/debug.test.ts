import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { run } from '../../scripts/processes';
import { findPython } from '../../scripts/python';
import { publishedFiles, pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { DebugView } from './debugView';
import { journey } from './journey';

/** Finds a Python that has debugpy, as one that a notebook runs with. */
const options = {
  path: async () =>
    `${await pythonEnvironment('debugger')}${path.delimiter}${process.env['PATH'] ?? ''}`,
};

journey('a script is debugged in the sandbox', options, (workbench) => {
  let debug: DebugView;
  let script = '';

  it('takes a breakpoint in a Python file, without another extension', async () => {
    debug = new DebugView(workbench());
    script = await fs.readFile(path.join(workbench().installation.workspace, 'train.py'), 'utf8');
    await workbench().explorerItem('train.py').dblclick();
    await workbench().editorTab('train.py').waitFor();
    await workbench().page.locator('.monaco-editor .view-line').first().click();
    await debug.toggleBreakpoint(script, 'return shuffled[kept:]');
    await debug.breakpoint.waitFor();
  });

  it('starts the job from the script’s menu and stops at the breakpoint', async () => {
    await workbench().showExplorer();
    const item = workbench().explorerItem('train.py');
    await workbench().chooseFromMenu(item, 'Debug This Script in the Sandbox');
    await debug.toolbar.waitFor({ timeout: 120_000 });
    await debug.arrow.waitFor({ timeout: 120_000 });
    const { page } = workbench();
    await page.getByRole('button', { name: /^Continue/ }).waitFor();
    // The workspace's own file, not the job's copy of it.
    assert.equal(await page.locator('.tabs-container .tab').count(), 1);
  });

  it('shows the values of the variables', async () => {
    await debug.openLocals();
    await debug.variable('kept', '86').waitFor();
    await debug.variable('share', '0.25').waitFor();
    await workbench().screenshot('debug-paused');
  });

  it('steps out of the function, and goes on to the end', async () => {
    await debug.button('Step Out').click();
    await debug.variable('kept', '86').waitFor({ state: 'detached' });
    await debug.arrow.waitFor();
    await debug.button('Continue').click();
    await debug.toolbar.waitFor({ state: 'hidden', timeout: 120_000 });
  });

  it('completes the job, which leaves its model', async () => {
    const toast = await workbench().showNotification(/Training job completed: /);
    await toast.getByRole('button', { name: 'Open Model' }).waitFor();
    await workbench().activityIcon('SageMaker').click();
    await workbench()
      .sidebarRow(/\d s · /)
      .waitFor();
  });

  it('debugs the open script by F5', async () => {
    await workbench().editorTab('train.py').click();
    await workbench().page.keyboard.press('F5');
    await workbench().quickPickRow('SageMaker Sandbox Job').click();
    await debug.arrow.waitFor({ timeout: 120_000 });
  });

  it('stops the job and starts another when the session is started again', async () => {
    await debug.button('Restart').click();
    await workbench()
      .notification(/Training job stopped: /)
      .waitFor({ timeout: 60_000 });
    await debug.arrow.waitFor({ timeout: 120_000 });
    await workbench().runCommand('Notifications: Clear All Notifications');
  });

  it('stops the job when the session is stopped', async () => {
    await debug.button('Stop').click();
    await debug.toolbar.waitFor({ state: 'hidden' });
    await workbench()
      .notification(/Training job stopped: /)
      .waitFor({ timeout: 60_000 });
    await workbench().screenshot('debug-stopped');
  });
});

/** A Python without debugpy, and an index that has nothing else. */
const bare = {
  path: async (root: string) => {
    const folder = path.join(root, 'bare');
    const { path: python } = await findPython(10);
    await run(python, ['-m', 'venv', folder], { onOutput: () => undefined });
    const settings = path.join(root, 'home', '.config', 'pip');
    await fs.mkdir(settings, { recursive: true });
    const wheels = await publishedFiles('debugpy==1.8.22');
    const lines = ['[global]', 'no-index = true', `find-links = ${wheels}`, ''];
    await fs.writeFile(path.join(settings, 'pip.conf'), lines.join('\n'));
    return `${path.join(folder, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`;
  },
};

journey('debugging without debugpy', bare, (workbench) => {
  const command = 'SageMaker: Debug This Script in the Sandbox';

  it('asks before it installs anything, and starts nothing when that is declined', async () => {
    await workbench().explorerItem('train.py').dblclick();
    await workbench().editorTab('train.py').waitFor();
    await workbench().runCommand(command);
    await workbench().dialog().getByText('Install debugpy for the local sandbox?').waitFor();
    await workbench().screenshot('debug-consent');
    await workbench().dialog().getByRole('button', { name: 'Cancel' }).click();
    await workbench().dialog().waitFor({ state: 'detached' });
    // Time for what shall not come: another dialog, a notification, a session.
    await workbench().page.waitForTimeout(2000);
    assert.equal(await workbench().dialog().count(), 0);
    assert.equal(await workbench().notification(/./).count(), 0);
    assert.equal(await new DebugView(workbench()).toolbar.isVisible(), false);
  });

  it('installs it into an environment of the sandbox and debugs', async () => {
    const debug = new DebugView(workbench());
    const file = path.join(workbench().installation.workspace, 'train.py');
    await workbench().page.locator('.monaco-editor .view-line').first().click();
    await debug.toggleBreakpoint(await fs.readFile(file, 'utf8'), 'return shuffled[kept:]');
    await workbench().runCommand(command);
    const dialog = workbench().dialog();
    await dialog.getByRole('button', { name: 'Install and Debug' }).click();
    await debug.arrow.waitFor({ timeout: 120_000 });
    await debug.button('Continue').click();
    await workbench()
      .notification(/Training job completed: /)
      .waitFor({ timeout: 120_000 });
  });
});
