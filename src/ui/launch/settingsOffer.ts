import type { ConnectionTraits } from '../../core/connections/connection';
import { instanceFacts } from '../../core/training/settings/instanceTypes';
import {
  defaultMaxWait,
  instanceTypeOf,
  settingDefaults,
} from '../../core/training/settings/settingsLaunch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { SettingsOffer } from '../../shared/contracts/launchSettings';
import { instanceText } from './instanceText';

/** What can be set of a job where it goes; nothing where it runs on this computer. */
export function settingsOffer(
  { runsHere, defaultRole }: ConnectionTraits,
  { settings, maxRuntimeMinutes }: LaunchDraft,
  options: SettingsOffer['options'],
): SettingsOffer | null {
  if (runsHere) {
    return null;
  }
  const facts = instanceFacts(instanceTypeOf(settings));
  return {
    defaults: {
      ...settingDefaults,
      maxWaitMinutes: String(defaultMaxWait(maxRuntimeMinutes)),
      ...(defaultRole !== undefined && { roleArn: defaultRole }),
    },
    options,
    facts: facts ? { instanceType: instanceText(facts) } : {},
  };
}
