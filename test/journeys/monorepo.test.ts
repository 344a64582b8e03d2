import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

const script = `import argparse
from libs import steps
import common

parser = argparse.ArgumentParser()
parser.add_argument("--count", type=int, default=3)
steps.run(parser.parse_args().count, common.name)
`;

const steps = `def run(count, name):
    if count > 3:
        raise ValueError(f"no more than 3 steps, got {count}")
    print("ran", count, "steps of", name)
`;

async function prepare({ workspace }: { workspace: string }): Promise<void> {
  const write = async (name: string, text: string): Promise<void> => {
    const file = path.join(workspace, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, text);
  };
  await write('services/fit/fit.py', script);
  await write('libs/steps.py', steps);
  await write('../elsewhere/common/__init__.py', 'name = "another repository"\n');
}

journey('a script of a repository with several projects', { prepare }, (workbench) => {
  let launch: LaunchPage;

  const root = (): string => path.basename(workbench().installation.workspace);

  const untilPackedFromRoot = (): Promise<void> =>
    launch.view.frame.getByText('The job starts services/fit/fit.py in it.').waitFor();

  const openPage = async (): Promise<void> => {
    await workbench().showExplorer();
    launch = await LaunchPage.openFromExplorer(workbench(), 'fit.py');
  };

  it('says where the module lies that the script’s folder lacks', async () => {
    await workbench().explorerItem('services').click();
    await openPage();
    await launch.preflight
      .getByText(`fit.py imports libs, which is not packed. It lies at ${root()}/libs.`)
      .first()
      .waitFor();
    await launch.view.locator('#start[aria-disabled=true]').waitFor();
  });

  it('packs from the folder that has it, and says what the job then starts', async () => {
    await launch.view.button(`Pack from ${root()}`).click();
    await untilPackedFromRoot();
    await workbench().inThemes(themes, 'monorepo');
  });

  it('packs a folder from elsewhere beside it, until it is taken out again', async () => {
    const common = path.join(workbench().installation.workspace, '../elsewhere/common');
    const add = async (): Promise<void> => {
      await launch.view.locator('#add-packed-folder').click();
      await workbench().chooseFolder(common, 'Pack');
      await launch.view.locator('.packed-list').getByText('common').first().waitFor();
    };
    await add();
    await launch.view.button('Do not pack common any more').click();
    await launch.view.locator('#add-packed-folder:focus').waitFor();
    assert.equal(await launch.view.locator('.packed-list').count(), 0);
    await add();
    await workbench().inThemes(themes, 'monorepo-extra');
  });

  it('trains, with everything in its place', async () => {
    await launch.readyButton.waitFor();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    await log.line('ran 3 steps of another repository').waitFor({ timeout: 60_000 });
    await log.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 60_000 });
    await workbench().runCommand('View: Close All Editors');
  });

  it('remembers both, and leads from a traceback to the file outside the script’s folder', async () => {
    await openPage();
    await untilPackedFromRoot();
    await launch.type('--count', '4');
    await launch.readyButton.waitFor();
    await launch.startButton.click();
    const log = await LogPage.find(workbench());
    await log.phase.filter({ hasText: 'ended' }).waitFor({ timeout: 60_000 });
    await log.line('steps.py", line 3').getByRole('link').click();
    await workbench().editorTab('steps.py').waitFor();
    await workbench().statusBarItem('Ln 3, Col 1').waitFor();
  });
});
