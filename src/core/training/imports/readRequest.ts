import { cloneTrainingRequest } from '../cloneRequest';
import { isObject, memberOf, type Json, type JsonObject } from '../exports/json';
import { readCli, type PlacedRequest } from './readCli';
import { readJson } from './readJson';
import { readPython } from './readPython';
import { Refusal, type ImportReason } from './refusal';
import { arnRegion } from './requestRegion';

/** Why a text is no request, and where; lines and columns count from 1, columns in UTF-16 units. */
export interface ImportProblem {
  readonly reason: ImportReason;
  readonly line: number;
  readonly column: number;
  /** What it is about, as it is written there. */
  readonly detail: string;
}

export type ReadRequest = PlacedRequest | { readonly problem: ImportProblem };

/** Units of the longest text that is read; the largest request has a third of it. */
const longest = 1_000_000;

/**
 * Reads a CreateTrainingJob request from what people have it in: JSON, also the answer of DescribeTrainingJob, a
 * command of the AWS CLI, or a script with a call of boto3. Nothing is run, and no file is read. Never throws.
 */
export function readRequest(text: string): ReadRequest {
  try {
    return readAny(text);
  } catch (error) {
    if (!(error instanceof Refusal)) {
      throw error;
    }
    const { reason, at, detail } = error;
    const before = text.slice(0, at).split(/\r\n?|\n/);
    const column = (before.at(-1)?.length ?? 0) + 1;
    return { problem: { reason, line: before.length, column, detail } };
  }
}

/** Behind comments, and with variables in front: `AWS_PROFILE='my own' /usr/bin/aws …`. */
const awsCommand =
  /^(?:\s*#.*\n)*\s*(?:env\s+)?(?:\w+=(?:'[^']*'|"[^"]*"|[^\s'"])*\s+)*(?:\S*\/)?aws(?:\.exe)?\s/;

function readAny(text: string): PlacedRequest {
  if (text.length > longest) {
    throw new Refusal('tooLong', longest);
  }
  const start = text.search(/\S/);
  if (start < 0) {
    throw new Refusal('empty', 0);
  }
  if (/^\s*[[{"]/.test(text)) {
    return ofJson(readJson(text), start);
  }
  if (awsCommand.test(text)) {
    return readCli(text);
  }
  if (text.includes('create_training_job')) {
    return readPython(text);
  }
  throw new Refusal('unknownForm', start);
}

function ofJson(value: Json, start: number): PlacedRequest {
  if (!isObject(value)) {
    throw new Refusal('notObject', start);
  }
  const { TrainingJobName: name, TrainingJobStatus: status } = value;
  if (typeof name !== 'string' || typeof status !== 'string') {
    return { request: value };
  }
  const arn = memberOf(value, 'TrainingJobArn');
  const region = typeof arn === 'string' ? arnRegion(arn) : undefined;
  return {
    request: cloneTrainingRequest(value, name) as JsonObject,
    ...(region !== undefined && { region }),
  };
}
