import assert from 'node:assert/strict';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import {
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { startMoto, type MotoServer } from '../contract/motoServer';
import { motoKeys } from '../contract/seededMoto';
import { writeAwsConfig, writeMachineSettings } from './awsFiles';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import { LogPage } from './logPage';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

/** The account that moto plays. */
const roleArn = 'arn:aws:iam::123456789012:role/Trainer';

const trust = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Principal: { Service: 'sagemaker.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
};

let moto: MotoServer;

const place = () => ({
  endpoint: moto.endpoint,
  region: 'us-east-1',
  credentials: {
    accessKeyId: motoKeys.AWS_ACCESS_KEY_ID,
    secretAccessKey: motoKeys.AWS_SECRET_ACCESS_KEY,
  },
});

/** An account with one role that trusts SageMaker, and no jobs; it is one to be careful with. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  moto = await startMoto();
  await new IAMClient(place()).send(
    new CreateRoleCommand({
      ...{ RoleName: 'Trainer', AssumeRolePolicyDocument: JSON.stringify(trust) },
    }),
  );
  const keys = Object.entries(motoKeys).map(([name, value]) => `${name.toLowerCase()} = ${value}`);
  const profile = ['[profile training]', 'region = us-east-1', `endpoint_url = ${moto.endpoint}`];
  await writeAwsConfig(workspace, [...profile, ...keys]);
  await writeMachineSettings(workspace, {
    'sagemakerWorkbench.connections.protected': ['training'],
  });
}

async function createdJobs(): Promise<readonly DescribeTrainingJobCommandOutput[]> {
  const api = new SageMakerClient(place());
  const { TrainingJobSummaries: jobs = [] } = await api.send(new ListTrainingJobsCommand({}));
  return await Promise.all(
    jobs.map(({ TrainingJobName }) =>
      api.send(new DescribeTrainingJobCommand({ TrainingJobName })),
    ),
  );
}

journey('a training job on AWS, confirmed', { prepare }, (workbench) => {
  after(() => moto.stop());

  const press = (key: string): Promise<void> => workbench().page.keyboard.press(key);

  /** Answers the question about money, and types the name of the protected connection. */
  const confirm = async (text: string | RegExp): Promise<void> => {
    const dialog = workbench().dialog();
    await dialog.getByText(/^Start the training job /).waitFor();
    await dialog.getByText(text).waitFor();
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    // Its name, since it is protected, and what the job runs on, since nobody lists its price.
    for (const [prompt, answer] of [
      ['is protected', 'training'],
      ['is not known', 'ml.c5.xlarge'],
    ] as const) {
      await workbench().page.locator('.quick-input-widget').getByText(prompt).waitFor();
      await workbench().quickInput().fill(answer);
      await press('Enter');
    }
  };

  it('asks for a role where there is none to go by', async () => {
    await workbench().runCommand('SageMaker: Choose Connection…');
    await workbench().quickInput().fill('training');
    await workbench().quickPickRow('training').waitFor();
    await press('Enter');
    await workbench().showExplorer();
    const launch = await LaunchPage.openFromExplorer(workbench(), 'train.py');
    await launch.view.text('The job needs a role').waitFor();
    await workbench().inThemes(themes, 'launch-aws-role');
  });

  it('offers the roles of the account, and takes the rest as it is typed', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.view.frame.getByRole('button', { name: 'Choose a role…' }).click();
    await workbench().quickPickRow('Trainer').click();
    await launch.type('Instance type', 'ml.c5.xlarge');
    await launch.view.text('4 vCPU, 8 GiB').waitFor();
    await launch.type('Instances', '2');
    await launch.view.locator('#fold-tags > summary').click();
    await launch.view.frame.getByRole('button', { name: 'Add tag' }).click();
    await launch.type('Key of the tag', 'team');
    await launch.type('Value of the tag', 'penguins');
    await launch.readyButton.waitFor();
    await workbench().inThemes(themes, 'launch-aws');
  });

  it('creates nothing while the question is open, nor after a no', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.startButton.click();
    const dialog = workbench().dialog();
    await dialog.getByText(/2 × ml\.c5\.xlarge, at most 1 h 0 m/).waitFor();
    await dialog.getByText(/training · us-east-1 · 123456789012/).waitFor();
    await workbench().screenshot('launch-aws-question');
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await launch.readyButton.waitFor();
    assert.deepEqual(await createdJobs(), []);
  });

  it('creates the job that the page shows, once its account was named', async () => {
    const launch = await LaunchPage.find(workbench());
    const name = await launch.jobName();
    await launch.startButton.click();
    await confirm(/2 × ml\.c5\.xlarge/);
    await workbench().activityIcon('SageMaker').click();
    await workbench().sidebarRow(name).waitFor();
    const [job] = await createdJobs();
    assert.equal(job?.TrainingJobName, name);
    assert.equal(job.RoleArn, roleArn);
    const { InstanceType, InstanceCount } = job.ResourceConfig ?? {};
    assert.deepEqual([InstanceType, InstanceCount], ['ml.c5.xlarge', 2]);
    assert.match(job.AlgorithmSpecification?.TrainingImage ?? '', /\.dkr\.ecr\.us-east-1\./);
    // Its page opens with the keys, and closes what is open then.
    const page = await LogPage.find(workbench());
    await page.jobName.filter({ hasText: name }).waitFor();
  });

  it('trains it again by two gestures', async () => {
    await workbench().activityIcon('Explorer').click();
    const script = workbench().explorerItem('train.py');
    await workbench().chooseFromMenu(script, 'Train Again (Current Code)');
    await confirm(/2 × ml\.c5\.xlarge, at most 1 h 0 m/);
    for (let tries = 0; (await createdJobs()).length < 2; tries++) {
      assert.ok(tries < 100, 'there is no second job');
      await workbench().page.waitForTimeout(200);
    }
    const jobs = await createdJobs();
    assert.deepEqual(
      jobs.map(({ ResourceConfig }) => ResourceConfig?.InstanceType),
      ['ml.c5.xlarge', 'ml.c5.xlarge'],
    );
  });
});
