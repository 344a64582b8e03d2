import type { LaunchSettings, SettingName } from '../../../shared/contracts/launchSettings';
import type { TrainingLaunch } from '../launch';
import { settingText } from './settingText';

/** What an empty field stands for: the smallest instance that is no burstable one, 30 GB as the SDK has it. */
export const settingDefaults = {
  instanceType: 'ml.m5.large',
  instanceCount: '1',
  volumeGigabytes: '30',
} as const satisfies LaunchSettings['fields'];

/** The part of a launch that its settings say; they are right. */
export function settingsLaunch(
  settings: LaunchSettings,
): Pick<TrainingLaunch, 'instanceType' | 'instanceCount' | 'volumeSizeGb' | 'role'> {
  const number = (name: SettingName): number | undefined => {
    const text = settingText(settings, name);
    return text === '' ? undefined : Number(text);
  };
  return {
    role: settingText(settings, 'roleArn') || undefined,
    instanceType: settingText(settings, 'instanceType') || settingDefaults.instanceType,
    instanceCount: number('instanceCount'),
    volumeSizeGb: number('volumeGigabytes'),
  };
}
