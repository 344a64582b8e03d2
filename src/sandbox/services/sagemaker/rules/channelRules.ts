import type { Channel, TrainingRequest } from '../../../store/jobRecord';
import { duplicates, invalid } from './invalid';

/** Channels with names of their own, a source each, and instance groups that are there. */
export function checkChannels(request: TrainingRequest): void {
  const channels = request.InputDataConfig ?? [];
  const [twice] = duplicates(channels.map(({ ChannelName }) => ChannelName));
  if (twice !== undefined) {
    throw invalid(
      `Channel names must be unique. The channel name ${twice} is used more than once.`,
    );
  }
  for (const channel of channels) checkSource(channel);
  checkGroupsOfChannels(channels, request.ResourceConfig.InstanceGroups);
}

function checkSource({ ChannelName, DataSource }: Channel): void {
  const sources = Object.keys(DataSource);
  if (sources.length === 1) return;
  throw invalid(
    `Exactly one data source must be specified for each channel. The channel ${ChannelName} has ${sources.length}.`,
  );
}

/** Either every channel is assigned to groups or none is. */
function checkGroupsOfChannels(
  channels: readonly Channel[],
  groups: TrainingRequest['ResourceConfig']['InstanceGroups'],
): void {
  const assigned = channels.filter((channel) => groupsOf(channel).length > 0);
  const others = channels.filter((channel) => !assigned.includes(channel));
  if (assigned.length === 0) return;
  const known = groups?.map(({ InstanceGroupName }) => InstanceGroupName) ?? [];
  const unknown = assigned.flatMap(groupsOf).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw invalid(
      `The instance groups ${list([...new Set(unknown)])} of InputDataConfig are not defined in ResourceConfig.`,
    );
  }
  if (others.length > 0) {
    throw invalid(
      `Some channels have assigned instance groups: ${names(assigned)} while others not: ${names(others)}`,
    );
  }
}

function groupsOf({ DataSource }: Channel): readonly string[] {
  return DataSource.S3DataSource?.InstanceGroupNames ?? [];
}

function names(channels: readonly Channel[]): string {
  return list(channels.map(({ ChannelName }) => ChannelName));
}

function list(values: readonly string[]): string {
  return `[${values.join(', ')}]`;
}
