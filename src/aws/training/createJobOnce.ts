import type {
  CreateTrainingJobCommandInput,
  DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../../core/clock';
import { AppError, isPassing } from '../../core/errors';
import type { Connection } from '../connection';
import { createJob, describeJob, type JobRequest } from './jobCalls';

export interface CreateOptions {
  readonly clock: Clock;
  /** Ends repetitions; it never cuts the call that creates. */
  readonly signal?: AbortSignal | undefined;
}

/** Calls, each of which the SDK has repeated already. */
const attempts = 5;

/** Milliseconds: a service that restarts is back within a quarter of a minute. */
const pauseBefore = (repetition: number): number => 250 * 2 ** repetition;

/** Clocks that are set to another time zone's time differ by this much; names are unique beside it. */
const clockTolerance = 24 * 60 * 60 * 1000;

/**
 * Creates the job of a request whose name was free, once: a call that was cut off, timed out or failed
 * in the service may have created it all the same, and one that the SDK has repeated finds its own job
 * in use. The description decides whose it is. Fails as `conflict` when it is another one, as
 * `cancelled` when it was cancelled and no job is there, and as `network` when that cannot be known.
 */
export async function createJobOnce(
  connection: Connection,
  request: JobRequest,
  { clock, signal }: CreateOptions,
): Promise<void> {
  refuseCancelled(signal);
  const attempt = { connection, request, since: clock.now() - clockTolerance };
  for (let repeated = 1; ; repeated++) {
    const failure = await failureOf(createJob(connection, request));
    const isOnly = repeated === 1 && attemptsOf(failure) === 1;
    if (failure === undefined || (await hasCreated(attempt, failure, isOnly))) {
      return;
    }
    if (isRefusal(failure)) {
      throw failure;
    }
    await pauseUnlessAborted(clock, pauseBefore(repeated), signal);
    if (signal?.aborted === true || repeated === attempts) {
      // The service may have been slower than its answer.
      if (await hasCreated(attempt, failure, false)) {
        return;
      }
      refuseCancelled(signal);
      throw failure;
    }
  }
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
  /** Epoch milliseconds; an older job is none of ours. */
  readonly since: number;
}

/** The service has refused the request itself: to repeat it is of no use. */
const isRefusal = (failure: AppError): boolean =>
  !isPassing(failure) && failure.reason !== 'conflict' && failure.reason !== 'unexpected';

/** How often the SDK has made the call. */
function attemptsOf(failure: AppError | undefined): number {
  const { $metadata } = (failure?.cause ?? {}) as { $metadata?: { attempts?: number } };
  return $metadata?.attempts ?? 1;
}

/**
 * Whether the job is there after a call that failed. A refusal counts too: of a repeated
 * call, as when the job that the first one has created uses up the quota. Only that of the only
 * call (`isOnly`) is believed where nothing can be looked up.
 */
async function hasCreated(attempt: Attempt, failure: AppError, isOnly: boolean): Promise<boolean> {
  const { connection, request, since } = attempt;
  const name = nameOf(request);
  let job: DescribeTrainingJobCommandOutput;
  try {
    job = await describeJob(connection, name, undefined);
  } catch (error) {
    if (AppError.is(error, 'notFound') || (isOnly && isRefusal(failure))) {
      return false;
    }
    throw unknownOutcome(name, failure);
  }
  if (isSame(job, request) && (job.CreationTime?.getTime() ?? Infinity) >= since) {
    return true;
  }
  if (isRefusal(failure)) {
    return false;
  }
  throw new AppError('conflict', `There is a training job named ${name} already.`, {
    cause: failure,
  });
}

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

/** By what the service gives back as it was sent; elsewhere it fills in and rounds. */
function isSame(job: DescribeTrainingJobCommandOutput, request: JobRequest): boolean {
  // Instance types are open here, and an enum there.
  const sent = request as unknown as CreateTrainingJobCommandInput;
  return JSON.stringify(marksOf(job)) === JSON.stringify(marksOf(sent));
}

function marksOf(
  job: CreateTrainingJobCommandInput | DescribeTrainingJobCommandOutput,
): readonly unknown[] {
  const { AlgorithmSpecification: algorithm, ResourceConfig: resources } = job;
  const channels = job.InputDataConfig ?? [];
  return [
    algorithm?.TrainingImage ?? algorithm?.AlgorithmName,
    job.RoleArn,
    withoutSlash(job.OutputDataConfig?.S3OutputPath),
    resources?.InstanceType,
    Object.entries(job.HyperParameters ?? {}).sort(([a], [b]) => (a < b ? -1 : 1)),
    channels.map((channel) => [
      channel.ChannelName,
      withoutSlash(channel.DataSource?.S3DataSource?.S3Uri),
    ]),
  ];
}

const withoutSlash = (uri: string | undefined): string | undefined => uri?.replace(/\/+$/, '');
