import type { LaunchDraft } from '../../../shared/contracts/launch';
import type { SettingName } from '../../../shared/contracts/launchSettings';
import { readOtherFields } from '../again/otherFields';
import { parseS3Uri } from '../../s3Uri';
import { isInS3, isOnFileSystem } from '../dataPlace';
import { isList, isObject, type Json } from '../exports/json';

/** Settings that name something of one region; roles and tags are of the account. */
const boundSettings: readonly SettingName[] = [
  ...(['imageUri', 'outputUri', 'outputKmsKey', 'checkpointUri'] as const),
  ...(['trainingPlan', 'subnets', 'securityGroups', 'volumeKmsKey'] as const),
];

/**
 * What a launch names of the region that it was made for, as it was typed: a job reads, writes and runs in
 * its own region alone. Code and data of this computer are uploaded wherever it goes.
 */
export function regionBound(draft: LaunchDraft): readonly string[] {
  const { fields } = draft.settings;
  const named = boundSettings.map((name) => (fields[name] ?? '').trim());
  const texts = [...textsOf(dataOf(draft)), ...named, ...textsOf(boundTexts(draft, 'region'))];
  return [...new Set(texts)].filter((text) => text !== '');
}

/** What belongs elsewhere, and the field that names it, as in `FieldErrors`. */
interface BoundText {
  readonly field: string;
  readonly text: string;
}

const textsOf = (bound: readonly BoundText[]): readonly string[] => bound.map(({ text }) => text);

/** What a form keeps when its settings become those of another connection, and names of the first one. */
export function keptBound(draft: LaunchDraft, scope: BoundScope): readonly BoundText[] {
  return [...dataOf(draft), ...boundTexts(draft, scope)].filter(({ text }) => text !== '');
}

/** `region`: within one account, whose roles are the same everywhere. */
export type BoundScope = 'region' | 'account';

type Fields = LaunchDraft['settings']['fields'];

/**
 * Settings of a form by whether they mean the same in another region of the account: `kept` do, `left` do not.
 * `bucketThere`: a bucket of that region, whose addresses do.
 */
export function unboundFields(
  fields: Fields,
  bucketThere?: string,
): { readonly kept: Fields; readonly left: Fields } {
  const own = Object.entries(fields) as [SettingName, string][];
  const isLeft = ([name, text]: readonly [SettingName, string]): boolean =>
    boundSettings.includes(name) &&
    (bucketThere === undefined || parseS3Uri(text.trim())?.bucket !== bucketThere);
  return {
    kept: Object.fromEntries(own.filter((field) => !isLeft(field))),
    left: Object.fromEntries(own.filter(isLeft)),
  };
}

const dataOf = ({ channels }: LaunchDraft): readonly BoundText[] =>
  channels.flatMap((channel, index) => {
    const { path, options } = channel;
    if (isOnFileSystem(channel)) {
      const field = `channelOption:${index}:fileSystemId`;
      return [{ field, text: (options?.fileSystemId ?? '').trim() }];
    }
    return isInS3(path) ? [{ field: `channelPath:${index}`, text: path.trim() }] : [];
  });

/** Of hyperparameters, variables and other fields those that say by themselves where they belong. */
function boundTexts(draft: LaunchDraft, scope: BoundScope): readonly BoundText[] {
  const { values, extra, settings, otherFields = '' } = draft;
  const named = [
    ...Object.entries(values).map(([name, value]) => [`value:${name}`, value ?? ''] as const),
    ...extra.map(({ value }, index) => [`extra:${index}`, value] as const),
    ...settings.environment.map(
      ({ value }, index) => [`environment:${index}:value`, value] as const,
    ),
    ...textsIn(readOtherFields(otherFields) ?? {}).map((text) => ['otherFields', text] as const),
  ];
  return named
    .map(([field, text]) => ({ field, text: text.trim() }))
    .filter(({ text }) => isBound(text, scope));
}

function isBound(text: string, scope: BoundScope): boolean {
  if (text.startsWith('arn:')) {
    const [, , service = '', region = '', account = ''] = text.split(':');
    // Names of buckets are of the whole world, and each is in one region.
    return region !== '' || service === 's3' || (scope === 'account' && account !== '');
  }
  return (
    isInS3(text) ||
    /^(?:subnet|sg|vpc|fs)-[0-9a-f]{8,17}$/.test(text) ||
    /^\d{12}\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.[a-z.]+\//.test(text)
  );
}

function textsIn(value: Json): readonly string[] {
  if (typeof value === 'string') {
    return [value];
  }
  if (isList(value)) {
    return value.flatMap(textsIn);
  }
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
