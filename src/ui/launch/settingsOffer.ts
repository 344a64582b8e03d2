import type { ConnectionTraits } from '../../core/connections/connection';
import { instanceFacts } from '../../core/training/settings/instanceTypes';
import { settingDefaults, settingsLaunch } from '../../core/training/settings/settingsLaunch';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { SettingsOffer } from '../../shared/contracts/launchSettings';
import { instanceText } from './instanceText';

/** What can be set of a job where it goes; nothing where it runs on this computer. */
export function settingsOffer(
  { runsHere, defaultRole }: ConnectionTraits,
  { settings }: LaunchDraft,
): SettingsOffer | null {
  if (runsHere) {
    return null;
  }
  const facts = instanceFacts(settingsLaunch(settings).instanceType);
  return {
    defaults: { ...settingDefaults, ...(defaultRole !== undefined && { roleArn: defaultRole }) },
    facts: facts ? { instanceType: instanceText(facts) } : {},
  };
}
