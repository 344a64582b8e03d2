import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import type { TrainingLaunch } from '../training/launch';
import { settingsLaunch } from '../training/settings/settingsLaunch';

/** The parts of a launch that defaults files give. */
const given = ['outputUri', 'outputKmsKey', 'volumeKmsKey', 'vpc'] as const;

/** What of a launch its defaults files say: only what the launch itself leaves open, names one by one. */
export function sdkLaunch(
  launch: TrainingLaunch,
  defaults: LaunchSettings,
  /** What is said to be off, and so is not open. */
  off: { readonly isNetworkIsolated: boolean; readonly encryptsTraffic: boolean },
): Partial<TrainingLaunch> {
  const said = settingsLaunch(defaults, 0);
  const open = given.filter((name) => launch[name] === undefined && said[name] !== undefined);
  const environment = { ...said.environment, ...launch.environment };
  const tags = { ...said.tags, ...launch.tags };
  return {
    ...Object.fromEntries(open.map((name) => [name, said[name]])),
    ...(said.isNetworkIsolated === true && !off.isNetworkIsolated && { isNetworkIsolated: true }),
    ...(said.encryptsTraffic === true && !off.encryptsTraffic && { encryptsTraffic: true }),
    ...(said.environment && { environment }),
    ...(said.tags && { tags }),
  };
}
