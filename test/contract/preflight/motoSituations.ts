import { accountId, region, trusting } from '../../fakes/checkedAccount';
import type { Situation } from './situation';

/** A role of moto's account. */
interface MotoRole {
  readonly name: string;
  readonly path?: string;
  readonly trust?: string;
  /** Whether it is among the offered ones, and if so whether it is certain. */
  readonly offers: boolean | undefined;
}

const source = (key: string, value: string, operator = 'StringEquals') =>
  trusting({ Condition: { [operator]: { [`aws:Source${key}`]: value } } });

const arnOf = (name: string, path = '/'): string => `arn:aws:iam::${accountId}:role${path}${name}`;

interface RoleRow extends MotoRole {
  readonly situation: string;
  readonly tone: Situation['tone'];
}

const choose = /choose another role/;

const roleRows: readonly RoleRow[] = [
  { situation: 'a role that trusts SageMaker', name: 'Plain', tone: 'ok', offers: true },
  {
    ...{ situation: 'a role that trusts several services', name: 'Several', tone: 'ok' },
    trust: trusting({ Principal: { Service: ['ec2.amazonaws.com', 'sagemaker.amazonaws.com'] } }),
    offers: true,
  },
  {
    ...{ situation: 'a role with a path', name: 'InPath', path: '/service-role/', tone: 'ok' },
    offers: true,
  },
  {
    ...{ situation: 'a role that any action of STS is allowed with', name: 'Any', tone: 'ok' },
    ...{ trust: trusting({ Action: ['sts:AssumeRole', 'sts:TagSession'] }), offers: true },
  },
  {
    ...{ situation: 'a role of EC2', name: 'Machine', tone: 'error', offers: undefined },
    trust: trusting({ Principal: { Service: 'ec2.amazonaws.com' } }),
  },
  {
    ...{ situation: 'a role for people', name: 'People', tone: 'error', offers: undefined },
    trust: trusting({ Principal: { AWS: `arn:aws:iam::${accountId}:root` } }),
  },
  {
    ...{ situation: 'a role that denies SageMaker', name: 'Denying', tone: 'error' },
    trust: JSON.stringify({
      Version: '2012-10-17',
      Statement: ['Allow', 'Deny'].map((Effect) => ({
        ...{ Effect, Action: 'sts:AssumeRole' },
        Principal: { Service: 'sagemaker.amazonaws.com' },
      })),
    }),
    offers: undefined,
  },
  {
    ...{ situation: 'a role for jobs of this account', name: 'OwnAccount', tone: 'ok' },
    ...{ trust: source('Account', accountId), offers: true },
  },
  {
    ...{ situation: 'a role for jobs of another account', name: 'OtherAccount', tone: 'error' },
    ...{ trust: source('Account', '999999999999'), offers: undefined },
  },
  {
    ...{ situation: 'a role for what is in this region', name: 'OwnRegion', tone: 'ok' },
    trust: source('Arn', `arn:aws:sagemaker:${region}:${accountId}:*`, 'ArnLike'),
    offers: true,
  },
  {
    ...{ situation: 'a role for what is in another region', name: 'OtherRegion', tone: 'error' },
    trust: source('Arn', `arn:aws:sagemaker:us-east-1:${accountId}:*`, 'ArnLike'),
    offers: undefined,
  },
  {
    ...{ situation: 'a role for notebooks', name: 'Notebooks', tone: 'info', offers: false },
    trust: source('Arn', `arn:aws:sagemaker:${region}:${accountId}:notebook-instance/*`, 'ArnLike'),
  },
  {
    ...{ situation: 'a role that asks for an external id', name: 'External', tone: 'info' },
    trust: trusting({ Condition: { StringEquals: { 'sts:ExternalId': 'x' } } }),
    offers: false,
  },
  {
    ...{ situation: 'a role that trusts everybody', name: 'Everybody', tone: 'info' },
    ...{ trust: trusting({ Principal: { AWS: '*' } }), offers: false },
  },
];

/** Roles that moto is given. */
export const motoRoles: readonly MotoRole[] = roleRows;

const fixes: Readonly<Partial<Record<Situation['tone'], string>>> = {
  info: 'openConsole',
  error: 'chooseRole',
};

const roles: readonly Situation[] = roleRows.map(({ situation, name, path, tone }) => {
  const fix = fixes[tone];
  return {
    ...{ name: situation, id: 'role', tone, asks: { role: arnOf(name, path) } },
    says: tone === 'ok' ? /may take on the role/ : choose,
    ...(fix !== undefined && { fix }),
  };
});

