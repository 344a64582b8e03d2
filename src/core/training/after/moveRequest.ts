import { dnsSuffix } from '../../connections/partition';
import type { ImageTable } from '../../images/imageTable';
import { registryImage } from '../../preflight/registryImage';
import { isList, isObject, memberOf, type Json, type JsonObject } from '../exports/json';

/** Where a request goes: to another region, another account, or both. */
interface RequestMove {
  readonly from: string;
  readonly to: string;
  /** `s3://` folder of the results there. */
  readonly output: string;
  readonly table: ImageTable;
}

/** What a request names that is not everywhere. */
export interface BoundText {
  readonly text: string;
  /** Images of AWS are in many regions, for all accounts; roles are of an account, in all its regions. */
  readonly to: 'region' | 'account' | 'both';
}

/**
 * A CreateTrainingJob request for elsewhere, as far as it can be told: the images of AWS are in each region,
 * results go to another bucket, and the containers of script mode are told their region.
 */
export function moveRequest(request: JsonObject, move: RequestMove): JsonObject {
  const image = memberOf(request['AlgorithmSpecification'], 'TrainingImage');
  const moved = typeof image === 'string' ? movedImage(image, move) : undefined;
  return {
    ...request,
    ...(moved !== undefined && {
      AlgorithmSpecification: {
        ...objectAt(request, 'AlgorithmSpecification'),
        TrainingImage: moved,
      },
    }),
    OutputDataConfig: { ...objectAt(request, 'OutputDataConfig'), S3OutputPath: move.output },
    ...hyperparameters(request, move),
  };
}

/** What a request names of a region, and of whatever account it is made in: addresses, ids and ARNs, each once. */
export function boundTexts(
  request: JsonObject,
  region: string,
  table: ImageTable,
): readonly BoundText[] {
  const bound = new Map<string, BoundText['to']>();
  for (const [text, name] of textsIn(request, '')) {
    if (arnAccount(text) !== undefined) {
      bound.set(text, 'account');
    } else if (isOfRegion(text, region) || (name.endsWith('KmsKeyId') && text !== '')) {
      bound.set(text, isImageOfAws(text, table) ? 'region' : 'both');
    }
  }
  return [...bound].map(([text, to]) => ({ text, to }));
}

/** All that a request says, as values or as JSON texts of them. */
export const textsOf = (request: JsonObject): ReadonlySet<string> =>
  new Set([...textsIn(request, '')].map(([text]) => text));

/** Of an ARN that is of an account, but of no region, as those of roles are. */
export const arnAccount = (text: string): string | undefined =>
  /^arn:[^:]+:[^:]+::(\d{12}):/.exec(text)?.[1];

/** The same image of AWS in the registry of the other region; `undefined` where it has none there. */
function movedImage(uri: string, { from, to, table }: RequestMove): string | undefined {
  const image = registryImage(uri);
  const path = uri.slice(uri.indexOf('/'));
  const account = image?.region === from ? accountIn(table, image, to) : undefined;
  return account && `${account}.dkr.ecr.${to}.${dnsSuffix(to) ?? 'amazonaws.com'}${path}`;
}

function isImageOfAws(uri: string, table: ImageTable): boolean {
  const image = registryImage(uri);
  return image !== undefined && accountIn(table, image, image.region) !== undefined;
}

function accountIn(
  table: ImageTable,
  { accountId, region, repository }: NonNullable<ReturnType<typeof registryImage>>,
  to: string,
): string | undefined {
  const entries = table.frameworks
    .flatMap((framework) => table.sheets(framework))
    .flatMap(({ versions }) => [...versions.values()].flatMap((parts) => [...parts.values()]));
  const same = entries.find(
    (entry) => entry.repository === repository && entry.accounts.get(region) === accountId,
  );
  return same?.accounts.get(to);
}

const objectAt = (value: JsonObject, name: string): JsonObject => {
  const found = value[name];
  return isObject(found) ? found : {};
};

/** Script mode carries the region in a hyperparameter as well, JSON-encoded or plain. */
function hyperparameters(request: JsonObject, { from, to }: RequestMove): JsonObject {
  const all = objectAt(request, 'HyperParameters');
  const region = all['sagemaker_region'];
  return region === from || region === JSON.stringify(from)
    ? { HyperParameters: { ...all, sagemaker_region: region === from ? to : JSON.stringify(to) } }
    : {};
}

/** Every text of a request, without the quotes of a JSON text, and the field that it stands in. */
function* textsIn(value: Json, name: string): Generator<readonly [text: string, name: string]> {
  if (typeof value === 'string') {
    yield [value.replace(/^"(.*)"$/s, '$1'), name];
  } else if (isList(value)) {
    for (const item of value) {
      yield* textsIn(item, name);
    }
  } else if (isObject(value)) {
    for (const [own, item] of Object.entries(value)) {
      yield* textsIn(item, own);
    }
  }
}

/** Buckets, registries, networks and keys are of a region. */
const isOfRegion = (text: string, region: string): boolean =>
  /^(?:s3:\/\/[^/]|subnet-|sg-|fs-)/.test(text) ||
  text.includes(`.ecr.${region}.`) ||
  (text.startsWith('arn:') && text.split(':')[3] === region);
