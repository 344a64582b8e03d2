import {
  defaultMaxRuntimeSeconds,
  hasEnded,
  type Channel,
  type JobRecord,
  type RuleConfiguration,
  type TrainingRequest,
} from '../../store/jobRecord';
import { toWireTime } from './wireTime';

/** A job as DescribeTrainingJob answers it: the request with the service's defaults, and its course. */
export function describeTrainingJob(job: JobRecord): object {
  return {
    ...job.request,
    ...notDescribed,
    ...requestDefaults(job.request),
    ...ruleStatuses(job),
    // Nothing is profiled, whatever ProfilerConfig asks for.
    ProfilingStatus: 'Disabled',
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

/** What a request may say and no description repeats; tags are answered by ListTags alone. */
const notDescribed = { Tags: undefined, SessionChainingConfig: undefined };

function requestDefaults(request: TrainingRequest): object {
  const { AlgorithmSpecification: algorithm } = request;
  return {
    AlgorithmSpecification: {
      // API reference, AlgorithmSpecification: metrics switch their time series on.
      EnableSageMakerMetricsTimeSeries: (algorithm.MetricDefinitions ?? []).length > 0,
      ...algorithm,
    },
    ...optional('InputDataConfig', request.InputDataConfig, (channels) =>
      channels.map(describeChannel),
    ),
    OutputDataConfig: { KmsKeyId: '', CompressionType: 'GZIP', ...request.OutputDataConfig },
    StoppingCondition: {
      MaxRuntimeInSeconds: defaultMaxRuntimeSeconds,
      ...request.StoppingCondition,
    },
    ...optional('DebugHookConfig', request.DebugHookConfig, (hook) => ({
      CollectionConfigurations: [],
      ...hook,
    })),
    EnableNetworkIsolation: false,
    EnableInterContainerTrafficEncryption: false,
    EnableManagedSpotTraining: false,
    ...pick(
      request,
      'EnableNetworkIsolation',
      'EnableInterContainerTrafficEncryption',
      'EnableManagedSpotTraining',
    ),
  };
}

/** Rules are containers that look at what a training job leaves; the sandbox runs none, and says so. */
function ruleStatuses(job: JobRecord): object {
  const status = ({ RuleConfigurationName }: RuleConfiguration) => ({
    RuleConfigurationName,
    RuleEvaluationStatus: 'Error',
    StatusDetails: 'The local sandbox does not evaluate rules.',
    LastModifiedTime: toWireTime(job.createdAt),
  });
  const { DebugRuleConfigurations, ProfilerRuleConfigurations } = job.request;
  const show = (rules: readonly RuleConfiguration[]) => rules.map(status);
  return {
    ...optional('DebugRuleEvaluationStatuses', DebugRuleConfigurations, show),
    ...optional('ProfilerRuleEvaluationStatuses', ProfilerRuleConfigurations, show),
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
  // The model has no time below one second.
  const seconds = Math.max(1, Math.round((job.endedAt - job.startedAt) / 1000));
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
