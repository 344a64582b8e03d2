import assert from 'node:assert/strict';
import { motoKeys, startSeededMoto, type SeededMoto } from '../contract/seededMoto';
import { writeAwsConfig } from './awsFiles';
import { journey } from './journey';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

let moto: SeededMoto;

/** A home whose profile leads to an account with resources of every kind. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  moto = await startSeededMoto();
  const keys = Object.entries(motoKeys).map(([name, value]) => `${name.toLowerCase()} = ${value}`);
  const lines = ['[profile seeded]', 'region = us-east-1', `endpoint_url = ${moto.endpoint}`];
  await writeAwsConfig(workspace, [...lines, ...keys]);
}

journey('an account with resources of every kind, by keys', { prepare }, (workbench) => {
  after(() => moto.stop());

  const press = (key: string): Promise<void> => workbench().page.keyboard.press(key);

  /** Chooses a row of a list that is open. */
  const choose = async (text: string | RegExp): Promise<void> => {
    await workbench().quickPickRow(text).waitFor();
    await press('Enter');
  };

  /** Chooses from the menu that is open, whose items cannot be reached by their letters. */
  const chooseInMenu = async (label: string): Promise<void> => {
    const items = workbench().page.locator('.monaco-menu .action-item');
    await items.filter({ hasText: label }).waitFor();
    for (let left = await items.count(); left > 0; left -= 1) {
      await press('ArrowDown');
      if (
        (await items.and(workbench().page.locator('.focused')).textContent())?.startsWith(label)
      ) {
        break;
      }
    }
    await press('Enter');
  };

  const answer = async (title: string, text: string): Promise<void> => {
    await workbench().page.locator('.quick-input-title').getByText(title).waitFor();
    await workbench().page.keyboard.type(text);
    await press('Enter');
  };

  const row = (text: string | RegExp) => workbench().sidebarRow(text);

  it('shows each kind in its view, counted once it is unfolded', async () => {
    await workbench().runCommand('SageMaker: Choose Connection…');
    await workbench().quickInput().fill('seeded');
    await choose('seeded');
    await workbench().runCommand('SageMaker: Focus on Jobs View');
    await row(/^Training\s*\(/).waitFor();
    await row('trainingJob-99').waitFor();
    await workbench().screenshot('account-jobs');
    await workbench().runCommand('SageMaker: Focus on Models View');
    await row(/^Models/).waitFor();
    await press('Home');
    await press('ArrowRight');
    await row('model-2').waitFor();
    await workbench().inThemes(themes, 'account-models');
  });

  it('deletes the row that has the focus, and several after one question', async () => {
    await workbench().runCommand('SageMaker: Focus on Models View');
    await press('Home');
    await press('ArrowDown');
    await press('Delete');
    const dialog = workbench().dialog();
    await dialog.getByText('Delete the model model-2?').waitFor();
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await workbench().runCommand('SageMaker: Focus on Models View');
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    await press('Delete');
    await dialog.getByText('Delete 2 resources?').waitFor();
    await workbench().screenshot('account-delete');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).press('Enter');
    await row(/^Models\s*\(1\)/).waitFor();
    assert.deepEqual(
      await Promise.all(['model-0', 'model-1', 'model-2'].map((name) => row(name).count())),
      [0, 0, 1],
    );
  });

  it('stops several notebook instances after one question', async () => {
    await workbench().runCommand('SageMaker: Focus on More View');
    await row('pipeline-0').waitFor();
    await press('End');
    await press('ArrowRight');
    // Counted, the rows are there for good.
    await row(/^Notebook instances\s*\(3\)/).waitFor();
    await press('ArrowDown');
    await press('Shift+ArrowDown');
    await press('Shift+ArrowDown');
    await press('Shift+F10');
    await chooseInMenu('Stop…');
    const dialog = workbench().dialog();
    await dialog.getByText('Stop 2 resources?').waitFor();
    await workbench().screenshot('account-stop');
    await dialog.getByRole('button', { name: 'Stop', exact: true }).press('Enter');
    await row(/notebookInstance-0.*Stopped/).waitFor();
    await row(/notebookInstance-1.*Stopped/).waitFor();
    await row(/notebookInstance-2.*InService/).waitFor();
  });

  it('filters a list as a text is typed, says so, and clears it', async () => {
    await workbench().runCommand('SageMaker: Filter by Text…');
    await choose('Training');
    await workbench().quickInput().fill('trainingJob-9');
    await row('trainingJob-93').waitFor();
    await row('trainingJob-85').waitFor({ state: 'detached' });
    await press('Enter');
    await row(/^Training.*trainingJob-9/).waitFor();
    await workbench().inThemes(themes, 'account-filtered');
    await workbench().runCommand('SageMaker: Clear Filter');
    await row('trainingJob-85').waitFor();
  });

  it('finds a resource of any kind while its name is typed, and opens it', async () => {
    await workbench().runCommand('SageMaker: Find Resource…');
    await workbench().quickInput().fill('endpoint-117');
    await workbench().quickPickRow('endpoint-117').waitFor();
    await workbench().screenshot('account-find');
    await press('Enter');
    await workbench()
      .editorTab(/endpoint-117/)
      .waitFor();
  });

  it('pins what it found, so that it stays on top', async () => {
    await workbench().runCommand('SageMaker: Pin');
    await workbench().quickInput().fill('endpoint-7');
    await workbench()
      .quickPickRow(/endpoint-7(?!\d)/)
      .waitFor();
    await press('Enter');
    await workbench().runCommand('SageMaker: Focus on Endpoints View');
    await row(/^endpoint-7(?!\d)/).waitFor();
    await workbench().screenshot('account-pinned');
  });

  it('edits tags', async () => {
    await workbench().runCommand('SageMaker: Edit Tags…');
    await workbench().quickInput().fill('model-2');
    await workbench()
      .quickPickRow(/model-2/)
      .waitFor();
    await press('Enter');
    await choose('Add a tag…');
    await answer('SageMaker: add a tag', 'team');
    await answer('SageMaker: value of the tag team', 'vision');
    await workbench().quickPickRow('team').waitFor();
    await workbench().screenshot('account-tags');
    await press('Escape');
  });
});
