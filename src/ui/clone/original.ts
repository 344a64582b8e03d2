import * as vscode from 'vscode';
import type { Connection } from '../../aws/connection';
import { AppError } from '../../core/errors';
import type { Tags } from '../../core/resources/kind';
import { originalRequest } from '../../core/training/again/originalRequest';
import type { JsonObject } from '../../core/training/exports/json';
import type { OriginalAlgorithm } from './algorithmNeeds';
import { trainingKind, type BackendLoader } from '../backend';

/** The request that a page starts from. */
export interface Original {
  /** The job's; `null`: it was pasted. */
  readonly jobName: string | null;
  /** What is trained without a script; absent: the request was made before. */
  readonly algorithm?: OriginalAlgorithm;
  /** As CreateTrainingJob takes it. */
  readonly request: JsonObject;
  /** That it names; only of what was pasted. */
  readonly region?: string | undefined;
  /** Name of the job file that says it. */
  readonly file?: string;
  /** Absolute paths of local data, by the addresses (`dataStandIn`) that stand for them in the request. */
  readonly localData?: Readonly<Record<string, string>>;
  /** False: the job's tags could not be read, and are not in the request. */
  readonly hasTags: boolean;
}

/** Reads the request that made a job; rejects with `notFound` when there is no such job. */
export async function readOriginal(
  backend: BackendLoader,
  { sagemaker }: Connection,
  jobName: string,
): Promise<Original> {
  const kind = await trainingKind(backend);
  const description = await describe(() => kind.describe?.(sagemaker, { name: jobName }), jobName);
  const { TrainingJobArn: arn } = description as { TrainingJobArn?: string };
  const tags = arn === undefined ? {} : await readTags(backend, sagemaker, arn);
  return {
    jobName,
    request: originalRequest(description, jobName, tags ?? {}),
    hasTags: tags !== undefined,
  };
}

async function describe(call: () => Promise<object> | undefined, jobName: string): Promise<object> {
  try {
    return (await call()) ?? {};
  } catch (error) {
    if (AppError.is(error, 'notFound')) {
      const message = vscode.l10n.t('The training job does not exist any more: {0}', jobName);
      throw new AppError('notFound', message, { cause: error });
    }
    throw error;
  }
}

/** Tags take a permission of their own, and the rest of the request is worth having without them. */
async function readTags(
  backend: BackendLoader,
  sagemaker: Connection['sagemaker'],
  arn: string,
): Promise<Tags | undefined> {
  try {
    return await (await backend()).tags.list(sagemaker, arn);
  } catch (error) {
    if (AppError.is(error, 'denied')) {
      return undefined;
    }
    throw error;
  }
}
