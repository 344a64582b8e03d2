import type { LaunchState } from '../../src/shared/contracts/launch';
import { noSettings } from '../../src/shared/contracts/launchSettings';
import { launchState } from './launchFixture';

const roleArn = 'arn:aws:iam::123456789012:role/service-role/AmazonSageMaker-ExecutionRole';

/** As `launchState`, for a job that runs elsewhere and costs money. */
export const elsewhere = {
  connectionId: 'profile:prod:eu-west-1',
  connection: 'prod',
  region: 'eu-west-1',
  draft: { ...launchState.draft, settings: { ...noSettings, fields: { roleArn } } },
  settings: {
    defaults: {
      ...{ instanceType: 'ml.m5.large', instanceCount: '1', volumeGigabytes: '30' },
      ...{ maxWaitMinutes: '1500', retryAttempts: '0', checkpointPath: '/opt/ml/checkpoints' },
    },
    facts: { instanceType: '2 vCPU, 8 GiB' },
    options: {
      framework: [
        { value: '', label: 'As the script says: scikit-learn 1.4' },
        { value: 'pytorch', label: 'PyTorch' },
      ],
      frameworkVersion: [
        { value: '', label: '2.8.0' },
        { value: '2.7.1', label: '2.7.1' },
      ],
      pythonVersion: [{ value: '', label: 'py312' }],
    },
  },
  preflight: launchState.preflight.slice(1),
  cost: 'unknown',
} satisfies Partial<LaunchState>;

/** The same, with something wrong in several places. */
export const wrongElsewhere: Partial<LaunchState> = {
  ...elsewhere,
  draft: {
    ...launchState.draft,
    settings: {
      fields: {
        ...{ roleArn: 'SageMakerRole', instanceType: 'ml.g5.2xlarge', isSpot: 'true' },
        ...{ outputUri: 'bucket/results', subnets: 'subnet-0a1b2c3d' },
        ...{ distribution: 'mpi', processesPerHost: '4' },
      },
      tags: [{ name: 'aws:team', value: 'penguins' }],
      environment: [{ name: 'MODE', value: 'fast' }],
      groups: [],
    },
  },
  errors: {
    'setting:roleArn':
      'Give the role’s whole ARN, such as arn:aws:iam::123456789012:role/SageMakerRole.',
    'setting:outputUri': 'An address in S3, such as s3://bucket/folder.',
    'setting:securityGroups': 'Subnets need a security group beside them.',
    'tag:0:name': 'Keys that begin with aws: belong to AWS.',
  },
  preflight: [
    {
      ...{ id: 'account:quota', tone: 'warning', field: 'setting:instanceType' },
      message: 'The quota of ml.g5.2xlarge for spot training is 0 in eu-west-1.',
      links: [{ id: 'account:quota', label: 'Ask for more' }],
    },
    {
      ...{ id: 'account:output', tone: 'error', field: 'setting:checkpointUri' },
      message: 'The bucket of the checkpoints is in another region.',
      links: [{ id: 'field:setting:checkpointUri', label: 'Change it' }],
    },
  ],
  refusal: 'Fix the marked fields first.',
  refusalPlace: 'fields',
};
