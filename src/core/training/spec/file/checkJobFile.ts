import { AppError } from '../../../errors';
import { buildTrainingRequest } from '../../request';
import { localChannels } from '../../launchChannel';
import type { CreateTrainingJobFields } from '../../requestFields';
import { checkRequest } from '../checkRequest';
import { isFields } from '../mergeFields';
import { requestError, type FieldPath, type RequestProblem } from '../requestProblem';
import { isInFields } from './fieldOrigins';
import { fieldSource } from './fieldSources';
import { readJobFile, type JobFile, type JobFileProblem } from './jobFile';
import { specToLaunch, type SpecSurroundings } from './specToLaunch';

/**
 * Everything that can be told of a job file without a look at disk and account: as JSON, in its fields, and
 * in the request that would come of it, each at its place in the text. What depends on a variable is left
 * to the launch. `imageUri` is the launch's.
 */
export function checkJobFile(
  text: string,
  imageUri: SpecSurroundings['imageUri'],
): readonly JobFileProblem[] {
  const file = readJobFile(text);
  const isSound = !file.problems.some(({ severity }) => severity === 'error');
  return isSound
    ? [...file.problems, ...requestProblems(file, imageUri).map((one) => file.locate(one))]
    : file.problems;
}

function requestProblems(file: JobFile, imageUri: SpecSurroundings['imageUri']): RequestProblem[] {
  try {
    const request = requestOf(file, imageUri);
    return checkRequest(request)
      .filter(({ path }) => !hasVariable(request, path))
      .map((problem) => ({ ...problem, path: placeInFile(file, request, problem.path) }));
  } catch (error) {
    if (error instanceof AppError) {
      const field = file.spec.framework === undefined ? 'algorithm' : 'framework';
      return [{ ...requestError([field], ''), message: error.message }];
    }
    throw error;
  }
}

/** A time of 24 characters and a hyphen are added to what a name begins with, which is cut for them. */
const roomForName = 38;

/** As the launch would build it, with stand-ins for what is known only then. */
function requestOf(file: JobFile, imageUri: SpecSurroundings['imageUri']): CreateTrainingJobFields {
  const launch = specToLaunch(file, {
    absolute: (path) => path,
    imageUri: (choice, type) =>
      JSON.stringify(choice ?? '').includes('${') ? 'x' : imageUri(choice, type),
    jobName: (base = 'job') => base.slice(0, roomForName),
  });
  const channels = localChannels(launch).map(({ name }) => ({ name, uri: 's3://bucket/data/' }));
  return buildTrainingRequest(
    launch,
    { submitUri: 's3://bucket/code.tar.gz', channels },
    {
      ...{ region: 'us-east-1', bucket: 'bucket', environment: {} },
      roleArn: 'arn:aws:iam::000000000000:role/Role',
    },
  );
}

function hasVariable(request: object, path: FieldPath): boolean {
  return JSON.stringify(valueAt(request, path) ?? '').includes('${');
}

function valueAt(value: unknown, path: FieldPath): unknown {
  return path.reduce<unknown>(
    (inner, part) =>
      typeof inner === 'object' && inner !== null
        ? (Reflect.get(inner, part) as unknown)
        : undefined,
    value,
  );
}

/** The own field, or its entry, of which the request's field was made; the API's field where that was given. */
function placeInFile({ apiFields, spec }: JobFile, request: object, path: FieldPath): FieldPath {
  const source = fieldSource(path);
  if (source === undefined || isInFields(apiFields, path)) {
    return path;
  }
  const own = source.own.find((name) => spec[name] !== undefined) ?? source.own[0] ?? '';
  return source.isByEntry === true ? [own, ...entryName(request, path)] : [own];
}

/** Entries of lists are keys of maps in the file. */
function entryName(request: object, path: FieldPath): FieldPath {
  const index = path.findIndex((part) => typeof part === 'number');
  const item = index < 0 ? undefined : valueAt(request, path.slice(0, index + 1));
  if (!isFields(item)) {
    return path.slice(1, 2);
  }
  const name = item['ChannelName'] ?? item['Key'] ?? item['Name'];
  return typeof name === 'string' ? [name] : [];
}
