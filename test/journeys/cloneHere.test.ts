import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';

const script = `import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--word", default="none")
print("the word is", parser.parse_args().word)
`;

const prepare = ({ workspace }: { workspace: string }): Promise<void> =>
  fs.writeFile(path.join(workspace, 'word.py'), script);

journey('the clone of a job in the sandbox', { prepare }, (workbench) => {
  let first = '';

  it('opens with the job, and comes back with what was changed after a reload', async () => {
    const launch = await LaunchPage.openFromExplorer(workbench(), 'word.py');
    await launch.type('--word', 'first');
    await launch.readyButton.waitFor();
    first = await launch.jobName();
    await launch.startButton.click();
    await (await LogPage.find(workbench())).line('the word is first').waitFor();
    await workbench().activityIcon('SageMaker').click();
    await workbench().chooseFromMenu(workbench().sidebarRow(first), 'Clone and Edit…');
    const clone = await LaunchPage.find(workbench());
    await clone.view.text(`As in the job ${first}`).waitFor();
    await clone.type('Argument value', 'second');
    const change = clone.view.locator('.changes li');
    await change.filter({ hasText: /word[^a-z]+first[^a-z]+becomes[^a-z]+second/ }).waitFor();
    await workbench().reload();
    const again = await LaunchPage.find(workbench());
    await again.view.locator('.changes li').filter({ hasText: 'second' }).waitFor();
    await workbench().screenshot('clone-here');
  });

  it('runs the same code with it', async () => {
    const clone = await LaunchPage.find(workbench());
    await clone.readyButton.waitFor();
    const name = await clone.jobName();
    assert.notEqual(name, first);
    await clone.startButton.click();
    await workbench().sidebarRow(name).waitFor();
    for (let tries = 0; ; tries++) {
      const log = await LogPage.find(workbench());
      if ((await log.jobName.innerText()).includes(name)) {
        await log.line('the word is second').waitFor();
        return;
      }
      assert.ok(tries < 100, 'the log page of the clone is not shown');
      await workbench().page.waitForTimeout(200);
    }
  });
});
