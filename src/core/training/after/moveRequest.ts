import { dnsSuffix } from '../../connections/partition';
import type { ImageTable } from '../../images/imageTable';
import { registryImage } from '../../preflight/registryImage';
import { isList, isObject, memberOf, type Json, type JsonObject } from '../exports/json';

/** Where a request goes, within one account. */
export interface RegionMove {
  readonly from: string;
  readonly to: string;
  /** `s3://` folder of the results there. */
  readonly output: string;
  readonly table: ImageTable;
}

interface Moved {
  readonly request: JsonObject;
  /** What it still names of the first region: addresses, ids and ARNs, each once. */
  readonly left: readonly string[];
}

/**
 * A CreateTrainingJob request for another region, as far as it can be told: the images of AWS are in each,
 * results go to another bucket, and the containers of script mode are told their region.
 */
export function moveRequest(request: JsonObject, move: RegionMove): Moved {
  const image = memberOf(request['AlgorithmSpecification'], 'TrainingImage');
  const moved = typeof image === 'string' ? movedImage(image, move) : undefined;
  const changed: JsonObject = {
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
  const texts = [...regionTexts(changed, move.from)];
  return { request: changed, left: [...new Set(texts)].filter((text) => text !== move.output) };
}

/** Those of some texts that a request has in it, as values or as JSON texts of them. */
export function stillNamed(request: JsonObject, texts: readonly string[]): readonly string[] {
  const there = new Set([...textsIn(request, '')].map(([text]) => text));
  return texts.filter((text) => there.has(text));
}

/** The same image of AWS in the registry of the other region; `undefined` where it has none there. */
function movedImage(uri: string, { from, to, table }: RegionMove): string | undefined {
  const image = registryImage(uri);
  const path = uri.slice(uri.indexOf('/'));
  const account = image?.region === from ? accountIn(table, image, to) : undefined;
  return account && `${account}.dkr.ecr.${to}.${dnsSuffix(to) ?? 'amazonaws.com'}${path}`;
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
function hyperparameters(request: JsonObject, { from, to }: RegionMove): JsonObject {
  const all = objectAt(request, 'HyperParameters');
  const region = all['sagemaker_region'];
  return region === from || region === JSON.stringify(from)
    ? { HyperParameters: { ...all, sagemaker_region: region === from ? to : JSON.stringify(to) } }
    : {};
}

/** Buckets, registries, networks and keys are of a region; roles are of the account. */
function* regionTexts(request: JsonObject, region: string): Generator<string> {
  for (const [text, name] of textsIn(request, '')) {
    if (isOfRegion(text, region) || (name.endsWith('KmsKeyId') && text !== '')) {
      yield text;
    }
  }
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

const isOfRegion = (text: string, region: string): boolean =>
  /^(?:s3:\/\/|subnet-|sg-|fs-)/.test(text) ||
  text.includes(`.ecr.${region}.`) ||
  (text.startsWith('arn:') && text.split(':')[3] === region);
