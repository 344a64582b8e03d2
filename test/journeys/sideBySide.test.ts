import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { FakeService, fault, json, type Script } from '../fakes/fakeService';
import { signInStandIn } from '../fakes/signInStandIn';
import { journey } from './journey';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

const services: FakeService[] = [];

/** An account whose one job has this name; its keys have expired while `isSignedIn` says no. */
async function account(job: string, isSignedIn: () => boolean = () => true): Promise<string> {
  const jobs = json({
    TrainingJobSummaries: [
      {
        ...{ TrainingJobName: job, TrainingJobStatus: 'Completed', CreationTime: 1.7e9 },
        TrainingJobArn: `arn:aws:sagemaker:eu-west-1:123456789012:training-job/${job}`,
      },
    ],
  });
  const answer: Script = (request, response) => {
    const answered = isSignedIn() ? jobs : fault('AccessDeniedException', 'Not here.');
    (request.operation === 'ListTrainingJobs' ? answered : signInStandIn)(request, response);
  };
  const service = await FakeService.start(answer);
  services.push(service);
  return service.endpoint;
}

let isAllowed = false;

async function prepare({ workspace }: { workspace: string }): Promise<void> {
  const profiles = [
    ['prod', await account('churn-prod')],
    ['research', await account('churn-research', () => isAllowed)],
  ];
  const lines = profiles.flatMap(([name = '', endpoint = '']) => [
    ...[`[profile ${name}]`, 'region = eu-west-1', `endpoint_url = ${endpoint}`],
    ...['aws_access_key_id = AKIDEXAMPLE', 'aws_secret_access_key = secret'],
  ]);
  const root = path.dirname(path.dirname(workspace));
  const folder = path.join(root, 'home', '.aws');
  await fs.mkdir(folder);
  await fs.writeFile(path.join(folder, 'config'), `${lines.join('\n')}\n`);
  const machine = path.join(root, 'data', 'data', 'Machine');
  await fs.mkdir(machine, { recursive: true });
  const settings = { 'sagemakerWorkbench.connections.protected': ['prod'] };
  await fs.writeFile(path.join(machine, 'settings.json'), JSON.stringify(settings));
}

journey('several accounts side by side', { prepare }, (workbench) => {
  after(() => Promise.all(services.map((service) => service.stop())));

  const row = (text: string | RegExp) => workbench().sidebarRow(text);
  const show = async (profile: string): Promise<void> => {
    await workbench().openPick('SageMaker: Show Another Connection…', profile);
    await workbench().quickPickRow(profile).click();
  };

  it('puts each below a row of its own, the protected one marked', async () => {
    await workbench().activityIcon('SageMaker').click();
    await show('prod');
    await row(/^prod/).waitFor();
    await show('research');
    await row(/^research/).waitFor();
    await row(/^Local sandbox.*current/).waitFor();
    await row(/^prod.*protected · eu-west-1 · ada-prod/).click();
    await row('churn-prod').waitFor();
    await workbench().inThemes(themes, 'side-by-side');
  });

  it('says of one what it lacks while the other is there, and mends it alone', async () => {
    await row(/^research/).click();
    await row(/sagemaker:ListTrainingJobs|Not here/).waitFor();
    await row('churn-prod').waitFor();
    await workbench().inThemes(themes, 'side-by-side-denied');
    isAllowed = true;
    await row('Try again').click();
    await row('churn-research').waitFor();
  });

  it('makes one the chosen one by its row, which the status bar tells', async () => {
    await workbench().chooseFromMenu(row(/^prod/), 'Switch to Shown Connection');
    await workbench().statusBarItem('prod · eu-west-1 · ada-prod · protected').waitFor();
    await row(/^prod.*current/).waitFor();
    await row('churn-research').waitFor();
  });

  it('asks for the name in the protected account, though the row of another is chosen', async () => {
    await workbench().chooseFromMenu(row(/^research/), 'Switch to Shown Connection');
    await row(/^research.*current/).waitFor();
    await workbench().chooseFromMenu(row('churn-prod'), 'Delete…');
    const dialog = workbench().dialog();
    await dialog.getByText('In prod · eu-west-1 · ada-prod.').waitFor();
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    const box = workbench().page.locator('.quick-input-widget');
    await box.filter({ hasText: 'prod is protected' }).waitFor();
    await workbench().page.keyboard.press('Escape');
  });

  it('shows the same after a reload, and less when one is hidden', async () => {
    const reloaded = workbench().page.waitForEvent('domcontentloaded');
    await workbench().runCommand('Developer: Reload Window');
    await reloaded;
    await row(/^research.*current/).waitFor();
    await row(/^prod/).waitFor();
    await workbench().runCommand('SageMaker: Hide Connection');
    await workbench().quickPickRow('prod').click();
    await row(/^prod/).waitFor({ state: 'detached' });
    await workbench().chooseFromMenu(row(/^Local sandbox/), 'Hide Connection');
    await row(/^Local sandbox/).waitFor({ state: 'detached' });
    await row('churn-research').waitFor();
    assert.equal(await row(/^research/).count(), 0, 'alone, it has no row');
    await workbench().screenshot('side-by-side-alone');
  });
});