const image = (name: string): string => `${accountId}.dkr.ecr.${region}.amazonaws.com/${name}`;
const ofAws = (name: string, at = region): string =>
  `763104351884.dkr.ecr.${at}.amazonaws.com/${name}`;
const role = arnOf('Plain');

/** What moto's own services answer to. */
export const motoSituations: readonly Situation[] = [
  ...roles,
  {
    ...{ name: 'a role written without its path', id: 'role', tone: 'error' },
    ...{ asks: { role: arnOf('InPath') }, says: /choose the role again/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a role that is not there', id: 'role', tone: 'error' },
    ...{ asks: { role: arnOf('Nobody') }, says: choose, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a role of another account', id: 'role', tone: 'error' },
    asks: { role: 'arn:aws:iam::999999999999:role/Plain' },
    ...{ says: /choose a role of this account/, fix: 'chooseRole' },
  },
  {
    ...{ name: 'a bucket that will be created', id: `bucket:sagemaker-${region}-${accountId}` },
    // moto does not simulate whether it may.
    ...{ tone: 'info', asks: { role }, says: /will be created.*s3:CreateBucket/, fix: 'signIn' },
  },
  {
    ...{ name: 'a bucket in the job’s region', id: 'bucket:here', tone: 'ok' },
    ...{ asks: { role, output: 's3://here/results' }, says: /can be reached/ },
  },
  {
    ...{ name: 'a bucket in another region', id: 'bucket:over-there', tone: 'error' },
    asks: { role, inputs: ['s3://over-there/train'] },
    ...{ says: /is in us-east-1.*choose a bucket/, fix: 'chooseRegion' },
  },
  {
    ...{ name: 'results in a bucket that is missing', id: 'bucket:nowhere', tone: 'error' },
    asks: { role, output: 's3://nowhere/results' },
    ...{ says: /correct the address/, fix: 'editField' },
  },
  {
    ...{ name: 'an own image', id: 'image', tone: 'ok' },
    ...{ asks: { role, image: image('team/mine:1.0') }, says: /is in the registry/ },
  },
  {
    ...{ name: 'an own image without that tag', id: 'image', tone: 'error' },
    asks: { role, image: image('team/mine:2.0') },
    ...{ says: /has no image 2\.0: choose another image/, fix: 'editField' },
  },
  {
    ...{ name: 'an own repository that is not there', id: 'image', tone: 'error' },
    asks: { role, image: image('team/other:1.0') },
    ...{ says: /has no repository.*choose another image/, fix: 'editField' },
  },
  {
    ...{ name: 'an image of another region', id: 'image', tone: 'warning' },
    asks: { role, image: image('team/mine:1.0').replace(region, 'us-west-2') },
    ...{ says: /choose an image of eu-west-1/, fix: 'editField' },
  },
  {
    ...{ name: 'an image of AWS', id: 'image', tone: 'ok' },
    ...{ asks: { role, image: ofAws('pytorch-training:2.8.0-cpu-py312') }, says: /one of AWS/ },
  },
  {
    ...{ name: 'an image of AWS by its minor release', id: 'image', tone: 'ok' },
    ...{ asks: { role, image: ofAws('pytorch-training:2.8-cpu-py312') }, says: /one of AWS/ },
  },
  {
    ...{ name: 'an image of AWS that the table does not have', id: 'image', tone: 'info' },
    asks: { role, image: ofAws('pytorch-training:9.9.0-cpu-py399') },
    ...{ says: /cannot be told.*choose another image/, fix: 'editField' },
  },
  {
    ...{ name: 'an image for GPUs on an instance without', id: 'processor', tone: 'warning' },
    asks: { role, image: ofAws('pytorch-training:2.8.0-gpu-py312') },
    ...{ says: /choose an image for CPUs/, fix: 'editField' },
  },
  {
    ...{ name: 'an image for CPUs on an instance with GPUs', id: 'processor', tone: 'warning' },
    asks: {
      ...{ role, image: ofAws('pytorch-training:2.8.0-cpu-py312') },
      instances: [{ type: 'ml.g5.xlarge', count: 1 }],
    },
    ...{ says: /choose an image for GPUs/, fix: 'editField' },
  },
  {
    ...{ name: 'quotas that the service does not have', tone: 'info' },
    id: 'quota:ml.m5.xlarge:training job',
    ...{ asks: { role }, says: /cannot be told/, fix: 'chooseInstanceType' },
  },
  {
    ...{ name: 'a simulation that the service does not have', id: 'passRole', tone: 'info' },
    ...{ asks: { role }, says: /cannot be told/, fix: 'chooseRole' },
  },
];
