import type { LaunchSettings, SettingName } from '../../../shared/contracts/launchSettings';
import type { TrainingLaunch } from '../launch';
import type { InputMode } from '../launchChannel';
import { longestRuntime } from '../spec/timeConflicts';
import { settingsDistribution } from './settingsDistribution';
import { isTicked, partsOf, settingText } from './settingText';

/** What an empty field stands for: the smallest instance that is no burstable one, 30 GB as the SDK has it. */
export const settingDefaults = {
  instanceType: 'ml.m5.large',
  instanceCount: '1',
  volumeGigabytes: '30',
  retryAttempts: '0',
  checkpointPath: '/opt/ml/checkpoints',
  inputMode: 'File',
} as const satisfies LaunchSettings['fields'];

/** Time for capacity to turn up, beside what the job itself may take. */
const waitMinutes = 24 * 60;

/** How long a job on spare capacity waits and runs, where nobody says otherwise. */
export function defaultMaxWait(maxRuntimeMinutes: number): number {
  return Math.min(longestRuntime / 60, maxRuntimeMinutes + waitMinutes);
}

/** Of one type, where there are no groups. */
export const instanceTypeOf = (settings: LaunchSettings): string =>
  settingText(settings, 'instanceType') || settingDefaults.instanceType;

/** Of each group of instances, or of the one that there is. */
export const instanceTypesOf = (settings: LaunchSettings): readonly string[] =>
  settings.groups.length > 0
    ? settings.groups.map(({ type }) => type.trim())
    : [instanceTypeOf(settings)];

/** The part of a launch that its settings say. They are right, or it is only looked at. */
export function settingsLaunch(
  settings: LaunchSettings,
  maxRuntimeMinutes: number,
): Partial<TrainingLaunch> & Pick<TrainingLaunch, 'instanceType'> {
  const given = (name: SettingName): string | undefined => settingText(settings, name) || undefined;
  const number = (name: SettingName): number | undefined => {
    const text = given(name);
    return text === undefined ? undefined : Number(text);
  };
  const seconds = (minutes: number | undefined): number | undefined => minutes && minutes * 60;
  const attempts = number('retryAttempts');
  const maxWait = number('maxWaitMinutes') ?? defaultMaxWait(maxRuntimeMinutes);
  return {
    role: given('roleArn'),
    instanceType: instanceTypeOf(settings),
    instanceCount: number('instanceCount'),
    ...groupsLaunch(settings),
    volumeSizeGb: number('volumeGigabytes'),
    inputMode: given('inputMode') as InputMode | undefined,
    outputUri: given('outputUri'),
    outputKmsKey: given('outputKmsKey'),
    outputCompression: isTicked(settings, 'keepsFiles') ? 'NONE' : undefined,
    spot: isTicked(settings, 'isSpot') ? { maxWaitSeconds: maxWait * 60 } : undefined,
    ...checkpointLaunch(given('checkpointUri'), given('checkpointPath')),
    keepAliveSeconds: seconds(number('keepAliveMinutes')),
    retryAttempts: attempts === 0 ? undefined : attempts,
    trainingPlanArn: given('trainingPlan'),
    maxPendingSeconds: seconds(number('maxPendingMinutes')),
    ...networkLaunch(settings),
    distribution: settingsDistribution(settings),
    environment: namedTexts(settings.environment),
    tags: namedTexts(settings.tags),
  };
}

function groupsLaunch({ groups }: LaunchSettings): Pick<TrainingLaunch, 'instanceGroups'> {
  const named = groups.map(({ name, type, count }) => ({
    ...{ name: name.trim(), type: type.trim(), count: Number(count.trim()) },
  }));
  return named.length === 0 ? {} : { instanceGroups: named };
}

function checkpointLaunch(
  uri: string | undefined,
  localPath: string | undefined,
): Pick<TrainingLaunch, 'checkpoint'> {
  return uri === undefined ? {} : { checkpoint: { uri, ...(localPath && { localPath }) } };
}

function networkLaunch(
  settings: LaunchSettings,
): Pick<TrainingLaunch, 'vpc' | 'isNetworkIsolated' | 'encryptsTraffic' | 'volumeKmsKey'> {
  const subnets = partsOf(settingText(settings, 'subnets'));
  const securityGroups = partsOf(settingText(settings, 'securityGroups'));
  return {
    ...(subnets.length + securityGroups.length > 0 && { vpc: { subnets, securityGroups } }),
    isNetworkIsolated: isTicked(settings, 'isIsolated') || undefined,
    encryptsTraffic: isTicked(settings, 'encryptsTraffic') || undefined,
    volumeKmsKey: settingText(settings, 'volumeKmsKey') || undefined,
  };
}

/** Rows that were only begun are nothing yet. */
function namedTexts(rows: LaunchSettings['tags']): Readonly<Record<string, string>> | undefined {
  const named = rows
    .map(({ name, value }) => [name.trim(), value] as const)
    .filter(([name]) => name !== '');
  return named.length === 0 ? undefined : Object.fromEntries(named);
}
