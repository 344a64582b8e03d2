import { list, record, text } from '../rpc/parse';

/** Fields of what a job that runs elsewhere can be given beside its script and data. */
export const settingNames = [
  /** As the image table calls it; empty: as the script says. */
  'framework',
  /** As the image table has it, of Hugging Face with what lies below: `4.49.0/pytorch2.5.1`. */
  'frameworkVersion',
  'pythonVersion',
  /** Stands for the three above. */
  'imageUri',
  'roleArn',
  'instanceType',
  'instanceCount',
  'volumeGigabytes',
  /** One of `inputModes`. */
  'inputMode',
  'outputUri',
  'outputKmsKey',
  /** A box: the results stay files, and are no archive. */
  'keepsFiles',
  /** A box. */
  'isSpot',
  'maxWaitMinutes',
  'checkpointUri',
  'checkpointPath',
  'keepAliveMinutes',
  'retryAttempts',
  'trainingPlan',
  'maxPendingMinutes',
  /** Subnets and groups, apart by commas or spaces. */
  'subnets',
  'securityGroups',
  /** Boxes. */
  'isIsolated',
  'encryptsTraffic',
  'volumeKmsKey',
  /** One of `distributionKinds`. */
  'distribution',
  'processesPerHost',
  'mpiOptions',
] as const;

export type SettingName = (typeof settingNames)[number];

export const inputModes = ['File', 'FastFile', 'Pipe'] as const;

export const fileSystemTypes = ['EFS', 'FSxLustre'] as const;

/** How the data of one channel are given to a job. */
const channelOptionNames = [
  /** One of `fileSystemTypes`: the channel's path is a folder on it. */
  'fileSystem',
  'fileSystemId',
  /** `rw`; else the job only reads. */
  'fileSystemAccess',
  'dataType',
  'attributeNames',
  'distribution',
  'inputMode',
  'contentType',
  'compression',
  'recordWrapper',
  'shuffleSeed',
] as const;

export type ChannelOptionName = (typeof channelOptionNames)[number];

/** As typed or chosen; what is absent or empty is as the service has it. */
export type ChannelOptions = Readonly<Partial<Record<ChannelOptionName, string>>>;

export const distributionKinds = [
  'torchrun',
  'pytorchDdp',
  'mpi',
  'smDataParallel',
  'parameterServer',
  'multiWorkerMirrored',
  'xla',
] as const;

/** A row of tags or variables. */
export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** A row of instances of one type, where a job has several types. */
export interface DraftGroup {
  readonly name: string;
  readonly type: string;
  readonly count: string;
}

/** Belongs to one connection: a role, a bucket or a network is of one account and region. */
export interface LaunchSettings {
  /** As typed, and `true` of a box; what is absent or empty is as `SettingsOffer.defaults` say. */
  readonly fields: Readonly<Partial<Record<SettingName, string>>>;
  readonly tags: readonly NamedText[];
  readonly environment: readonly NamedText[];
  /** Where there are some, they stand for `instanceType` and `instanceCount`. */
  readonly groups: readonly DraftGroup[];
}

export const noSettings: LaunchSettings = { fields: {}, tags: [], environment: [], groups: [] };

export interface SettingOption {
  readonly value: string;
  readonly label: string;
}

/** What the page offers for the settings of jobs that run elsewhere. */
export interface SettingsOffer {
  /** What an empty field stands for. */
  readonly defaults: LaunchSettings['fields'];
  /** What is known of a field's value: `2 vCPU, 8 GiB`. */
  readonly facts: LaunchSettings['fields'];
  /** What fields of a few values offer. */
  readonly options: Readonly<Partial<Record<SettingName, readonly SettingOption[]>>>;
  /** Where a value comes from that nobody typed here, in words; of rows, which of them. */
  readonly origins?:
    Readonly<Partial<Record<SettingName | 'tags' | 'environment', string>>> | undefined;
}

/** Fields that the host can offer values for. */
export const chosenSettings = [
  ...(['imageUri', 'roleArn', 'instanceType'] as const),
  ...(['outputUri', 'outputKmsKey', 'checkpointUri'] as const),
  ...(['subnets', 'securityGroups', 'volumeKmsKey'] as const),
] as const satisfies readonly SettingName[];

export type ChosenSetting = (typeof chosenSettings)[number];

/** Fields of another version are left out. */
export function parseSettings(raw: unknown): LaunchSettings {
  const parts = record(raw);
  const fields = record(parts['fields'] ?? {});
  const known = settingNames.filter((name) => fields[name] !== undefined);
  return {
    fields: Object.fromEntries(known.map((name) => [name, text(fields[name], 10_000)])),
    tags: list(parts['tags'] ?? [], namedText, 200),
    environment: list(parts['environment'] ?? [], namedText, 200),
    groups: list(parts['groups'] ?? [], group, 20),
  };
}

export function parseChannelOptions(raw: unknown): ChannelOptions {
  const given = record(raw);
  const known = channelOptionNames.filter((name) => given[name] !== undefined);
  return Object.fromEntries(known.map((name) => [name, text(given[name], 1000)]));
}

function namedText(raw: unknown): NamedText {
  const { name, value } = record(raw);
  return { name: text(name, 1000), value: text(value, 10_000) };
}

function group(raw: unknown): DraftGroup {
  const { name, type, count } = record(raw);
  return { name: text(name, 200), type: text(type, 200), count: text(count, 200) };
}
