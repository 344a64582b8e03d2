import assert from 'node:assert/strict';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  SageMakerClient,
  type CreateTrainingJobCommandInput,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { startMoto, type MotoServer } from '../contract/motoServer';
import { motoKeys } from '../contract/seededMoto';
import { writeAwsConfig } from './awsFiles';
import { journey } from './journey';
import { LaunchPage } from './launchPage';
import type { Theme } from './workbench';

const themes: readonly Theme[] = ['contrast', 'light', 'dark'];

/** The account that moto plays. */
const role = 'arn:aws:iam::123456789012:role/Trainer';
const bucket = 'sagemaker-us-east-1-123456789012';
const original = 'pytorch-training-2026-11-20-10-00-00-000';

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

/** As `PyTorch(...).fit()` of the SageMaker Python SDK 2 asks for a job. */
const sdkRequest: CreateTrainingJobCommandInput = {
  TrainingJobName: original,
  AlgorithmSpecification: {
    TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.3.0-cpu-py311',
    TrainingInputMode: 'File',
    EnableSageMakerMetricsTimeSeries: true,
    MetricDefinitions: [{ Name: 'loss', Regex: 'loss=([0-9.]+)' }],
  },
  RoleArn: role,
  HyperParameters: {
    epochs: '10',
    optimizer: '"adam"',
    sagemaker_container_log_level: '20',
    sagemaker_job_name: JSON.stringify(original),
    sagemaker_program: '"train.py"',
    sagemaker_region: '"us-east-1"',
    sagemaker_submit_directory: JSON.stringify(
      `s3://${bucket}/${original}/source/sourcedir.tar.gz`,
    ),
  },
  InputDataConfig: [
    {
      ChannelName: 'train',
      DataSource: {
        S3DataSource: {
          S3DataType: 'S3Prefix',
          S3Uri: `s3://${bucket}/data/train/`,
          S3DataDistributionType: 'FullyReplicated',
        },
      },
    },
  ],
  OutputDataConfig: { S3OutputPath: `s3://${bucket}/` },
  ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 86_400 },
  DebugHookConfig: { S3OutputPath: `s3://${bucket}/`, CollectionConfigurations: [] },
  ProfilerConfig: { S3OutputPath: `s3://${bucket}/`, DisableProfiler: false },
  Tags: [
    { Key: 'team', Value: 'penguins' },
    { Key: 'cost-center', Value: '42' },
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

/** An account with a job that the SDK made, and nothing of it in the workspace. */
async function prepare({ workspace }: { workspace: string }): Promise<void> {
  moto = await startMoto();
  await new IAMClient(place()).send(
    new CreateRoleCommand({
      ...{ RoleName: 'Trainer', AssumeRolePolicyDocument: JSON.stringify(trust) },
    }),
  );
  const s3 = new S3Client({ ...place(), forcePathStyle: true });
  await s3.send(new CreateBucketCommand({ Bucket: bucket }));
  const Key = 'data/train/penguins.csv';
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'a,b\n1,2\n' }));
  await new SageMakerClient(place()).send(new CreateTrainingJobCommand(sdkRequest));
  const keys = Object.entries(motoKeys).map(([name, value]) => `${name.toLowerCase()} = ${value}`);
  const profile = ['[profile training]', 'region = us-east-1', `endpoint_url = ${moto.endpoint}`];
  await writeAwsConfig(workspace, [...profile, ...keys]);
}

async function descriptionOf(name: string): Promise<DescribeTrainingJobCommandOutput> {
  const command = new DescribeTrainingJobCommand({ TrainingJobName: name });
  return await new SageMakerClient(place()).send(command);
}

async function tagsOf(arn: string | undefined): Promise<object | undefined> {
  const api = new SageMakerClient(place());
  return (await api.send(new ListTagsCommand({ ResourceArn: arn }))).Tags;
}

/** The names of all jobs but the first. */
async function otherJobs(): Promise<readonly string[]> {
  const api = new SageMakerClient(place());
  const { TrainingJobSummaries: jobs = [] } = await api.send(new ListTrainingJobsCommand({}));
  return jobs.map(({ TrainingJobName: name = '' }) => name).filter((name) => name !== original);
}

/** What two descriptions may differ in. */
const ownToEach = new Set([
  ...['$metadata', 'TrainingJobName', 'TrainingJobArn', 'ModelArtifacts'],
  ...['CreationTime', 'TrainingStartTime', 'TrainingEndTime', 'LastModifiedTime'],
  ...['SecondaryStatusTransitions', 'FinalMetricDataList'],
]);

