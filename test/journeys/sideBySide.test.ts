import assert from 'node:assert/strict';
import { FakeService, fault, json, type Script } from '../fakes/fakeService';
import { signInStandIn } from '../fakes/signInStandIn';
import { writeAwsConfig, writeMachineSettings } from './awsFiles';
import { journey } from './journey';
import { LogPage } from './logPage';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

let isAllowed = false;

const summaryOf = (job: string, status: string) => ({
  ...{ TrainingJobName: job, TrainingJobStatus: status, CreationTime: 1.7e9 },
  TrainingJobArn: `arn:aws:sagemaker:eu-west-1:123456789012:training-job/${job}`,
});

/** An account with one job, and others at work, which may be listed while `mayList` says so. */
async function startAccount(
  job: string,
  mayList: () => boolean,
  busy: readonly string[] = [],
): Promise<FakeService> {
  const summary = summaryOf(job, 'Completed');
  const all = [...busy.map((name) => summaryOf(name, 'InProgress')), summary];
  const answers: Readonly<Record<string, () => Script>> = {
    ListTrainingJobs: () =>
      mayList() ? json({ TrainingJobSummaries: all }) : fault('AccessDeniedException', 'Not here.'),
    DescribeTrainingJob: () => json(summary),
  };
  return FakeService.start((request, response) => {
    const answer = answers[request.operation]?.() ?? signInStandIn;
    answer(request, response);
  });
}

let prod: FakeService;
let research: FakeService;

async function prepare({ workspace }: { workspace: string }): Promise<void> {
  prod = await startAccount('churn-prod', () => true, ['live-1', 'live-2']);
  research = await startAccount('churn-research', () => isAllowed);
  const profiles = [
    ['prod', prod.endpoint],
    ['research', research.endpoint],
  ] as const;
  const lines = profiles.flatMap(([name, endpoint]) => [
    ...[`[profile ${name}]`, 'region = eu-west-1', `endpoint_url = ${endpoint}`],
    ...['aws_access_key_id = AKIDEXAMPLE', 'aws_secret_access_key = secret'],
  ]);
  await writeAwsConfig(workspace, lines);
  const settings = { 'sagemakerWorkbench.connections.protected': ['prod'] };
  await writeMachineSettings(workspace, settings);
}

journey('several accounts side by side', { prepare }, (workbench) => {
  after(() => Promise.all([prod.stop(), research.stop()]));

  const row = (text: string | RegExp) => workbench().sidebarRow(text);
  const show = async (profile: string): Promise<void> => {
    await workbench().pick('SageMaker: Show Another Connection…', profile);
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

  it('marks what is selected in two of them also after rows that are at work were drawn anew', async () => {
    const selected = ['live-1', 'live-2', 'churn-prod', 'churn-research'];
    for (const name of selected) {
      await row(name).click({ modifiers: ['Control'] });
    }
    const calls = (): number => prod.received.length;
    const before = calls();
    await workbench().runCommand('SageMaker: Refresh');
    while (calls() === before) {
      await workbench().page.waitForTimeout(100);
    }
    // As long as the workbench needs to draw what it has asked for.
    await workbench().page.waitForTimeout(1500);
    const marked = workbench().page.locator('.part.sidebar [role=treeitem][aria-selected=true]');
    assert.deepEqual((await marked.locator('.label-name').allInnerTexts()).sort(), selected.sort());
    await workbench().screenshot('side-by-side-selected');
    await workbench().runCommand('SageMaker: Stop…');
    const dialog = workbench().dialog();
    await dialog.getByText('Stop 2 resources?').waitFor();
    await dialog.getByText('Left out, because it does not apply to them now').waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    for (const name of selected) {
      await row(name).click({ modifiers: ['Control'] });
    }
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

  it('shows the same after a reload, and pages with the connections that they had', async () => {
    await row('churn-prod').click();
    // The workbench keeps a page that has been drawn, not a tab that is to become one.
    await LogPage.find(workbench());
    const describes = (service: FakeService): number =>
      service.received.filter(({ operation }) => operation === 'DescribeTrainingJob').length;
    const before = describes(prod);
    const reloaded = workbench().page.waitForEvent('domcontentloaded');
    await workbench().runCommand('Developer: Reload Window');
    await reloaded;
    await row(/^research.*current/).waitFor();
    await row(/^prod/).waitFor();
    await workbench()
      .editorTab(/churn-prod › logs/)
      .waitFor();
    while (describes(prod) === before) {
      await workbench().page.waitForTimeout(100);
    }
    assert.equal(describes(research), 0, 'whose job it is not');
    const page = await LogPage.find(workbench());
    await page.jobName.filter({ hasText: 'churn-prod' }).waitFor();
    await page.view
      .locator('.connection')
      .filter({ hasText: /^prod · eu-west-1/ })
      .waitFor();
  });

  it('shows less when one is hidden, and the last one alone as it is', async () => {
    await workbench().pick('SageMaker: Hide Connection', 'prod');
    await row(/^prod/).waitFor({ state: 'detached' });
    await workbench().chooseFromMenu(row(/^Local sandbox/), 'Hide Connection');
    await row(/^Local sandbox/).waitFor({ state: 'detached' });
    await row('churn-research').waitFor();
    assert.equal(await row(/^research/).count(), 0, 'alone, it has no row');
    await workbench()
      .editorTab(/churn-prod › logs/)
      .waitFor();
    await workbench().screenshot('side-by-side-alone');
  });
});
