import type { LaunchSettings, SettingName } from '../../../shared/contracts/launchSettings';

/** What stands in a field, without what surrounds it. */
export function settingText({ fields }: LaunchSettings, name: SettingName): string {
  return (fields[name] ?? '').trim();
}
