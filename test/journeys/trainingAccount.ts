import { CreateSubnetCommand, CreateTagsCommand, EC2Client } from '@aws-sdk/client-ec2';
import { CreateRoleCommand, IAMClient } from '@aws-sdk/client-iam';
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { CreateTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { seedChoices, type SeededChoices } from '../contract/seedChoices';
import { json } from '../fakes/fakeService';
import { scriptedJob } from '../fakes/scriptedJobs';
import { MotoAccount, type MotoPlace } from './motoAccount';

export const trainerArn = 'arn:aws:iam::123456789012:role/Trainer';

/** What is trained with lies here. */
export const dataBucket = 'team-data';

/** A job that has left a model and checkpoints. */
export const earlierJob = 'penguins-2026-11-20-09-00-00';

/** An account that has something for everything that a job is given. */
export interface TrainingAccount extends SeededChoices {
  readonly account: MotoAccount;
  /** The second subnet of the VPC. */
  readonly otherSubnet: string;
}

export async function startTrainingAccount(): Promise<TrainingAccount> {
  const account = await MotoAccount.start();
  const { place } = account;
  const seeded = await seedChoices(place);
  const otherSubnet = await addSubnet(place, seeded.vpc);
  await addRole(place, 'Trainer', 'sagemaker.amazonaws.com');
  await addRole(place, 'Notifier', 'lambda.amazonaws.com');
  await addData(place);
  await addJob(place);
  const types = ['ml.c5.xlarge', 'ml.m5.xlarge', 'ml.m5.large'];
  account.giveQuotas({
    ...Object.fromEntries(types.map((type) => [`${type} for training job usage`, 8])),
    ...Object.fromEntries(types.map((type) => [`${type} for spot training job usage`, 4])),
    'ml.p5.48xlarge for training job usage': 0,
  });
  return { ...seeded, account, otherSubnet };
}

async function addSubnet(place: MotoPlace, vpc: string): Promise<string> {
  const ec2 = new EC2Client(place);
  const { Subnet } = await ec2.send(
    new CreateSubnetCommand({
      ...{ VpcId: vpc, CidrBlock: '10.7.2.0/24', AvailabilityZone: `${place.region}b` },
    }),
  );
  const id = Subnet?.SubnetId ?? '';
  const Tags = [{ Key: 'Name', Value: 'private b' }];
  await ec2.send(new CreateTagsCommand({ Resources: [id], Tags }));
  ec2.destroy();
  return id;
}

/** A role that a service may take on. */
async function addRole(place: MotoPlace, RoleName: string, Service: string): Promise<void> {
  const iam = new IAMClient(place);
  const trust = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service }, Action: 'sts:AssumeRole' }],
  };
  const AssumeRolePolicyDocument = JSON.stringify(trust);
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
  iam.destroy();
}

async function addData(place: MotoPlace): Promise<void> {
  const s3 = new S3Client({ ...place, forcePathStyle: true });
  const files = [
    ...['train/penguins.csv', 'train/more.csv', 'validation/penguins.csv'],
    ...[`results/${earlierJob}/output/model.tar.gz`, 'points/epoch-7.json'],
  ];
  await s3.send(new CreateBucketCommand({ Bucket: dataBucket }));
  for (const Key of files) {
    await s3.send(new PutObjectCommand({ Bucket: dataBucket, Key, Body: 'a,b\n1,2\n' }));
  }
  s3.destroy();
}

async function addJob(place: MotoPlace): Promise<void> {
  const api = new SageMakerClient(place);
  await api.send(
    new CreateTrainingJobCommand({
      TrainingJobName: earlierJob,
      AlgorithmSpecification: {
        TrainingImage: '123456789012.dkr.ecr.us-east-1.amazonaws.com/team/train:1.0',
        TrainingInputMode: 'File',
      },
      RoleArn: trainerArn,
      OutputDataConfig: { S3OutputPath: `s3://${dataBucket}/results/` },
      CheckpointConfig: { S3Uri: `s3://${dataBucket}/points/` },
      ResourceConfig: { InstanceType: 'ml.m5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
      StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
      EnableManagedSpotTraining: true,
    }),
  );
  api.destroy();
}

/** What moto does not tell of a job that has ended: what it has saved, and that its instances are still warm. */
export function tellAfter(account: MotoAccount): void {
  const now = Math.floor(Date.now() / 1000);
  const job = {
    ...scriptedJob(earlierJob),
    ...{ EnableManagedSpotTraining: true, TrainingTimeInSeconds: 1200, BillableTimeInSeconds: 360 },
    ...{ CreationTime: now - 1500, TrainingStartTime: now - 1400, TrainingEndTime: now - 120 },
    WarmPoolStatus: { Status: 'Available', ResourceRetainedBillableTimeInSeconds: 120 },
  };
  account.answer('DescribeTrainingJob', ({ body }) =>
    body.toString().includes(earlierJob) ? json(job) : undefined,
  );
  account.answer('ListTrainingJobs', ({ body }) =>
    body.toString().includes('WarmPoolStatusEquals')
      ? json({ TrainingJobSummaries: body.toString().includes('Available') ? [job] : [] })
      : undefined,
  );
}
