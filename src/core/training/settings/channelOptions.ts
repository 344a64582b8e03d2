import type { DraftChannel, FieldErrors } from '../../../shared/contracts/launch';
import {
  fileSystemTypes,
  inputModes,
  type ChannelOptionName,
  type ChannelOptions,
} from '../../../shared/contracts/launchSettings';
import { isInS3, isOnFileSystem } from '../dataPlace';
import type { InputMode, LaunchChannel } from '../launchChannel';
import { mostOf } from '../spec/requestLimits';
import { isOptionOf } from './optionsOfData';
import { numberProblem, oneOfProblem, type Problem } from './settingProblems';
import { partsOf } from './settingText';

/** What a channel's options are in a launch, wherever its data lie. */
interface GivenOptions {
  readonly contentType?: string | undefined;
  readonly inputMode?: InputMode | undefined;
  readonly compression?: 'Gzip' | undefined;
  readonly recordWrapper?: 'RecordIO' | undefined;
  readonly shuffleSeed?: number | undefined;
  readonly distribution?: 'ShardedByS3Key' | undefined;
}

/** What only data that lie in S3 already can be. */
interface GivenData {
  readonly dataType?: 'ManifestFile' | 'AugmentedManifestFile' | undefined;
  readonly attributeNames?: readonly string[] | undefined;
}

const channelPath = ['InputDataConfig', 0];
const mostAttributes = mostOf(...channelPath, 'DataSource', 'S3DataSource', 'AttributeNames');
const longestType = mostOf(...channelPath, 'ContentType');

/** Of an option that is filled in. */
const problems: Readonly<Record<ChannelOptionName, (text: string) => Problem>> = {
  fileSystem: oneOfProblem(fileSystemTypes),
  fileSystemId: (text) =>
    /^fs-[0-9a-f]{8,18}$/.test(text) ? null : 'An id such as fs-0123456789abcdef0.',
  fileSystemAccess: oneOfProblem(['rw']),
  dataType: oneOfProblem(['ManifestFile', 'AugmentedManifestFile']),
  attributeNames: (text) =>
    partsOf(text).length > mostAttributes
      ? `SageMaker allows ${mostAttributes} attributes of a manifest.`
      : null,
  distribution: oneOfProblem(['ShardedByS3Key']),
  inputMode: oneOfProblem(inputModes),
  contentType: (text) =>
    text.length > longestType
      ? `The type is too long; SageMaker allows ${longestType} characters.`
      : null,
  compression: oneOfProblem(['Gzip']),
  recordWrapper: oneOfProblem(['RecordIO']),
  shuffleSeed: numberProblem({ from: 0, to: Number.MAX_SAFE_INTEGER, example: 1 }),
};

/** What is wrong with the options of channels, as `channelOption:INDEX:NAME`. */
export function channelOptionErrors(channels: readonly DraftChannel[]): FieldErrors {
  const errors = channels.flatMap((channel, index) =>
    Object.entries(filledIn(channel)).flatMap(([name, given]) => {
      const option = name as ChannelOptionName;
      const text = given.trim();
      const isUnread = (text === '' && option !== 'fileSystemId') || !isOptionOf(channel, option);
      const problem = isUnread ? null : problems[option](text);
      return problem === null ? [] : [[`channelOption:${index}:${name}`, problem] as const];
    }),
  );
  return Object.fromEntries(errors);
}

/** With the one that must be filled in. */
const filledIn = (channel: DraftChannel): ChannelOptions =>
  isOnFileSystem(channel) ? { fileSystemId: '', ...channel.options } : (channel.options ?? {});

/** A channel whose data lie on a file system, as a launch has it; `undefined`: they lie elsewhere. */
export function fileSystemChannel(channel: DraftChannel): LaunchChannel | undefined {
  const { name, path, options = {} } = channel;
  const { fileSystem = '', fileSystemId = '', fileSystemAccess = '' } = options;
  if (!isOnFileSystem(channel)) {
    return undefined;
  }
  const type = fileSystem.trim() as (typeof fileSystemTypes)[number];
  const access = fileSystemAccess.trim() === 'rw' ? ({ access: 'rw' } as const) : {};
  const place = { id: fileSystemId.trim(), type, directory: path.trim(), ...access };
  return { name, fileSystem: place };
}

/** The options of a channel as a launch has them; they are right, or it is only looked at. */
export function launchOptions(channel: DraftChannel): GivenOptions & GivenData {
  const { path, options = {} } = channel;
  const given = (name: ChannelOptionName): string | undefined =>
    (options[name] ?? '').trim() || undefined;
  const seed = given('shuffleSeed');
  return {
    contentType: given('contentType'),
    inputMode: given('inputMode') as GivenOptions['inputMode'],
    compression: given('compression') as GivenOptions['compression'],
    recordWrapper: given('recordWrapper') as GivenOptions['recordWrapper'],
    shuffleSeed: seed === undefined ? undefined : Number(seed),
    ...(!isOnFileSystem(channel) && {
      distribution: given('distribution') as GivenOptions['distribution'],
      ...(isInS3(path) && dataOptions(options)),
    }),
  };
}

function dataOptions({ dataType = '', attributeNames = '' }: ChannelOptions): GivenData {
  const names = partsOf(attributeNames);
  return {
    dataType: dataType === '' ? undefined : (dataType as GivenData['dataType']),
    attributeNames: names.length === 0 ? undefined : names,
  };
}
