import {
  defaultMaxRuntimeSeconds,
  hasEnded,
  type Channel,
  type JobRecord,
  type TrainingRequest,
} from '../../store/jobRecord';
import { toWireTime } from './wireTime';

/** A job as DescribeTrainingJob answers it: the request with the service's defaults, and its course. */
export function describeTrainingJob(job: JobRecord): object {
  return {
    ...job.request,
    // Tags are answered by ListTags alone.
    Tags: undefined,
    ...requestDefaults(job.request),
    TrainingJobArn: job.arn,
    TrainingJobStatus: job.status,
    SecondaryStatus: job.phase,
    CreationTime: toWireTime(job.createdAt),
    LastModifiedTime: toWireTime(job.modifiedAt),
    SecondaryStatusTransitions: job.transitions.map((transition) => ({
      Status: transition.phase,
      StartTime: toWireTime(transition.startedAt),
      ...optional('EndTime', transition.endedAt, toWireTime),
      StatusMessage: transition.message,
    })),
    ...optional('FailureReason', job.failureReason, (reason) => reason),
    ...optional('ModelArtifacts', job.modelArtifacts, (uri) => ({ S3ModelArtifacts: uri })),
    ...optional('TrainingStartTime', job.startedAt, toWireTime),
    ...optional('TrainingEndTime', job.endedAt, toWireTime),
    ...durations(job),
    ...finalMetrics(job),
  };
}

function requestDefaults(request: TrainingRequest): object {
  return {
    AlgorithmSpecification: {
      EnableSageMakerMetricsTimeSeries: false,
      ...request.AlgorithmSpecification,
    },
    ...optional('InputDataConfig', request.InputDataConfig, (channels) =>
      channels.map(describeChannel),
    ),
    OutputDataConfig: { KmsKeyId: '', CompressionType: 'GZIP', ...request.OutputDataConfig },
    StoppingCondition: {
      MaxRuntimeInSeconds: defaultMaxRuntimeSeconds,
      ...request.StoppingCondition,
    },
    EnableNetworkIsolation: false,
    EnableInterContainerTrafficEncryption: false,
    EnableManagedSpotTraining: false,
    ...pick(request, 'EnableInterContainerTrafficEncryption', 'EnableManagedSpotTraining'),
  };
}

function describeChannel(channel: Channel): object {
  const source = { S3DataDistributionType: 'FullyReplicated', ...channel.DataSource.S3DataSource };
  return {
    CompressionType: 'None',
    RecordWrapperType: 'None',
    ...channel,
    DataSource: { S3DataSource: source },
  };
}

function durations(job: JobRecord): object {
  if (job.startedAt === undefined || job.endedAt === undefined || !hasEnded(job)) return {};
  const seconds = Math.round((job.endedAt - job.startedAt) / 1000);
  return { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: seconds };
}

function finalMetrics(job: JobRecord): object {
  if (job.metrics === undefined || job.metrics.length === 0) return {};
  const metrics = job.metrics.map(({ name, value, timestamp }) => ({
    MetricName: name,
    Value: value,
    Timestamp: toWireTime(timestamp),
  }));
  return { FinalMetricDataList: metrics };
}

function optional<Value>(
  name: string,
  value: Value | undefined,
  show: (value: Value) => unknown,
): object {
  return value === undefined ? {} : { [name]: show(value) };
}

function pick(request: object, ...names: readonly string[]): object {
  return Object.fromEntries(Object.entries(request).filter(([name]) => names.includes(name)));
}
