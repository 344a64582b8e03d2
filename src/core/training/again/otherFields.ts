import { isObject, jsonText, type Json, type JsonObject } from '../exports/json';
import { readJson } from '../imports/readJson';
import { Refusal } from '../imports/refusal';
import { checkFields } from '../spec/checkFields';

/** The fields of CreateTrainingJob that the launch page has fields of its own for; `true`: with all in it. */
const ownFields: Readonly<Record<string, true | readonly string[]>> = {
  TrainingJobName: true,
  RoleArn: true,
  HyperParameters: true,
  InputDataConfig: true,
  Tags: true,
  Environment: true,
  EnableNetworkIsolation: true,
  EnableInterContainerTrafficEncryption: true,
  EnableManagedSpotTraining: true,
  AlgorithmSpecification: ['TrainingImage', 'TrainingInputMode'],
  OutputDataConfig: ['S3OutputPath', 'KmsKeyId', 'CompressionType'],
  ResourceConfig: [
    ...['InstanceType', 'InstanceCount', 'InstanceGroups', 'VolumeSizeInGB', 'VolumeKmsKeyId'],
    ...['KeepAlivePeriodInSeconds', 'TrainingPlanArn'],
  ],
  StoppingCondition: ['MaxRuntimeInSeconds', 'MaxWaitTimeInSeconds', 'MaxPendingTimeInSeconds'],
  CheckpointConfig: ['S3Uri', 'LocalPath'],
  RetryStrategy: ['MaximumRetryAttempts'],
  VpcConfig: ['Subnets', 'SecurityGroupIds'],
};

/** A request in two: what the launch page has fields for, and all else. Together they are the whole. */
export interface SplitRequest {
  readonly own: JsonObject;
  readonly other: JsonObject;
}

export function splitRequest(request: JsonObject): SplitRequest {
  const own: [string, Json][] = [];
  const other: [string, Json][] = [];
  for (const [name, value] of Object.entries(request)) {
    const members = Object.hasOwn(ownFields, name) ? ownFields[name] : undefined;
    if (Array.isArray(members) && isObject(value)) {
      const isOwn = ([member]: [string, Json]): boolean => members.includes(member);
      const parts = Object.entries(value);
      const rest = parts.filter((part) => !isOwn(part));
      own.push([name, Object.fromEntries(parts.filter(isOwn))]);
      other.push(...(rest.length > 0 ? [[name, Object.fromEntries(rest)] as [string, Json]] : []));
    } else {
      (members === undefined ? other : own).push([name, value]);
    }
  }
  return { own: Object.fromEntries(own), other: Object.fromEntries(other) };
}

/** As the page shows them; empty where there are none. */
export const otherFieldsText = (other: JsonObject): string =>
  Object.keys(other).length === 0 ? '' : jsonText(other).trimEnd();

/** The fields of a text that is right, or of none. */
export function readOtherFields(text: string): JsonObject | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  try {
    const value = readJson(text);
    return isObject(value) ? value : undefined;
  } catch (error) {
    if (error instanceof Refusal) {
      return undefined; // Being typed.
    }
    throw error;
  }
}

/** What is wrong with the text of other fields, in a sentence; `null`: nothing is. */
export function otherFieldsProblem(text: string): string | null {
  if (text.trim() === '') {
    return null;
  }
  try {
    const value = readJson(text);
    return isObject(value) ? fieldsProblem(value) : 'A JSON object is expected, in braces.';
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    return jsonProblem(text, error);
  }
}

function fieldsProblem(fields: JsonObject): string | null {
  if (Object.hasOwn(fields, 'TrainingJobName')) {
    return 'The job’s name has a field of its own.';
  }
  const [first] = checkFields(fields, 'some').filter(({ severity }) => severity === 'error');
  return first?.message ?? null;
}

function jsonProblem(text: string, { at }: Refusal): string {
  const before = text.slice(0, at).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return at >= text.trimEnd().length
    ? 'The JSON ends too early.'
    : `This is not JSON: line ${before.length}, column ${column}.`;
}
