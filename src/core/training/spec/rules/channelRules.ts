import type { ChannelFields } from '../../requestFields';
import {
  requestError,
  requestWarning,
  type FieldPath,
  type RequestProblem,
} from '../requestProblem';
import type { SoundRequest } from './soundRequest';

/** Where a job's data come from, and how. */
export function channelRules(request: SoundRequest): RequestProblem[] {
  const usual = request.AlgorithmSpecification?.TrainingInputMode ?? 'File';
  return (request.InputDataConfig ?? []).flatMap((channel, index) => {
    const path = ['InputDataConfig', index];
    const mode = channel.InputMode ?? usual;
    return [
      ...sourceRules(channel, path),
      ...manifestRules(channel, mode, path),
      ...streamRules(channel, mode, path),
      ...groupRules(request, channel, path),
      ...fileSystemRules(request, channel, path),
    ];
  });
}

/** API reference, DataSource: a channel has one place. */
function sourceRules({ DataSource: source }: ChannelFields, path: FieldPath): RequestProblem[] {
  const places = Object.keys(source);
  if (places.length === 0) {
    return [
      requestError([...path, 'DataSource'], 'names no place; give an S3DataSource, for example.'),
    ];
  }
  return places.length > 1
    ? [requestError([...path, 'DataSource'], 'names several places; a channel has one.')]
    : [];
}

/** API reference, S3DataSource: augmented manifests are streamed. */
function manifestRules(
  { DataSource: { S3DataSource: source } }: ChannelFields,
  mode: string,
  path: FieldPath,
): RequestProblem[] {
  const at = [...path, 'DataSource', 'S3DataSource'];
  if (source?.S3DataType === 'AugmentedManifestFile') {
    return mode === 'Pipe'
      ? []
      : [
          requestError(
            [...at, 'S3DataType'],
            `is AugmentedManifestFile, which needs the input mode Pipe instead of ${mode}.`,
          ),
        ];
  }
  return source?.AttributeNames === undefined
    ? []
    : [requestWarning([...at, 'AttributeNames'], 'are read of an AugmentedManifestFile only.')];
}

/** API reference, Channel: in File mode both are left out, or None. */
function streamRules(channel: ChannelFields, mode: string, path: FieldPath): RequestProblem[] {
  if (mode === 'Pipe') {
    return [];
  }
  return (['CompressionType', 'RecordWrapperType'] as const)
    .filter((name) => (channel[name] ?? 'None') !== 'None')
    .map((name) => requestWarning([...path, name], `is for the input mode Pipe, not ${mode}.`));
}

/** API reference, S3DataSource, InstanceGroupNames. */
function groupRules(
  { ResourceConfig: resources }: SoundRequest,
  { DataSource: { S3DataSource: source } }: ChannelFields,
  path: FieldPath,
): RequestProblem[] {
  const groups = resources?.InstanceGroups?.map(({ InstanceGroupName: name }) => name) ?? [];
  const names = source?.InstanceGroupNames ?? [];
  return names.flatMap((name, index) =>
    groups.includes(name)
      ? []
      : [
          requestError(
            [...path, 'DataSource', 'S3DataSource', 'InstanceGroupNames', index],
            `is “${name}”, and ResourceConfig has no instance group of that name.`,
          ),
        ],
  );
}

/** Developer guide, "Set up training jobs to access datasets", Amazon EFS and FSx for Lustre. */
function fileSystemRules(
  { VpcConfig: vpc }: SoundRequest,
  { DataSource: { FileSystemDataSource: source } }: ChannelFields,
  path: FieldPath,
): RequestProblem[] {
  return source === undefined || vpc !== undefined
    ? []
    : [
        requestError(
          [...path, 'DataSource', 'FileSystemDataSource'],
          'is reached through a VPC, and there is no VpcConfig with its subnets and security groups.',
        ),
      ];
}