const comparable = (job: DescribeTrainingJobCommandOutput): Record<string, unknown> =>
  Object.fromEntries(Object.entries(job).filter(([name]) => !ownToEach.has(name)));

journey('the clone of a job of the SageMaker SDK', { prepare }, (workbench) => {
  after(() => moto.stop());

  const press = (key: string): Promise<void> => workbench().page.keyboard.press(key);

  it('shows the request of the job, ready to start', async () => {
    await workbench().runCommand('SageMaker: Choose Connection…');
    await workbench().quickInput().fill('training');
    await workbench().quickPickRow('training').waitFor();
    await press('Enter');
    await workbench().activityIcon('SageMaker').click();
    const row = workbench().sidebarRow(original);
    await workbench().chooseFromMenu(row, 'Clone and Edit…');
    const launch = await LaunchPage.find(workbench());
    await launch.view.text(`As in the job ${original}`).waitFor();
    await launch.view.text('Nothing changed yet').waitFor();
    await launch.readyButton.waitFor();
    await workbench().inThemes(themes, 'clone-job');
  });

  it('tells what is changed, and leads to the field', async () => {
    const launch = await LaunchPage.find(workbench());
    const values = launch.view.frame.getByRole('textbox', { name: 'Argument value' });
    await values.first().fill('20');
    const changes = launch.view.frame.getByRole('region', { name: `Changed from ${original}` });
    await changes
      .getByRole('listitem')
      .filter({ hasText: /epochs[^0-9]+10[^0-9]+20/ })
      .waitFor();
    await changes.getByRole('button', { name: 'epochs' }).click();
    await launch.view.frame.waitForFunction(
      () =>
        (globalThis as unknown as { document: { activeElement: { id: string } } }).document
          .activeElement.id === 'extra-value-0',
    );
    await workbench().inThemes(themes, 'clone-job-changed');
    await launch.view.locator('#fold-other > summary').click();
    await launch.view.locator('#other-fields').waitFor();
    await workbench().inThemes(themes, 'clone-job-other');
  });

  it('says at the field what is wrong with other fields', async () => {
    const launch = await LaunchPage.find(workbench());
    const area = launch.view.frame.getByRole('textbox', { name: 'Other fields of the request' });
    const text = await area.inputValue();
    await area.fill('{"DebugHook": {}}');
    await launch.view.text('DebugHook is not a field').waitFor();
    await workbench().screenshot('clone-job-wrong');
    await area.fill(text);
    await launch.readyButton.waitFor();
  });

  it('takes the form to another region, and leaves page and window as they are', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.view.button('Connection: training. Choose another…').click();
    await workbench().quickPickRow('Another region for training').click();
    await workbench().quickPickRow('us-east-1').waitFor();
    await workbench().quickInput().fill('eu-west-1');
    await workbench().quickPickRow('eu-west-1').click();
    const other = await workbench().webview('.where :text-is("eu-west-1")');
    const changes = other.frame.getByRole('region', { name: `Changed from ${original}` });
    await changes.getByRole('listitem').filter({ hasText: 'epochs' }).waitFor();
    await changes
      .getByRole('listitem')
      .filter({ hasText: 'dkr.ecr.eu-west-1.amazonaws.com/pytorch-training' })
      .waitFor();
    await other.text(/The job names what belongs to training · us-east-1/).waitFor();
    await workbench().inThemes(themes, 'clone-job-elsewhere');
    await workbench().runCommand('View: Close Editor');
    const first = await workbench().webview('.where :text-is("us-east-1")');
    await first.button('Connection: training. Choose another…').waitFor();
  });

  it('creates the same job but for that', async () => {
    const launch = await LaunchPage.find(workbench());
    await launch.startButton.click();
    const dialog = workbench().dialog();
    await dialog.getByText(/1 × ml\.m5\.xlarge/).waitFor();
    await dialog.getByRole('button', { name: 'Start', exact: true }).click();
    for (let tries = 0; (await otherJobs()).length === 0; tries++) {
      assert.ok(tries < 100, 'there is no second job');
      await workbench().page.waitForTimeout(200);
    }
    const [name = ''] = await otherJobs();
    const [first, second] = [await descriptionOf(original), await descriptionOf(name)];
    assert.deepEqual(comparable(second), {
      ...comparable(first),
      HyperParameters: {
        ...first.HyperParameters,
        epochs: '20',
        sagemaker_job_name: JSON.stringify(name),
      },
    });
    assert.deepEqual(await tagsOf(second.TrainingJobArn), await tagsOf(first.TrainingJobArn));
  });
});
