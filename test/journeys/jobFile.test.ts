import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { journey } from './journey';
import type { Theme } from './workbench';

/** The first one stays. */
const themes: readonly Theme[] = ['light', 'dark', 'contrast'];

/** In which a hover comes up. */
const fadeMilliseconds = 300;

const file = 'penguins.sagemaker.json';
const text = `{
  // Trained by whoever opens the repository
  "script": "train.py",
  "instanceCount": 1,
  "channels": { "training": "data" },
  "hyperparameters": { "note": "from a file" }
}
`;
/** It needs no script of anybody. */
const imageFile = 'image.sagemaker.json';
const imageText =
  '{ "image": "registry/birds:1", "algorithm": {}, "channels": { "train": "data" } }\n';
const script = 'import sys\nprint("arguments", sys.argv[1:])\n';

/** A project with a job file, and a Python that has debugpy. */
const options = {
  path: async () =>
    `${await pythonEnvironment('debugger')}${path.delimiter}${process.env['PATH'] ?? ''}`,
  prepare: async ({ workspace }: { workspace: string }) => {
    await fs.writeFile(path.join(workspace, file), text);
    await fs.writeFile(path.join(workspace, imageFile), imageText);
    await fs.writeFile(path.join(workspace, 'train.py'), script);
  },
};

journey('a job file', options, (workbench) => {
  const lens = (title: string) =>
    workbench().page.locator('.codelens-decoration a').filter({ hasText: title });
  const squiggle = () => workbench().page.locator('.squiggly-error');

  const goTo = async (place: string): Promise<void> => {
    await workbench().page.keyboard.press('Control+G');
    await workbench().quickInput().fill(`:${place}`);
    await workbench().page.keyboard.press('Enter');
    await workbench().page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  };

  it('offers what can be done with it above its text', async () => {
    await workbench().explorerItem(file).dblclick();
    await workbench().editorTab(file).waitFor();
    await lens('Train').waitFor();
    await lens('Preview request').waitFor();
    await lens('Open form').waitFor();
    await workbench().inThemes(themes, 'job-file');
  });

  it('explains a field where the mouse rests, and completes others', async () => {
    const { page } = workbench();
    const explain = async (): Promise<void> => {
      await goTo('4:6');
      await workbench().runCommand('Show or Focus Hover');
      await page.locator('.monaco-hover').getByText('Number of instances').waitFor();
      await page.waitForTimeout(fadeMilliseconds);
    };
    await workbench().inThemes(themes, 'job-file-hover', explain);
    await page.keyboard.press('Escape');
    await goTo('4:22');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"instanceT');
    await workbench().runCommand('Trigger Suggest');
    await page.locator('.suggest-widget').getByText('instanceType').first().waitFor();
    await workbench().screenshot('job-file-completion');
    await page.keyboard.press('Escape');
    for (let typed = 0; typed < 13; typed++) {
      await page.keyboard.press('Control+Z');
    }
  });

  it('marks a wrong value while it is typed, and no more when it is mended', async () => {
    const { page } = workbench();
    await fs.writeFile(path.join(workbench().installation.workspace, file), text);
    await workbench().runCommand('File: Revert File');
    await goTo('4:20');
    await page.keyboard.press('Delete');
    await page.keyboard.type('0');
    await squiggle().first().waitFor();
    const tell = async (): Promise<void> => {
      await goTo('4:20');
      await workbench().runCommand('Show or Focus Hover');
      await page.locator('.monaco-hover').getByText('instanceCount is 0').waitFor();
      await page.waitForTimeout(fadeMilliseconds);
    };
    await workbench().inThemes(themes, 'job-file-wrong', tell);
    await page.keyboard.press('Escape');
    // One mistake is told once, by now also by whoever else reads JSON.
    await page.keyboard.press('Control+Shift+M');
    const told = page.locator('.markers-panel .monaco-list-row').filter({ hasText: 'Ln 4' });
    await told.first().waitFor();
    assert.deepEqual(
      (await told.allInnerTexts()).map((row) =>
        row.includes('instanceCount is 0; it is at least 1.'),
      ),
      [true],
    );
    await page.keyboard.press('Control+Shift+M');
    await goTo('4:21');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('1');
    await squiggle().first().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+S');
  });

  it('shows the request with where each value comes from', async () => {
    await lens('Preview request').click();
    await workbench()
      .editorTab(/^CreateTrainingJob .*\.jsonc/)
      .waitFor({ timeout: 120_000 });
    await workbench().page.locator('.view-line').getByText('// file').first().waitFor();
    await workbench().inThemes(themes, 'job-file-request');
    await workbench().page.keyboard.press('Control+F4');
  });

  it('is trained in the sandbox by F5, to its end', async () => {
    const { page } = workbench();
    await workbench().editorTab(file).click();
    await page.locator('.monaco-editor .view-line').first().click();
    await page.keyboard.press('F5');
    // The script is soon done: its words stay.
    const words = page.locator('.repl .monaco-list-row').filter({ hasText: 'arguments' });
    await words.getByText("['--note', 'from a file']").waitFor({ timeout: 120_000 });
    await workbench().showNotification(/Training job completed: /);
    await workbench().screenshot('job-file-trained');
  });

  it('is written of the job, with its code and data where they are', async () => {
    await workbench().activityIcon('SageMaker').click();
    const row = workbench().sidebarRow(/\d s · /);
    await row.waitFor();
    await workbench().chooseFromMenu(row, 'Save as Job File…');
    const target = path.join(workbench().installation.workspace, 'saved.sagemaker.json');
    // The dialog first writes the file that it proposes.
    do {
      await workbench().quickInput().fill(target);
      await workbench().page.waitForTimeout(500);
    } while ((await workbench().quickInput().inputValue()) !== target);
    await workbench().page.keyboard.press('Enter');
    await workbench().editorTab('saved.sagemaker.json').waitFor();
    await lens('Train').waitFor();
    await workbench().screenshot('job-file-saved');
    const saved = JSON.parse(await fs.readFile(target, 'utf8')) as {
      readonly hyperparameters: Readonly<Record<string, string>>;
      readonly channels: Readonly<Record<string, string>>;
    };
    assert.equal(saved.hyperparameters['note'], '"from a file"');
    assert.match(saved.channels['training'] ?? '', /^s3:\/\//);
  });

  it('opens the form of its script', async () => {
    await workbench().editorTab(file).click();
    await lens('Open form').click();
    const page = await workbench().webview('#save-file');
    await page.locator('[id^="extra-value-"]').first().waitFor();
    await workbench().screenshot('job-file-form');
  });

  it('opens the form of its request where it names no script', async () => {
    await workbench().showExplorer();
    await workbench().explorerItem(imageFile).dblclick();
    await workbench().editorTab(imageFile).waitFor();
    await lens('Open form').click();
    const page = await workbench().webview('#use-script');
    await page.frame.locator('header').getByText(imageFile).waitFor();
    await workbench().inThemes(themes, 'job-file-request-form');
  });
});
