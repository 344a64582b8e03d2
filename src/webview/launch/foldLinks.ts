import { sourceLinks } from '../../core/training/sourceLinks';
import type { SettingName } from '../../shared/contracts/launchSettings';

/** The settings that folds hold. */
const settingsByFold = {
  'fold-image': ['framework', 'frameworkVersion', 'pythonVersion', 'imageUri'],
  'fold-groups': [],
  'fold-distribution': ['distribution', 'processesPerHost', 'mpiOptions'],
  'fold-spot': ['isSpot', 'maxWaitMinutes', 'checkpointUri', 'checkpointPath'],
  'fold-capacity': ['keepAliveMinutes', 'retryAttempts', 'trainingPlan', 'maxPendingMinutes'],
  'fold-output': ['outputUri', 'keepsFiles', 'outputKmsKey'],
  'fold-network': ['subnets', 'securityGroups', 'isIsolated', 'encryptsTraffic', 'volumeKmsKey'],
  'fold-tags': [],
} as const satisfies Readonly<Record<string, readonly SettingName[]>>;

export type SettingFold = keyof typeof settingsByFold;

/** Folds of the page; the id of their element. */
export type Fold = PlainFold | SettingFold | ChannelFold;

type PlainFold = 'fold-other' | 'code-files' | 'code-left-out' | 'metrics' | 'command-line';

/** The options of a channel. */
type ChannelFold = `channel-options-${number}`;

export const channelFold = (index: number): ChannelFold => `channel-options-${index}`;

/** The links of the checks that open one. */
export const foldLinks: Readonly<Record<string, Fold>> = {
  [sourceLinks.files]: 'code-files',
  [sourceLinks.leftOut]: 'code-left-out',
};

const rows: readonly (readonly [field: string, fold: SettingFold])[] = [
  ['tag:', 'fold-tags'],
  ['environment:', 'fold-tags'],
  ['group:', 'fold-groups'],
];

/** The fold that holds a field, as `FieldErrors` call it; `undefined`: it stands in the open. */
export function foldOf(field: string): Fold | undefined {
  if (field === 'otherFields') {
    return 'fold-other';
  }
  const channel = /^channelOption:(\d+):/.exec(field)?.[1];
  if (channel !== undefined) {
    return channelFold(Number(channel));
  }
  const all = Object.entries(settingsByFold) as [SettingFold, readonly SettingName[]][];
  const [fold] = all.find(([, names]) => names.some((name) => field === `setting:${name}`)) ?? [];
  return fold ?? rows.find(([beginning]) => field.startsWith(beginning))?.[1];
}
