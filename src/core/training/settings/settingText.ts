import type { LaunchSettings, SettingName } from '../../../shared/contracts/launchSettings';

/** What stands in a field, without what surrounds it. */
export function settingText({ fields }: Pick<LaunchSettings, 'fields'>, name: SettingName): string {
  return (fields[name] ?? '').trim();
}

/** Whether a box is ticked. */
export function isTicked({ fields }: Pick<LaunchSettings, 'fields'>, name: SettingName): boolean {
  return fields[name] === 'true';
}

/** The parts of a text that commas or spaces keep apart. */
export function partsOf(text: string): readonly string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}
