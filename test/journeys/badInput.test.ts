import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { findPython } from '../../scripts/python';
import { makeProbeWheel } from '../fakes/probeWheel';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';
import type { Workbench } from './workbench';

/** Scripts and folders that are wrong in one way each. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  await fs.mkdir(path.join(workspace, 'nothing'));
  await fs.writeFile(path.join(workspace, 'broken.py'), 'import os\ndef train(:\n    pass\n');
  await fs.writeFile(path.join(workspace, 'quick.py'), 'print("quick")\n');
}

/** Waits until the sidebar lists these jobs and no others; while it was hidden, others may have been there. */
async function lists(workbench: Workbench, ...names: readonly string[]): Promise<void> {
  await workbench.activityIcon('SageMaker').click();
  const sidebar = workbench.page.locator('.part.sidebar');
  const jobs = sidebar.getByRole('treeitem').filter({ hasText: /-\d{4}-\d\d-\d\d-/ });
  const shown =
    names.length > 0 ? jobs.first() : sidebar.getByText('Training jobs appear here').first();
  await shown.waitFor();
  assert.deepEqual(await jobs.locator('.label-name').allInnerTexts(), names);
}

journey('bad input', { prepare }, (workbench) => {
  const open = async (script: string): Promise<LaunchPage> => {
    await workbench().showExplorer();
    return LaunchPage.openFromExplorer(workbench(), script);
  };

  const refused = async (launch: LaunchPage, message: RegExp | string): Promise<void> => {
    await launch.view.frame
      .locator('aside, .field-error')
      .filter({ hasText: message })
      .first()
      .waitFor();
    await launch.view.locator('#start[aria-disabled=true]').waitFor();
  };

  const closeEditors = (): Promise<void> => workbench().runCommand('View: Close All Editors');

  it('names the line of a syntax error and does not start', async () => {
    await refused(await open('broken.py'), /line 2/i);
    await workbench().screenshot('bad-syntax');
    await closeEditors();
  });

  it('refuses a data folder that does not exist', async () => {
    const launch = await open('train.py');
    await launch.readyButton.waitFor();
    await launch.type('Folder or file of channel train', 'no/such/folder');
    await refused(launch, /no\/such\/folder/);
    await workbench().screenshot('bad-missing-folder');
  });

  it('refuses an empty data folder', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.type('Folder or file of channel train', 'nothing');
    await refused(launch, /no files/);
    await launch.type('Folder or file of channel train', 'data');
    await launch.readyButton.waitFor();
  });

  it('refuses a name that is too long, and one that breaks the rules', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.type('Job name', 'a'.repeat(64));
    await refused(launch, /63/);
    await launch.type('Job name', 'no good!');
    await refused(launch, /letters|hyphen/i);
    await workbench().screenshot('bad-name');
    await launch.type('Folder or file of channel train', 'no/such/folder');
    await refused(launch, /no\/such\/folder/);
    await launch.type('--epochs', 'many');
    await refused(launch, /whole number/i);
    await closeEditors();
  });

  it('comes back without what was wrong, and resets what was changed', async () => {
    const launch = await open('train.py');
    await launch.readyButton.waitFor();
    assert.equal(await launch.textField('--epochs').inputValue(), '40');
    assert.equal(await launch.textField('Folder or file of channel train').inputValue(), 'data');
    await launch.type('--epochs', '3');
    await launch.view.button('Reset all').click();
    await launch.view.button('Reset all').waitFor({ state: 'detached' });
    assert.equal(await launch.textField('--epochs').inputValue(), '40');
    await closeEditors();
  });

  it('has left nothing behind so far', async () => {
    await lists(workbench());
  });

  it('refuses a name that is used', async () => {
    const first = await open('quick.py');
    await first.readyButton.waitFor();
    const name = await first.jobName();
    await first.startButton.click();
    await workbench().notification(`Training job completed: ${name}`).waitFor({ timeout: 60_000 });
    await closeEditors();
    const second = await open('quick.py');
    await second.readyButton.waitFor();
    await second.type('Job name', name);
    await refused(second, `There is already a training job “${name}”`);
    await workbench().screenshot('bad-used-name');
    await closeEditors();
    await lists(workbench(), name);
  });

  it('names a package that is imported and missing, and writes it into requirements.txt', async () => {
    const { workspace } = workbench().installation;
    const file = path.join(workspace, 'requirements.txt');
    await fs.writeFile(path.join(workspace, 'quick.py'), 'import os\nimport tensorboardX\n');
    const launch = await open('quick.py');
    await refused(launch, /quick\.py imports tensorboardX, which is not installed/);
    await workbench().inThemes(['dark', 'light', 'contrast'], 'bad-import');
    const name = 'Add to requirements.txt';
    const add = launch.preflight.getByRole('button', { name, exact: true });
    await add.click();
    await refused(launch, /requirements\.txt asks for tensorboardX, which is not installed/);
    assert.equal(await fs.readFile(file, 'utf8'), 'tensorboardX\n');
    await launch.preflight.getByRole('button', { name: 'Undo' }).click();
    await add.waitFor();
    await assert.rejects(fs.access(file), { code: 'ENOENT' });
    await closeEditors();
  });

  it('names a package that is missing, and trains with it once it may be installed', async () => {
    const { root, workspace } = workbench().installation;
    await makeProbeWheel((await findPython(10)).path, root, '1.0');
    const requirements = `--no-index\n--find-links "${root}"\nsandbox-probe\n`;
    await fs.writeFile(path.join(workspace, 'requirements.txt'), requirements);
    await fs.writeFile(path.join(workspace, 'quick.py'), 'import sandbox_probe\n');
    const launch = await open('quick.py');
    await refused(launch, /asks for sandbox-probe, which is not installed/);
    await workbench().screenshot('bad-requirements');
    await launch.preflight
      .getByRole('button', { name: 'Let the sandbox install what is missing' })
      .click();
    await launch.readyButton.waitFor();
    const name = await launch.jobName();
    await launch.startButton.click();
    await workbench().notification(`Training job completed: ${name}`).waitFor({ timeout: 60_000 });
  });
});

