import { checkpointPath } from '../../runner/outputs/syncedFolders';
import type { Channel, InputMode, TrainingRequest } from '../../store/jobRecord';

/**
 * What of a request's channels and checkpoints the sandbox cannot do, as the rest of a sentence
 * that begins with its name.
 */
export function unsupportedInput(request: TrainingRequest): string | undefined {
  if (request.CheckpointConfig !== undefined && checkpointPath(request) === undefined) {
    return (
      'keeps checkpoints below /opt/ml only, where a job has folders of its own: ' +
      `${request.CheckpointConfig.LocalPath ?? ''} is not there`
    );
  }
  const { InputDataConfig: channels = [], AlgorithmSpecification: algorithm } = request;
  const names = channels.map(({ ChannelName }) => ChannelName);
  return channels
    .map((channel) => unsupportedChannel(channel, algorithm.TrainingInputMode, names))
    .find((problem) => problem !== undefined);
}

function unsupportedChannel(
  channel: Channel,
  jobMode: InputMode,
  names: readonly string[],
): string | undefined {
  const name = channel.ChannelName;
  if (name === '.' || name === '..') return `has no folder for a channel named ${name}`;
  const source = channel.DataSource.S3DataSource;
  if (source === undefined) return `reads channels from S3 only, which ${name} does not`;
  const isPiped = (channel.InputMode ?? jobMode) === 'Pipe';
  const type = unsupportedType(name, source.S3DataType);
  return type ?? (isPiped ? unsupportedPipe(channel, names) : onlyPiped(channel));
}

function unsupportedPipe(
  { ChannelName, CompressionType, RecordWrapperType }: Channel,
  names: readonly string[],
): string | undefined {
  if (process.platform === 'win32') {
    return `has no Pipe mode on Windows, which channel ${ChannelName} asks for`;
  }
  const taken = names.find(
    (name) =>
      name.startsWith(`${ChannelName}_`) && /^\d+$/.test(name.slice(ChannelName.length + 1)),
  );
  if (taken !== undefined) {
    return (
      `feeds channel ${ChannelName} through pipes named ${ChannelName}_0, ${ChannelName}_1 and so ` +
      `on, and channel ${taken} would be one of them`
    );
  }
  if (CompressionType !== 'Gzip' || RecordWrapperType !== 'RecordIO') return undefined;
  return `does not wrap what it decompresses, which channel ${ChannelName} asks for`;
}

function unsupportedType(name: string, type: string): string | undefined {
  if (type === 'S3Prefix' || type === 'ManifestFile') return undefined;
  return `reads channels of the types S3Prefix and ManifestFile, and ${name} is of ${type}`;
}

/** The service uses these in Pipe mode only (API reference, Channel). */
function onlyPiped(channel: Channel): string | undefined {
  const set = (['CompressionType', 'RecordWrapperType'] as const).find(
    (member) => (channel[member] ?? 'None') !== 'None',
  );
  if (set === undefined) return undefined;
  return (
    `takes ${set} ${channel[set] ?? ''} of channel ${channel.ChannelName} for a mistake: ` +
    'the service uses it in Pipe mode only'
  );
}
