import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';

const script = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument('--epochs', type=int, default=2)
parser.add_argument('--amp', action='store_true', help='mixed precision')
args = parser.parse_args()
print(f'amp is {args.amp}, {args.epochs} epochs')
`;

const prepare = ({ workspace }: { workspace: string }): Promise<void> =>
  fs.writeFile(path.join(workspace, 'switch.py'), script);

journey('a switch that SageMaker cannot set', { prepare }, (workbench) => {
  let launch: LaunchPage;

  const onDisk = (): Promise<string> =>
    fs.readFile(path.join(workbench().installation.workspace, 'switch.py'), 'utf8');

  it('is warned about at its field and in the list before anything is started', async () => {
    launch = await LaunchPage.openFromExplorer(workbench(), 'switch.py');
    await launch.readyButton.waitFor();
    await launch.type('--epochs', '3');
    await launch.view.locator('#value-amp').click();
    const row = launch.view.frame.getByRole('group', { name: '--amp' });
    await row.getByText('SageMaker passes --amp True').waitFor();
    await launch.preflight.getByText('unrecognized arguments: True').waitFor();
    await launch.view.locator('#start[aria-disabled=true]').waitFor();
    await launch.view.locator('#command-line > summary').click();
    const words = launch.view.frame.getByRole('region', { name: 'Command line of the script' });
    assert.equal(await words.innerText(), 'switch.py\n--amp True\n--epochs 3');
    await workbench().inThemes(['dark', 'light', 'contrast'], 'switch');
  });

  it('is fixed by the offered action, in the script, where it can be undone', async () => {
    await launch.preflight.getByRole('button', { name: 'Change the script' }).click();
    await launch.readyButton.waitFor();
    assert.match(await onDisk(), /'--amp', type=lambda text: .*const=True, default=False, help=/);
    assert.equal(await launch.textField('--amp').inputValue(), 'true');
    await workbench().screenshot('switch-fixed');
  });

  it('is undone in the script’s editor, and done again', async () => {
    const { page } = workbench();
    await launch.preflight.getByText('unrecognized').waitFor({ state: 'detached' });
    await workbench().showExplorer();
    await workbench().explorerItem('switch.py').dblclick();
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+s');
    assert.equal(await eventually(onDisk, (text) => text === script), script);
    await page.keyboard.press('Control+Shift+z');
    await page.keyboard.press('Control+s');
    await eventually(onDisk, (text) => text !== script);
    await workbench()
      .editorTab(/^Train switch\.py/)
      .click();
    launch = await LaunchPage.find(workbench());
  });

  it('then trains, and the script gets what was meant', async () => {
    await launch.readyButton.waitFor();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    await log.line('amp is True, 3 epochs').waitFor({ timeout: 60_000 });
    await log.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 60_000 });
  });
});

async function eventually(read: () => Promise<string>, isDone: (text: string) => boolean) {
  let text = await read();
  for (let left = 100; left > 0 && !isDone(text); left--) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    text = await read();
  }
  assert.ok(isDone(text), text);
  return text;
}
