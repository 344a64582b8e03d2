import { motoRegion } from './motoAccount';
import { dataBucket, trainerArn, type TrainingAccount } from './trainingAccount';

/** The title of a pick, a row of it, and what is typed to bring that into view. */
export type Step = readonly [title: string, row: string | RegExp, typed?: string];

/** One picker of the page and what it is to be seen to do. */
export interface Picked {
  readonly name: string;
  readonly fold?: string;
  readonly button: string;
  readonly field: string;
  /** Rows of its first pick, by what they say; what it must not offer. */
  readonly offers: readonly (string | RegExp)[];
  readonly without?: string;
  /** What is typed into it, and how many rows then stay. */
  readonly filter: readonly [text: string, rows: number];
  /** What leads to the value, each chosen by a click. */
  readonly steps: readonly Step[];
  readonly value: (account: TrainingAccount) => string;
  /** What it says to whom it is denied, and what such a person can type. */
  readonly denied: string;
  readonly typed: string;
}

const registry = `123456789012.dkr.ecr.${motoRegion}.amazonaws.com`;
const keyFields = (field: string, title: string) => ({
  ...{ field, offers: ['team/training', 'without an alias'], filter: ['team', 1] as const },
  ...{
    steps: [[title, 'team/training']] as const,
    value: ({ namedKey }: TrainingAccount) => namedKey,
  },
  ...{ denied: 'kms:ListAliases is not allowed', typed: 'alias/mine' },
});

/** The pickers that one row is chosen in. */
export const pickedChoices: readonly Picked[] = [
  {
    ...{ name: 'role', button: 'Choose a role…', field: 'Role' },
    ...{ offers: ['Trainer'], without: 'Notifier', filter: ['zzz', 0] },
    steps: [['Role of the job', 'Trainer']],
    value: () => trainerArn,
    denied: 'iam:ListRoles is not allowed',
    typed: 'arn:aws:iam::123456789012:role/Mine',
  },
  {
    ...{ name: 'instances', button: 'Choose an instance type…', field: 'Instance type' },
    offers: [/^ml\.\w+\.\w+\d+ vCPU/],
    filter: ['c5.xlarge', 1],
    steps: [['Instance type', /^ml\.c5\.xlarge.*quota of 8/, 'c5.xlarge']],
    value: () => 'ml.c5.xlarge',
    denied: 'servicequotas:ListServiceQuotas is not allowed',
    typed: 'ml.m5.large',
  },
  {
    ...{ name: 'image', fold: 'fold-image', button: 'Choose an image of ECR…' },
    ...{ field: 'Own image', offers: ['team/train', 'team/empty'], filter: ['empty', 1] },
    steps: [
      ['Image of the job', 'team/train'],
      ['team/train', '2.0'],
    ],
    value: () => `${registry}/team/train:2.0`,
    denied: 'ecr:DescribeRepositories is not allowed',
    typed: `${registry}/mine:1`,
  },
  {
    ...{ name: 'output', fold: 'fold-output', button: 'Choose a folder in S3…', field: 'Output' },
    ...{ offers: [dataBucket, 'Type an address…'], filter: ['type', 1] },
    steps: [
      ['Output of the job', dataBucket],
      [`s3://${dataBucket}/`, 'results'],
      [`s3://${dataBucket}/results/`, 'Use s3://'],
    ],
    value: () => `s3://${dataBucket}/results/`,
    denied: 's3:ListAllMyBuckets is not allowed',
    typed: 's3://mine/results',
  },
  {
    ...{ name: 'output-key', fold: 'fold-output', button: 'Choose a KMS key for the output…' },
    ...keyFields('Output KMS key', 'Key of the output'),
  },
  {
    ...{ name: 'checkpoints', fold: 'fold-spot', field: 'Checkpoints' },
    button: 'Choose a folder for checkpoints in S3…',
    ...{ offers: [dataBucket], filter: [dataBucket, 1] },
    steps: [
      ['Checkpoints of the job', dataBucket],
      [`s3://${dataBucket}/`, 'points'],
      [`s3://${dataBucket}/points/`, 'Use s3://'],
    ],
    value: () => `s3://${dataBucket}/points/`,
    denied: 's3:ListAllMyBuckets is not allowed',
    typed: 's3://mine/points',
  },
  {
    ...{ name: 'volume-key', fold: 'fold-network', button: 'Choose a KMS key for the volumes…' },
    ...keyFields('Volume KMS key', 'Key of the volumes'),
  },
];

/** By operation the permission that the pickers need. */
export const neededPermissions = {
  ...{ ListRoles: 'iam:ListRoles', ListBuckets: 's3:ListAllMyBuckets' },
  ListServiceQuotas: 'servicequotas:ListServiceQuotas',
  ListAWSDefaultServiceQuotas: 'servicequotas:ListAWSDefaultServiceQuotas',
  DescribeRepositories: 'ecr:DescribeRepositories',
  ...{ ListAliases: 'kms:ListAliases', ListKeys: 'kms:ListKeys' },
  ...{ DescribeVpcs: 'ec2:DescribeVpcs', DescribeSubnets: 'ec2:DescribeSubnets' },
  DescribeSecurityGroups: 'ec2:DescribeSecurityGroups',
};
