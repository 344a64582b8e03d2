import type { DraftChannel } from '../../../shared/contracts/launch';
import type { ChannelOptionName } from '../../../shared/contracts/launchSettings';
import { isInS3, isOnFileSystem } from '../dataPlace';

/** Of other data the page does not show them, and a launch does not read them. */
const ofS3: readonly string[] = ['dataType', 'attributeNames'] satisfies ChannelOptionName[];
const ofFileSystems: readonly string[] = [
  ...(['fileSystem', 'fileSystemId', 'fileSystemAccess'] satisfies ChannelOptionName[]),
];
const ofObjects: readonly string[] = [...ofS3, 'distribution' satisfies ChannelOptionName];

/** Whether an option says something of a channel's data, where these lie. */
export function isOptionOf(channel: DraftChannel, name: ChannelOptionName): boolean {
  if (isOnFileSystem(channel)) {
    return !ofObjects.includes(name);
  }
  return ofFileSystems.includes(name)
    ? name === 'fileSystem'
    : isInS3(channel.path) || !ofS3.includes(name);
}
