import type { DraftChannel } from '../../shared/contracts/launch';

/** Whether a channel's path names data that lie in S3 already. */
export const isInS3 = (path: string): boolean => /^\s*s3:\/\//i.test(path);

/** Whether its path is a folder of a file system of the account. */
export const isOnFileSystem = ({ options }: DraftChannel): boolean =>
  (options?.fileSystem ?? '').trim() !== '';

/** Channels as jobs get them that run on this computer, or elsewhere: options mean nothing here. */
export const channelsSeen = (
  channels: readonly DraftChannel[],
  runsHere: boolean,
): readonly DraftChannel[] =>
  runsHere ? channels.map(({ name, path }) => ({ name, path })) : channels;
