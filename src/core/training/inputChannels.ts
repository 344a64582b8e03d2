import type { TrainingLaunch } from './launch';
import { isLocalChannel, isS3Channel, type LaunchChannel } from './launchChannel';
import type { ChannelFields } from './requestFields';

/** Where a launch's files were put. */
export interface UploadedSource {
  /** `s3://…/sourcedir.tar.gz`; not read with `algorithm`. */
  readonly submitUri: string;
  /** The local channels. */
  readonly channels: readonly { readonly name: string; readonly uri: string }[];
}

/** `InputDataConfig` of a launch, in its order; a local channel that was not uploaded is left out. */
export function inputChannels(launch: TrainingLaunch, uploaded: UploadedSource): ChannelFields[] {
  const uris = new Map(uploaded.channels.map(({ name, uri }) => [name, uri]));
  const channels = launch.channels.flatMap((channel) => {
    const source = dataSource(channel, uris.get(channel.name));
    return source === null ? [] : [toFields(channel, source)];
  });
  return isCodeChannelNeeded(launch) ? [...channels, codeChannel(uploaded.submitUri)] : channels;
}

/** An isolated container downloads nothing itself (SageMaker Python SDK 2.257, `_Job._load_config`). */
export function isCodeChannelNeeded({ isNetworkIsolated, algorithm }: TrainingLaunch): boolean {
  return isNetworkIsolated === true && algorithm === undefined;
}

/** Its name, by which the container finds the archive (`EstimatorBase.code_channel_name`). */
export const codeChannelName = 'code';

function codeChannel(uri: string): ChannelFields {
  const options = { S3DataType: 'S3Prefix', S3DataDistributionType: 'FullyReplicated' } as const;
  return {
    ChannelName: codeChannelName,
    DataSource: { S3DataSource: { ...options, S3Uri: uri } },
  };
}

function toFields(channel: LaunchChannel, source: ChannelFields['DataSource']): ChannelFields {
  const { contentType, compression, recordWrapper, inputMode, shuffleSeed } = channel;
  return {
    ChannelName: channel.name,
    DataSource: source,
    ...(contentType !== undefined && { ContentType: contentType }),
    ...(compression !== undefined && { CompressionType: compression }),
    ...(recordWrapper !== undefined && { RecordWrapperType: recordWrapper }),
    ...(inputMode !== undefined && { InputMode: inputMode }),
    ...(shuffleSeed !== undefined && { ShuffleConfig: { Seed: shuffleSeed } }),
  };
}

function dataSource(
  channel: LaunchChannel,
  uploadedUri: string | undefined,
): ChannelFields['DataSource'] | null {
  if (isS3Channel(channel)) {
    const { uri, dataType = 'S3Prefix', attributeNames } = channel;
    return s3Source(channel, { S3DataType: dataType, S3Uri: uri }, attributeNames);
  }
  if (isLocalChannel(channel)) {
    return uploadedUri === undefined
      ? null
      : s3Source(channel, { S3DataType: 'S3Prefix', S3Uri: asFolder(uploadedUri) });
  }
  const { id, type, directory, access = 'ro' } = channel.fileSystem;
  return {
    FileSystemDataSource: {
      FileSystemId: id,
      FileSystemAccessMode: access,
      FileSystemType: type,
      DirectoryPath: directory,
    },
  };
}

type S3Source = NonNullable<ChannelFields['DataSource']['S3DataSource']>;
type S3Options = Pick<Extract<LaunchChannel, { uri: string }>, 'distribution' | 'instanceGroups'>;

function s3Source(
  { distribution = 'FullyReplicated', instanceGroups }: S3Options,
  place: Pick<S3Source, 'S3DataType' | 'S3Uri'>,
  attributeNames?: readonly string[],
): ChannelFields['DataSource'] {
  return {
    S3DataSource: {
      ...place,
      S3DataDistributionType: distribution,
      ...(attributeNames && { AttributeNames: [...attributeNames] }),
      ...(instanceGroups && { InstanceGroupNames: [...instanceGroups] }),
    },
  };
}

/** Without the slash the prefix `…/train` would also match `…/training`. */
function asFolder(uri: string): string {
  return uri.endsWith('/') ? uri : `${uri}/`;
}
