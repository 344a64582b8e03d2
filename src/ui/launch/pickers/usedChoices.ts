import { partsOf, settingText } from '../../../core/training/settings/settingText';
import type { Store } from '../../../platform/state';
import type { LaunchSettings } from '../../../shared/contracts/launchSettings';

/** Settings whose earlier values come first where one is chosen. */
const remembered = [
  'instanceType',
  'imageUri',
  'subnets',
  'securityGroups',
  'volumeKmsKey',
  'outputKmsKey',
] as const;

export type UsedSetting = (typeof remembered)[number];

/** Values of one setting that are remembered. */
const mostValues = 20;

/** What launches on a connection were given: its resources are of one account and region. */
export class UsedChoices {
  constructor(private readonly store: Store) {}

  /** The value that was used last first. */
  of(connectionId: string, setting: UsedSetting): readonly string[] {
    return this.store.get('launchChoices')?.[connectionId]?.[setting] ?? [];
  }

  async launched(connectionId: string, settings: LaunchSettings): Promise<void> {
    const all = this.store.get('launchChoices');
    const own = { ...all?.[connectionId] };
    for (const setting of remembered) {
      const values = valuesOf(settings, setting);
      const others = (own[setting] ?? []).filter((value) => !values.includes(value));
      own[setting] = [...values, ...others].slice(0, mostValues);
    }
    await this.store.set('launchChoices', { ...all, [connectionId]: own });
  }
}

function valuesOf(settings: LaunchSettings, setting: UsedSetting): readonly string[] {
  const typed = partsOf(settingText(settings, setting));
  return setting === 'instanceType' && settings.groups.length > 0
    ? [...new Set(settings.groups.map(({ type }) => type.trim()))].filter((type) => type !== '')
    : typed;
}
