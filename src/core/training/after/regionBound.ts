import type { LaunchDraft } from '../../../shared/contracts/launch';
import type { SettingName } from '../../../shared/contracts/launchSettings';
import { isInS3, isOnFileSystem } from '../dataPlace';

/** Settings that name something of one region; roles and tags are of the account. */
const boundSettings: readonly SettingName[] = [
  ...(['imageUri', 'outputUri', 'outputKmsKey', 'checkpointUri'] as const),
  ...(['trainingPlan', 'subnets', 'securityGroups', 'volumeKmsKey'] as const),
];

/**
 * What a launch names of the region that it was made for, as it was typed: a job reads, writes and runs in
 * its own region alone. Code and data of this computer are uploaded wherever it goes.
 */
export function regionBound({ channels, settings }: LaunchDraft): readonly string[] {
  const named = boundSettings.map((name) => settings.fields[name] ?? '');
  const data = channels.flatMap((channel) =>
    isOnFileSystem(channel) ? (channel.options?.fileSystemId ?? '') : [channel.path].filter(isInS3),
  );
  return [...data, ...named].map((text) => text.trim()).filter((text) => text !== '');
}
