import { record, text } from '../rpc/parse';

/** What a job that runs elsewhere can be given beside its script and data. */
export const settingNames = [
  'roleArn',
  'instanceType',
  'instanceCount',
  'volumeGigabytes',
] as const;

export type SettingName = (typeof settingNames)[number];

export interface NamedText {
  readonly name: string;
  readonly value: string;
}

/** Belongs to one connection: a role, a bucket or a network is of one account and region. */
export interface LaunchSettings {
  /** As typed; what is absent or empty is as `SettingsOffer.defaults` say. */
  readonly fields: Readonly<Partial<Record<SettingName, string>>>;
}

export const noSettings: LaunchSettings = { fields: {} };

/** What the page offers for the settings of jobs that run elsewhere. */
export interface SettingsOffer {
  /** What an empty field stands for. */
  readonly defaults: LaunchSettings['fields'];
  /** What is known of a field's value: `2 vCPU, 8 GiB`. */
  readonly facts: LaunchSettings['fields'];
}

/** Fields that the host can offer values for. */
export const chosenSettings = ['roleArn', 'instanceType'] as const;

export type ChosenSetting = (typeof chosenSettings)[number];

/** Fields of another version are left out. */
export function parseSettings(raw: unknown): LaunchSettings {
  const fields = record(record(raw)['fields'] ?? {});
  const known = settingNames.filter((name) => fields[name] !== undefined);
  return { fields: Object.fromEntries(known.map((name) => [name, text(fields[name], 10_000)])) };
}