/** Programs that VS Code's server itself wants, but no Python. */
async function pathWithoutPython(root: string): Promise<string> {
  const folder = path.join(root, 'bin');
  await fs.mkdir(folder, { recursive: true });
  for (const program of ['sh', 'ps', 'git', 'env', 'uname']) {
    const found = ['/usr/bin', '/bin'].map((bin) => path.join(bin, program));
    for (const file of found) {
      await fs.symlink(file, path.join(folder, program)).catch(() => undefined);
    }
  }
  return folder;
}

journey('no Python', { path: pathWithoutPython }, (workbench) => {
  it('says so on the launch page, with what mends it', async () => {
    const launch = await LaunchPage.openFromExplorer(workbench(), 'train.py');
    await launch.preflight
      .getByText(/no Python 3\.9 or newer/i)
      .first()
      .waitFor();
    await launch.preflight.getByRole('button', { name: 'Choose interpreter…' }).waitFor();
    await launch.view.locator('#start[aria-disabled=true]').waitFor();
    await workbench().screenshot('bad-no-python');
  });
});

/** A file stands where the sandbox wants its folder. */
const blockSandbox = async ({ globalStorage }: { globalStorage: string }): Promise<void> => {
  await fs.mkdir(globalStorage, { recursive: true });
  await fs.writeFile(path.join(globalStorage, 'sandbox'), '');
};

journey('a sandbox that cannot start', { prepare: blockSandbox }, (workbench) => {
  it('says why in the sidebar and offers to start it again', async () => {
    await workbench().activityIcon('SageMaker').click();
    const sidebar = workbench().page.locator('.part.sidebar');
    await sidebar.getByText(/sandbox could not be started/i).waitFor();
    await workbench().screenshot('bad-sandbox-sidebar');
    await fs.rm(path.join(workbench().installation.globalStorage, 'sandbox'), { recursive: true });
    await sidebar.getByRole('button', { name: 'Restart Sandbox' }).click();
    await sidebar.getByText('Training jobs appear here').waitFor();
  });

  it('trains once it can', async () => {
    await workbench().showExplorer();
    const launch = await LaunchPage.openFromExplorer(workbench(), 'train.py');
    await launch.type('--epochs', '2');
    await launch.readyButton.waitFor();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    await log.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 60_000 });
  });
});
