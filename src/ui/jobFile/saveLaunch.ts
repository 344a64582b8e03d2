import { basename, dirname } from 'node:path';
import type { Connection } from '../../aws/connection';
import type { TrainingLaunch } from '../../core/training/launch';
import { jobNameBase, proposeJobName } from '../../core/training/names';
import { settingText } from '../../core/training/settings/settingText';
import type { ImageChoice } from '../../core/training/spec/file/jobSpec';
import { launchToSpec, type LaunchSurroundings } from '../../core/training/spec/file/launchToSpec';
import type { LaunchDraft } from '../../shared/contracts/launch';
import type { LaunchSettings } from '../../shared/contracts/launchSettings';
import { saveJobFile } from './saveJobFile';

/** The form that says a launch. */
interface LaunchedForm {
  /** Absolute. */
  readonly script: string;
  readonly draft: Pick<LaunchDraft, 'settings' | 'leftOutMetrics'>;
  readonly connection: Connection;
}

/** Saves the launch of a form as a file, which the person names. */
export async function saveLaunch(
  launch: TrainingLaunch,
  { script, draft: { settings, leftOutMetrics }, connection }: LaunchedForm,
): Promise<void> {
  const usual = jobNameBase(proposeJobName(script, new Date()));
  const base = jobNameBase(launch.jobName);
  const name = base === usual ? undefined : base;
  const leavesOutMetrics = leftOutMetrics.length > 0;
  const image = connection.info.traits.runsHere ? 'asScriptSays' : chosenImage(settings);
  await saveJobFile(basename(script, '.py'), dirname(script), (relative) =>
    launchToSpec(launch, { relative, name, image, leavesOutMetrics }),
  );
}

/** As it was chosen: the address differs from region to region. */
function chosenImage(settings: LaunchSettings): LaunchSurroundings['image'] {
  if (settingText(settings, 'imageUri') !== '') {
    return undefined;
  }
  const framework = settingText(settings, 'framework');
  return framework === '' ? 'asScriptSays' : releaseOf(settings, framework);
}

function releaseOf(settings: LaunchSettings, name: string): ImageChoice {
  const [version, base] = settingText(settings, 'frameworkVersion').split('/');
  const python = settingText(settings, 'pythonVersion');
  return {
    name,
    ...(version && { version }),
    ...(base !== undefined && { base }),
    ...(python !== '' && { python }),
  };
}
