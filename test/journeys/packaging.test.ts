import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';

/** Put together, so that this file holds none. */
const key = ['AKIA', 'Z7QK3MWX5RTB2LVD'].join('');

async function prepare({ workspace }: { workspace: string }): Promise<void> {
  const write = (name: string, text: string): Promise<void> =>
    fs.writeFile(path.join(workspace, name), text);
  await write('keys.py', `# for the bucket\n\nkey = "${key}"\n`);
  await write('quick.py', 'import keys\nprint("trained with", len(keys.key))\n');
  await write('.env', 'PASSWORD=none\n');
  await write('notes.txt', 'x'.repeat(200_000));
  await fs.mkdir(path.join(workspace, 'pkg'));
  await write('pkg/.sagemakerignore', '!*.txt\n');
  await write('pkg/more.txt', 'x'.repeat(100_000));
}

journey('code with a secret', { prepare }, (workbench) => {
  let launch: LaunchPage;

  const inWorkspace = (name: string): string => path.join(workbench().installation.workspace, name);

  it('names the secret by its place and kind, and refuses to start', async () => {
    launch = await LaunchPage.openFromExplorer(workbench(), 'quick.py');
    await launch.preflight.getByText('keys.py, line 3 looks like a secret').first().waitFor();
    await launch.preflight.getByText('Left out, as the name says').waitFor();
    await launch.view.locator('#start[aria-disabled=true]').waitFor();
    const page = await launch.view.locator('body').innerText();
    assert.ok(!page.includes(key) && !page.includes('AKIA'), 'the page does not tell it');
    await launch.preflight.getByRole('button', { name: 'Show files' }).click();
    await launch.preflight.getByRole('button', { name: 'Show what is left out' }).click();
    await workbench().inThemes(['dark', 'light', 'contrast'], 'secret');
  });

  it('shows its line in the editor', async () => {
    await launch.preflight.getByRole('button', { name: 'Show line 3' }).click();
    await workbench().editorTab('keys.py').waitFor();
    await workbench().statusBarItem('Ln 3, Col 1').waitFor();
    await workbench().runCommand('View: Close Editor');
  });

  it('leaves a file out by a line of the ignore file', async () => {
    launch = await LaunchPage.find(workbench());
    await launch.view.button('Leave out notes.txt').click();
    await launch.view.locator('#code-left-out').getByText('notes.txt').waitFor();
    const written = await fs.readFile(inWorkspace('.sagemakerignore'), 'utf8');
    assert.match(written, /^\/notes\.txt$/m);
  });

  it('leaves a file out where a folder of its own rules would bring it back', async () => {
    await launch.view.button('Leave out pkg/more.txt').click();
    await launch.view.locator('#code-left-out').getByText('pkg/more.txt').waitFor();
    const written = await fs.readFile(inWorkspace('pkg/.sagemakerignore'), 'utf8');
    assert.equal(written, '!*.txt\n/more.txt\n');
    // A second press of Enter means the next file.
    await launch.view.locator('#code-files button:focus').waitFor();
  });

  it('asks what that means before it lets the secret through', async () => {
    await launch.view.button('Let through…').click();
    const dialog = workbench().dialog();
    await dialog.getByText('Upload keys.py with what looks like a secret?').waitFor();
    await workbench().screenshot('secret-question');
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await launch.view.locator('#start[aria-disabled=true]').waitFor();
    await launch.view.button('Let through…').click();
    await dialog.getByRole('button', { name: 'Let Through' }).click();
    await launch.preflight.getByText('1 secret is let through.').waitFor();
  });

  it('then trains with it', async () => {
    await launch.readyButton.waitFor();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    await log.line('trained with 20').waitFor({ timeout: 60_000 });
    await log.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 60_000 });
    await workbench().runCommand('View: Close All Editors');
  });

  it('remembers it for that secret only', async () => {
    await workbench().showExplorer();
    const again = await LaunchPage.openFromExplorer(workbench(), 'quick.py');
    await again.readyButton.waitFor();
    await again.preflight.getByText('1 secret is let through.').waitFor();
    const other = key.replace('Z7QK', 'Q2WK');
    await fs.appendFile(inWorkspace('keys.py'), `other = "${other}"\n`);
    await again.startButton.click();
    await again.view.frame.getByRole('alert').getByText('keys.py, line 4').waitFor();
    await workbench().screenshot('secret-other');
  });
});
