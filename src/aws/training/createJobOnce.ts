import type { DescribeTrainingJobCommandOutput } from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../core/clock';
import { AppError, isPassing, type ErrorReason } from '../../core/errors';
import type { Connection } from '../connection';
import { withGrace } from '../withGrace';
import { createJob, describeJob, type JobRequest } from './jobCalls';
import { isSameJob } from './sameJob';

export interface CreateOptions {
  readonly clock: Clock;
  /** Ends repetitions; it never cuts the call that creates at once. */
  readonly signal?: AbortSignal | undefined;
  /** How long calls may take once it is cancelled. */
  readonly graceMilliseconds?: number | undefined;
}

/** Calls, each of which the SDK has repeated already. */
const attempts = 5;

/** Milliseconds: a service that restarts is back within a quarter of a minute. */
const pauseBefore = (repetition: number): number => 250 * 2 ** repetition;

/** Milliseconds by which the clocks of one service's machines may differ. */
const serviceTolerance = 60 * 1000;

/** Clocks that are set to another time zone's time differ by this much. */
const clockTolerance = 24 * 60 * 60 * 1000;

/**
 * Creates the job of a request whose name was free, once: a call that was cut off, timed out or failed
 * in the service may have created it all the same, and one that the SDK has repeated finds its own job
 * in use. A job is ours that is as the request says and was created since, by the service's clock where
 * it tells the time; one that our very first call has found in use is another's. Fails as `conflict` when
 * it is another one, as `cancelled` when it was cancelled and no job is there, and as `network` when that
 * cannot be known.
 */
export async function createJobOnce(
  connection: Connection,
  request: JobRequest,
  options: CreateOptions,
): Promise<void> {
  const { clock, signal } = options;
  refuseCancelled(signal);
  const attempt = { connection, request, options, began: clock.now() };
  for (let repeated = 1; ; repeated++) {
    const failure = await failureOf(create(attempt));
    if (failure === undefined) {
      return;
    }
    const isOnly = repeated === 1 && (attemptsOf(failure) ?? 1) === 1;
    if (await hasCreated(attempt, failure, isOnly)) {
      return;
    }
    if (isRefusal(failure)) {
      throw failure;
    }
    await pauseUnlessAborted(clock, pauseBefore(repeated), signal);
    if (signal?.aborted === true || repeated === attempts) {
      await requireCreated(attempt, failure);
      return;
    }
  }
}

const create = async ({ connection, request, options }: Attempt): Promise<void> =>
  await withGrace(
    options.signal,
    (late) => createJob(connection, request, late),
    options.graceMilliseconds,
  );

/** The service may have been slower than its answer. */
async function requireCreated(attempt: Attempt, failure: AppError): Promise<void> {
  if (await hasCreated(attempt, failure, false)) {
    return;
  }
  if (failure.reason === 'cancelled') {
    throw unknownOutcome(nameOf(attempt.request), failure);
  }
  refuseCancelled(attempt.options.signal);
  throw failure;
}

function refuseCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) {
    throw new AppError('cancelled', 'Cancelled.');
  }
}

async function failureOf(call: Promise<void>): Promise<AppError | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof AppError) {
      return error;
    }
    throw error;
  }
}

interface Attempt {
  readonly connection: Connection;
  readonly request: JobRequest;
  readonly options: CreateOptions;
  /** Epoch milliseconds; an older job is none of ours. */
  readonly began: number;
}

const noRefusals = new Set<ErrorReason>(['conflict', 'unexpected', 'cancelled']);

/** The service has refused the request itself: to repeat it is of no use. */
const isRefusal = (failure: AppError): boolean =>
  !isPassing(failure) && !noRefusals.has(failure.reason);

/** What the SDK's errors carry beside their names. */
interface SdkFacts {
  readonly $metadata?: { readonly attempts?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

const factsOf = (failure: AppError): SdkFacts => failure.cause ?? {};

/** How often the SDK has made the call, where it tells. */
const attemptsOf = (failure: AppError): number | undefined => factsOf(failure).$metadata?.attempts;

/** Epoch milliseconds from which on a job may be ours. The service's answer tells what its clock says now. */
function sinceOf({ began, options: { clock } }: Attempt, failure: AppError): number {
  const now = Date.parse(factsOf(failure).$response?.headers?.['date'] ?? '');
  return Number.isNaN(now)
    ? began - clockTolerance
    : now - (clock.now() - began) - serviceTolerance;
}

/**
 * Whether the job is there after a call that failed. A refusal counts too: of a repeated
 * call, as when the job that the first one has created uses up the quota. Only that of the only
 * call (`isOnly`) is believed where nothing can be looked up.
 */
async function hasCreated(attempt: Attempt, failure: AppError, isOnly: boolean): Promise<boolean> {
  const name = nameOf(attempt.request);
  if (isOnly && attemptsOf(failure) === 1 && failure.reason === 'conflict') {
    throw inUse(name, failure);
  }
  const job = await lookUp(attempt, name, failure, isOnly);
  if (job !== undefined && isOurs(attempt, job, failure)) {
    return true;
  }
  if (job === undefined || isRefusal(failure)) {
    return false;
  }
  throw inUse(name, failure);
}

async function lookUp(
  { connection, options }: Attempt,
  name: string,
  failure: AppError,
  isOnly: boolean,
): Promise<DescribeTrainingJobCommandOutput | undefined> {
  try {
    return await withGrace(
      options.signal,
      (late) => describeJob(connection, name, late),
      options.graceMilliseconds,
    );
  } catch (error) {
    if (AppError.is(error, 'notFound') || (isOnly && isRefusal(failure))) {
      return undefined;
    }
    throw unknownOutcome(name, failure);
  }
}

function isOurs(
  attempt: Attempt,
  job: DescribeTrainingJobCommandOutput,
  failure: AppError,
): boolean {
  const created = job.CreationTime?.getTime() ?? Infinity;
  return created >= sinceOf(attempt, failure) && isSameJob(job, attempt.request);
}

const inUse = (name: string, cause: AppError): AppError =>
  new AppError('conflict', `There is a training job named ${name} already.`, { cause });

const nameOf = (request: JobRequest): string => {
  const { TrainingJobName: name } = request as Readonly<Record<string, unknown>>;
  return typeof name === 'string' ? name : '';
};

const unknownOutcome = (name: string, cause: AppError): AppError =>
  new AppError(
    'network',
    `Whether the training job ${name} was created is not known: look for it before you start it again. ${cause.message}`,
    { cause },
  );

async function pauseUnlessAborted(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    await clock.sleep(milliseconds, signal);
  } catch (error) {
    if (signal?.aborted !== true) {
      throw error;
    }
  }
}
