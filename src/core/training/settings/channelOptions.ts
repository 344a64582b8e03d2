import type { DraftChannel, FieldErrors } from '../../../shared/contracts/launch';
import {
  inputModes,
  type ChannelOptionName,
  type ChannelOptions,
} from '../../../shared/contracts/launchSettings';
import { isInS3 } from '../dataPlace';
import type { InputMode } from '../launchChannel';
import { mostOf } from '../spec/requestLimits';
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

/** `GivenData`: of other data the page does not show them, and a launch does not read them. */
const ofS3: readonly string[] = ['dataType', 'attributeNames'] satisfies ChannelOptionName[];

/** What is wrong with the options of channels, as `channelOption:INDEX:NAME`. */
export function channelOptionErrors(channels: readonly DraftChannel[]): FieldErrors {
  const errors = channels.flatMap(({ path, options = {} }, index) =>
    Object.entries(options).flatMap(([name, given]) => {
      const text = given.trim();
      const isUnread = text === '' || (ofS3.includes(name) && !isInS3(path));
      const problem = isUnread ? null : problems[name as ChannelOptionName](text);
      return problem === null ? [] : [[`channelOption:${index}:${name}`, problem] as const];
    }),
  );
  return Object.fromEntries(errors);
}

/** The options of a channel as a launch has them; they are right, or it is only looked at. */
export function launchOptions({ path, options = {} }: DraftChannel): GivenOptions & GivenData {
  const given = (name: ChannelOptionName): string | undefined =>
    (options[name] ?? '').trim() || undefined;
  const seed = given('shuffleSeed');
  return {
    contentType: given('contentType'),
    inputMode: given('inputMode') as GivenOptions['inputMode'],
    compression: given('compression') as GivenOptions['compression'],
    recordWrapper: given('recordWrapper') as GivenOptions['recordWrapper'],
    shuffleSeed: seed === undefined ? undefined : Number(seed),
    distribution: given('distribution') as GivenOptions['distribution'],
    ...(isInS3(path) && dataOptions(options)),
  };
}

function dataOptions({ dataType = '', attributeNames = '' }: ChannelOptions): GivenData {
  const names = partsOf(attributeNames);
  return {
    dataType: dataType === '' ? undefined : (dataType as GivenData['dataType']),
    attributeNames: names.length === 0 ? undefined : names,
  };
}
