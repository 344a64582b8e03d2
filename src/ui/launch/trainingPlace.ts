import type { ConnectionInfo } from '../../core/connections/connection';
import type { TrainingPlace } from '../../core/images/trainingImage';
import { instanceTypesOf } from '../../core/training/settings/settingsLaunch';
import { settingText } from '../../core/training/settings/settingText';
import type { LaunchDraft } from '../../shared/contracts/launch';

/** Where a job of a draft runs on a connection. */
export function trainingPlace(
  { region, traits }: ConnectionInfo,
  draft: LaunchDraft | undefined,
): TrainingPlace {
  const isElsewhere = draft !== undefined && !traits.runsHere;
  return isElsewhere
    ? {
        ...{ region, instanceTypes: instanceTypesOf(draft.settings) },
        isSmDistributed: settingText(draft.settings, 'distribution') === 'smDataParallel',
      }
    : { region, instanceTypes: [] };
}
