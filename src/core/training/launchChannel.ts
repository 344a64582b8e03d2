/** Data that a job reads below its channel's name, from one of three places. */
export type LaunchChannel = LocalChannel | S3Channel | FileSystemChannel;

/** `File` downloads before the start, `FastFile` reads from S3 what is opened, `Pipe` streams once. */
export type InputMode = 'File' | 'FastFile' | 'Pipe';

/** How the data of a channel are given to the container; the service's defaults where left out. */
interface ChannelOptions {
  readonly name: string;
  /** MIME type, for algorithms that need it, such as `text/csv`. */
  readonly contentType?: string | undefined;
  readonly inputMode?: InputMode | undefined;
  /** How the data themselves are compressed; only for `Pipe`. */
  readonly compression?: 'None' | 'Gzip' | undefined;
  readonly recordWrapper?: 'None' | 'RecordIO' | undefined;
  /** The order of the data is shuffled by this seed; only for `Pipe` and manifests. */
  readonly shuffleSeed?: number | undefined;
}

interface DistributedOptions extends ChannelOptions {
  /** Everything to each instance (`FullyReplicated`, the default), or to each its share. */
  readonly distribution?: 'FullyReplicated' | 'ShardedByS3Key' | undefined;
  /** Only the instances of these groups get the channel. */
  readonly instanceGroups?: readonly string[] | undefined;
}

/** Files of this computer, which are uploaded. */
interface LocalChannel extends DistributedOptions {
  /** Absolute local file or folder. */
  readonly path: string;
}

/** Objects that are in S3 already. */
interface S3Channel extends DistributedOptions {
  /** `s3://…`, sent as it is: a prefix, so that without a slash at its end `…/train` is `…/training` too. */
  readonly uri: string;
  /** What `uri` names; `S3Prefix` by default. */
  readonly dataType?:
    'S3Prefix' | 'ManifestFile' | 'AugmentedManifestFile' | 'Converse' | undefined;
  /** Which attributes of an augmented manifest are read. */
  readonly attributeNames?: readonly string[] | undefined;
}

/** A folder of a file system in the job's VPC. */
interface FileSystemChannel extends ChannelOptions {
  readonly fileSystem: {
    /** Such as `fs-0123456789abcdef0`. */
    readonly id: string;
    readonly type: 'EFS' | 'FSxLustre';
    /** Absolute path on the file system. */
    readonly directory: string;
    /** `ro` by default. */
    readonly access?: 'ro' | 'rw' | undefined;
  };
}

/** The channels whose data are uploaded. */
export function localChannels(launch: {
  readonly channels: readonly LaunchChannel[];
}): readonly LocalChannel[] {
  return launch.channels.filter(isLocalChannel);
}

export function isLocalChannel(channel: LaunchChannel): channel is LocalChannel {
  return 'path' in channel;
}

export function isS3Channel(channel: LaunchChannel): channel is S3Channel {
  return 'uri' in channel;
}
