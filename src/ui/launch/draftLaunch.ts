import { dirname } from 'node:path';
import type { ConnectionInfo } from '../../core/connections/connection';
import { readOtherFields } from '../../core/training/again/otherFields';
import { toHyperparameters } from '../../core/training/draft';
import { isInS3 } from '../../core/training/dataPlace';
import { isBegun } from '../../core/training/keepDraft';
import type { TrainingLaunch } from '../../core/training/launch';
import type { LaunchChannel } from '../../core/training/launchChannel';
import { fileSystemChannel, launchOptions } from '../../core/training/settings/channelOptions';
import { settingsLaunch } from '../../core/training/settings/settingsLaunch';
import type { DraftChannel, LaunchDraft } from '../../shared/contracts/launch';
import { noSettings } from '../../shared/contracts/launchSettings';
import { channelPath } from './dataCheck';
import type { LaunchForm } from './launchForm';

/** What the parts of a launch say of a draft, right or wrong. */
export interface DraftLaunchParts {
  /** Absolute. */
  readonly script: string;
  readonly form: LaunchForm;
  readonly info: ConnectionInfo;
  /** The file whose packages can be installed for the job. */
  readonly requirements: string | null;
}

/** The launch that a draft asks for. */
export function draftLaunch(parts: DraftLaunchParts, draft: LaunchDraft): TrainingLaunch {
  const { script, form, info } = parts;
  const { image, roots } = form;
  const { maxRuntimeMinutes } = draft;
  // Settings of a connection whose jobs run elsewhere mean nothing here.
  const settings = info.traits.runsHere ? noSettings : draft.settings;
  return {
    jobName: draft.jobName,
    sourceDirectory: roots.directory,
    script: roots.entryPoint,
    alsoPacked: roots.alsoPacked,
    channels: draft.channels
      .filter((channel) => !isBegun(channel))
      .map((channel) =>
        info.traits.runsHere
          ? launchChannel(channel, dirname(script))
          : {
              ...(fileSystemChannel(channel) ?? launchChannel(channel, dirname(script))),
              ...launchOptions(channel),
            },
      ),
    maxRuntimeSeconds: maxRuntimeMinutes * 60,
    hyperparameters: toHyperparameters(draft, form.arguments),
    metrics: form.metrics
      .filter(({ name }) => !draft.leftOutMetrics.includes(name))
      .map(({ name, regex }) => ({ name, regex })),
    image: image?.uri ?? '',
    installRequirements: draft.installRequirements && parts.requirements !== null,
    ...settingsLaunch(settings, maxRuntimeMinutes),
    ...(!info.traits.runsHere && { apiFields: readOtherFields(draft.otherFields ?? '') }),
  };
}

function launchChannel({ name, path }: DraftChannel, folder: string): LaunchChannel {
  const place = channelPath(path, folder);
  return isInS3(place) ? { name, uri: place } : { name, path: place };
}
