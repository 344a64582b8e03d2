import { noSettings, type SettingName } from '../../../../src/shared/contracts/launchSettings';
import type { LaunchDraft } from '../../../../src/shared/contracts/launch';

/** A draft that is wrong in one field alone. */
export interface BadInput {
  /** As `FieldErrors` call it. */
  readonly field: string;
  readonly what: string;
  readonly change: (draft: LaunchDraft) => Partial<LaunchDraft>;
}

type Fields = LaunchDraft['settings']['fields'];

const role: Fields = { roleArn: 'arn:aws:iam::123456789012:role/Jobs' };

/** Settings that are fields; `null` of the boxes, which can only be on or off. */
const settings: Readonly<Record<SettingName, readonly (string | Fields)[] | null>> = {
  framework: ['cobol'],
  frameworkVersion: [{ framework: 'pytorch', frameworkVersion: '0.0.1' }],
  pythonVersion: [{ framework: 'pytorch', pythonVersion: 'py27' }],
  imageUri: ['no image', 'a'.repeat(256)],
  roleArn: ['', 'Jobs', 'arn:aws:iam::123456789012:user/me', 'arn:aws:iam::1:role/Jobs'],
  instanceType: ['m5.large', 'ml.m5', 'ml.m5.large; rm'],
  instanceCount: ['0', '-1', '1.5', 'two', '100001'],
  volumeGigabytes: ['0', '65537', 'much'],
  inputMode: ['Stream'],
  outputUri: ['bucket/out', 's3://', 's3://UPPER/out', 'https://example.com/out'],
  outputKmsKey: ['a key', 'x'.repeat(2049)],
  keepsFiles: null,
  isSpot: null,
  maxWaitMinutes: ['1', '0', 'soon', '40321'].map((maxWaitMinutes) => ({
    ...{ isSpot: 'true', maxWaitMinutes },
  })),
  checkpointUri: ['/opt/ml/checkpoints', 's3://'],
  checkpointPath: [{ checkpointUri: 's3://bucket/points', checkpointPath: 'relative' }],
  keepAliveMinutes: ['0', '361', '1.5', { isSpot: 'true', keepAliveMinutes: '5' }],
  retryAttempts: ['-1', '31', 'often'],
  trainingPlan: ['my plan', 'arn:aws:sagemaker:us-east-1:123456789012:training-job/x'],
  maxPendingMinutes: ['119', '40321', 'long'],
  subnets: ['subnet', { securityGroups: 'sg-0123abcd' }].map((wrong) =>
    typeof wrong === 'string' ? { subnets: wrong, securityGroups: 'sg-0123abcd' } : wrong,
  ),
  securityGroups: [
    { subnets: 'subnet-0123abcd', securityGroups: 'default' },
    { subnets: 'subnet-0123abcd' },
  ],
  isIsolated: null,
  encryptsTraffic: null,
  volumeKmsKey: ['a key'],
  distribution: ['horovodrun'],
  processesPerHost: ['0', '1001', 'all'].map((processesPerHost) => ({
    ...{ distribution: 'mpi', processesPerHost },
  })),
  mpiOptions: [{ distribution: 'mpi', mpiOptions: 'one\ntwo' }],
};

const settingInputs = Object.entries(settings).flatMap(([name, wrong]) =>
  (wrong ?? []).map((given): BadInput => {
    const fields = { ...role, ...(typeof given === 'string' ? { [name]: given } : given) };
    const change = () => ({ settings: { ...noSettings, fields } });
    return { field: `setting:${name}`, what: JSON.stringify(given).slice(0, 60), change };
  }),
);

const long = (length: number): string => 'a'.repeat(length);

const rows = (
  field: string,
  change: Partial<LaunchDraft['settings']>,
): readonly [string, Partial<LaunchDraft>] => [
  field,
  { settings: { ...noSettings, fields: role, ...change } },
];

const group = { name: 'one', type: 'ml.m5.large', count: '1' };
const inS3 = { name: 'train', path: 's3://bucket/train' };

