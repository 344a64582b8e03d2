import type { distributionKinds, LaunchSettings } from '../../../shared/contracts/launchSettings';
import type { LaunchDistribution } from '../launchDistribution';
import { settingText } from './settingText';

/** How the script's processes are started; `undefined`: one, on each instance. */
export function settingsDistribution(settings: LaunchSettings): LaunchDistribution | undefined {
  const kind = settingText(settings, 'distribution') as (typeof distributionKinds)[number] | '';
  const processes = settingText(settings, 'processesPerHost');
  const customOptions = settingText(settings, 'mpiOptions') || undefined;
  switch (kind) {
    case '':
      return undefined;
    case 'mpi':
      return {
        ...{ kind, customOptions },
        processesPerHost: processes === '' ? undefined : Number(processes),
      };
    case 'smDataParallel':
      return { kind, customOptions };
    default:
      return { kind };
  }
}
