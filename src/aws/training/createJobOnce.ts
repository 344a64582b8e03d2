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

/** Milliseconds before each repetition: a service that restarts is back within a quarter of a minute. */
const pauses = [500, 1000, 2000, 4000, 8000];

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
  const attempt = { connection, request, since: clock.now() - clockTolerance };
  for (let repeated = 0; ; repeated++) {
    try {
      await createJob(connection, request);
      return;
    } catch (error) {
      if (await hasCreated(attempt, error)) {
        return;
      }
      const pause = pauses[repeated];
      if (isSure(error) || pause === undefined) {
        throw error;
      }
      await sleepUnlessAborted(clock, pause, signal);
    }
    if (signal?.aborted === true) {
      // The service may have been slower than its answer.
      if (await hasCreated(attempt, undefined)) {
        return;
      }
      throw new AppError('cancelled', 'Cancelled.');
    }
  }
}

interface Attempt {
  readonly connection: Connection;
  readonly request: JobRequest;
  /** Epoch milliseconds; an older job is none of ours. */
  readonly since: number;
}

/** The service has refused the request itself: to repeat it is of no use. */
function isSure(error: unknown): boolean {
  return !(error instanceof AppError) || !(isPassing(error) || mayBeOurs(error));
}

const mayBeOurs = ({ reason }: AppError): boolean =>
  reason === 'conflict' || reason === 'unexpected';

/**
 * Whether the job is there after a call that failed with `error`. A refusal counts too: of a repeated
 * call, as when the job that the first one has created uses up the quota.
 */
async function hasCreated(attempt: Attempt, error: unknown): Promise<boolean> {
  const { connection, request, since } = attempt;
  const name = nameOf(request);
  let job: DescribeTrainingJobCommandOutput;
  try {
    job = await describeJob(connection, name, undefined);
  } catch (failure) {
    if (AppError.is(failure, 'notFound') || isSure(error)) {
      return false;
    }
    throw unknownOutcome(name, error ?? failure);
  }
  if (isSame(job, request) && (job.CreationTime?.getTime() ?? Infinity) >= since) {
    return true;
  }
  throw new AppError('conflict', `There is a training job named ${name} already.`, {
    cause: error,
  });
}

const nameOf = (request: JobRequest): string => {
  const { TrainingJobName: name } = request as Readonly<Record<string, unknown>>;
  return typeof name === 'string' ? name : '';
};

function unknownOutcome(name: string, cause: unknown): AppError {
  const why = cause instanceof AppError ? ` ${cause.message}` : '';
  return new AppError(
    'network',
    `Whether the training job ${name} was created is not known: look for it before you start it again.${why}`,
    { cause },
  );
}

async function sleepUnlessAborted(
  clock: Clock,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  await clock.sleep(milliseconds, signal).catch((error: unknown) => {
    if (signal?.aborted !== true) {
      throw error;
    }
  });
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