/** All that is not a setting. */
const others: readonly (readonly [field: string, change: Partial<LaunchDraft>])[] = [
  ['jobName', { jobName: '' }],
  ['jobName', { jobName: 'has spaces' }],
  ['jobName', { jobName: '-dash' }],
  ['jobName', { jobName: long(64) }],
  ['value:epochs', { values: { epochs: 'many' } }],
  ['value:epochs', { values: { epochs: '1.5' } }],
  ['extra:0', { extra: [{ name: '--dashed', value: '1' }] }],
  ['extra:0', { extra: [{ name: 'two words', value: '1' }] }],
  ['extra:0', { extra: [{ name: '', value: '1' }] }],
  ['extra:0', { extra: [{ name: 'epochs', value: '1' }] }],
  ['extra:0', { extra: [{ name: 'sagemaker_program', value: 'x' }] }],
  ['extra:0', { extra: [{ name: long(257), value: 'x' }] }],
  ['extra:0', { extra: [{ name: 'x', value: long(2501) }] }],
  [
    'hyperparameters',
    { extra: Array.from({ length: 101 }, (_, index) => ({ name: `x${index}`, value: '1' })) },
  ],
  ['maxRuntimeMinutes', { maxRuntimeMinutes: 0 }],
  ['maxRuntimeMinutes', { maxRuntimeMinutes: 1.5 }],
  ['maxRuntimeMinutes', { maxRuntimeMinutes: Number.NaN }],
  ['maxRuntimeMinutes', { maxRuntimeMinutes: 40_321 }],
  ['channelName:0', { channels: [{ ...inS3, name: '' }] }],
  ['channelName:0', { channels: [{ ...inS3, name: 'a b' }] }],
  ['channelName:0', { channels: [{ ...inS3, name: long(65) }] }],
  ['channelName:1', { channels: [inS3, { ...inS3, name: 'TRAIN' }] }],
  ['channelPath:0', { channels: [{ ...inS3, path: '' }] }],
  ['channelPath:0', { channels: [{ ...inS3, path: 's3://' }] }],
  ['channelPath:0', { channels: [{ ...inS3, path: 'gs://bucket/train' }] }],
  [
    'channels',
    { channels: Array.from({ length: 21 }, (_, index) => ({ ...inS3, name: `c${index}` })) },
  ],
  ['channelOption:0:shuffleSeed', { channels: [{ ...inS3, options: { shuffleSeed: 'x' } }] }],
  ['channelOption:0:inputMode', { channels: [{ ...inS3, options: { inputMode: 'Stream' } }] }],
  [
    'channelOption:0:fileSystemId',
    { channels: [{ name: 'train', path: '/data', options: { fileSystem: 'EFS' } }] },
  ],
  rows('tag:0:name', { tags: [{ name: 'aws:mine', value: '' }] }),
  rows('tag:0:name', { tags: [{ name: '', value: 'x' }] }),
  rows('tag:0:value', { tags: [{ name: 'x', value: long(257) }] }),
  rows('environment:0:name', { environment: [{ name: '1A', value: '' }] }),
  rows('environment:0:value', { environment: [{ name: 'A', value: long(513) }] }),
  rows('group:0:name', { groups: [{ ...group, name: '' }] }),
  rows('group:0:type', { groups: [{ ...group, type: 'm5' }] }),
  rows('group:0:count', { groups: [{ ...group, count: '0' }] }),
  ['otherFields', { otherFields: '{' }],
  ['otherFields', { otherFields: '[]' }],
  ['otherFields', { otherFields: '{"NoSuchField": 1}' }],
  ['otherFields', { otherFields: '{"EnableNetworkIsolation": "yes"}' }],
];

/** Of each field of the page, with a role that is well unless it is the role that is wrong. */
export const badInputs: readonly BadInput[] = [
  ...settingInputs,
  ...others.map(([field, change]): BadInput => ({
    field,
    what: JSON.stringify(change).slice(0, 60),
    change: () => ({ settings: { ...noSettings, fields: role }, ...change }),
  })),
];
