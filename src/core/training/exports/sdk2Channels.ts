import { memberOf, type Json } from './json';
import { pythonCall, pythonLiteral, type Argument } from './pythonCode';
import type { PythonImports } from './pythonImports';
import { argumentsOf, type ArgumentTable } from './sdk2Arguments';

/** A channel as an entry of the dictionary that `fit` takes: its name, and its source as code. */
export function channelEntry(channel: Json, imports: PythonImports): Argument {
  const source = memberOf(channel, 'DataSource');
  const name = pythonLiteral(memberOf(channel, 'ChannelName') ?? '');
  const isFileSystem = memberOf(source, 'FileSystemDataSource') !== undefined;
  const input = imports.use('sagemaker.inputs', isFileSystem ? 'FileSystemInput' : 'TrainingInput');
  const given = argumentsOf(channel, isFileSystem ? fileSystem : s3, 3);
  const shuffle = memberOf(channel, 'ShuffleConfig');
  if (shuffle === undefined) {
    return [name, pythonCall(input, given, 2)];
  }
  const seed = pythonCall(
    imports.use('sagemaker.inputs', 'ShuffleConfig'),
    argumentsOf(shuffle, [['seed', 'Seed']], 4),
    3,
  );
  return [name, pythonCall(input, [...given, ['shuffle_config', seed]], 2)];
}

const s3: ArgumentTable = [
  ['s3_data', 'DataSource', 'S3DataSource', 'S3Uri'],
  ['s3_data_type', 'DataSource', 'S3DataSource', 'S3DataType'],
  ['distribution', 'DataSource', 'S3DataSource', 'S3DataDistributionType'],
  ['attribute_names', 'DataSource', 'S3DataSource', 'AttributeNames'],
  ['instance_groups', 'DataSource', 'S3DataSource', 'InstanceGroupNames'],
  ['model_access_config', 'DataSource', 'S3DataSource', 'ModelAccessConfig'],
  ['hub_access_config', 'DataSource', 'S3DataSource', 'HubAccessConfig'],
  ['content_type', 'ContentType'],
  ['compression', 'CompressionType'],
  ['record_wrapping', 'RecordWrapperType'],
  ['input_mode', 'InputMode'],
];

const fileSystem: ArgumentTable = [
  ['file_system_id', 'DataSource', 'FileSystemDataSource', 'FileSystemId'],
  ['file_system_type', 'DataSource', 'FileSystemDataSource', 'FileSystemType'],
  ['directory_path', 'DataSource', 'FileSystemDataSource', 'DirectoryPath'],
  ['file_system_access_mode', 'DataSource', 'FileSystemDataSource', 'FileSystemAccessMode'],
  ['content_type', 'ContentType'],
];
