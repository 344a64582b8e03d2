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
  const names = new Set([...Object.keys(job.request), ...Object.keys(computed)]);
  return describedMembers(job, names);
}

/** Some members of that description; those that the job does not have are left out. */
export function describedMembers(job: JobRecord, names: Iterable<string>): object {
  const described: Record<string, unknown> = {};
  for (const name of names) {
    const value = describedMember(job, name);
    if (value !== undefined) described[name] = value;
  }
  return described;
}

function describedMember(job: JobRecord, name: string): unknown {
  const compute = computed[name];
  if (compute) return compute(job);
  return notDescribed.has(name) ? undefined : job.request[name as keyof TrainingRequest];
}

/** What a request may say and no description repeats; tags are answered by ListTags alone. */
const notDescribed: ReadonlySet<string> = new Set(['Tags', 'SessionChainingConfig']);

/** The members that are more than what the request said. */
const computed: Readonly<Record<string, (job: JobRecord) => unknown>> = {
  AlgorithmSpecification: ({ request }) => describeAlgorithm(request.AlgorithmSpecification),
  InputDataConfig: ({ request }) => request.InputDataConfig?.map(describeChannel),
  OutputDataConfig: ({ request }) => ({
    KmsKeyId: '',
    CompressionType: 'GZIP',
    ...request.OutputDataConfig,
  }),
  StoppingCondition: ({ request }) => ({
    MaxRuntimeInSeconds: defaultMaxRuntimeSeconds,
    ...request.StoppingCondition,
  }),
  DebugHookConfig: ({ request: { DebugHookConfig: hook } }) =>
    hook && { CollectionConfigurations: [], ...hook },
  EnableNetworkIsolation: ({ request }) => request.EnableNetworkIsolation ?? false,
  EnableInterContainerTrafficEncryption: ({ request }) =>
    request.EnableInterContainerTrafficEncryption ?? false,
  EnableManagedSpotTraining: ({ request }) => request.EnableManagedSpotTraining ?? false,
  // Nothing is profiled, whatever ProfilerConfig asks for.
  ProfilingStatus: () => 'Disabled',
  DebugRuleEvaluationStatuses: (job) => ruleStatuses(job, job.request.DebugRuleConfigurations),
  ProfilerRuleEvaluationStatuses: (job) =>
    ruleStatuses(job, job.request.ProfilerRuleConfigurations),
  TrainingJobArn: ({ arn }) => arn,
  TrainingJobStatus: ({ status }) => status,
  SecondaryStatus: ({ phase }) => phase,
  CreationTime: ({ createdAt }) => toWireTime(createdAt),
  LastModifiedTime: ({ modifiedAt }) => toWireTime(modifiedAt),
  TrainingStartTime: ({ startedAt }) => startedAt && toWireTime(startedAt),
  TrainingEndTime: ({ endedAt }) => endedAt && toWireTime(endedAt),
  TrainingTimeInSeconds: trainingSeconds,
  BillableTimeInSeconds: trainingSeconds,
  SecondaryStatusTransitions: describeTransitions,
  FailureReason: ({ failureReason }) => failureReason,
  ModelArtifacts: ({ modelArtifacts: uri }) => uri && { S3ModelArtifacts: uri },
  FinalMetricDataList: finalMetrics,
};

function describeAlgorithm(algorithm: TrainingRequest['AlgorithmSpecification']): object {
  return {
    // API reference, AlgorithmSpecification: metrics switch their time series on.
    EnableSageMakerMetricsTimeSeries: (algorithm.MetricDefinitions ?? []).length > 0,
    ...algorithm,
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

/** Rules are containers that look at what a training job leaves; the sandbox runs none, and says so. */
function ruleStatuses(
  job: JobRecord,
  rules: readonly RuleConfiguration[] | undefined,
): readonly object[] | undefined {
  return rules?.map(({ RuleConfigurationName }) => ({
    RuleConfigurationName,
    RuleEvaluationStatus: 'Error',
    StatusDetails: 'The local sandbox does not evaluate rules.',
    LastModifiedTime: toWireTime(job.createdAt),
  }));
}

function trainingSeconds(job: JobRecord): number | undefined {
  if (job.startedAt === undefined || job.endedAt === undefined || !hasEnded(job)) return undefined;
  // The model has no time below one second.
  return Math.max(1, Math.round((job.endedAt - job.startedAt) / 1000));
}

function describeTransitions(job: JobRecord): readonly object[] {
  return job.transitions.map(({ phase, startedAt, endedAt, message }) => ({
    Status: phase,
    StartTime: toWireTime(startedAt),
    ...(endedAt === undefined ? {} : { EndTime: toWireTime(endedAt) }),
    StatusMessage: message,
  }));
}

function finalMetrics({ metrics = [] }: JobRecord): readonly object[] | undefined {
  if (metrics.length === 0) return undefined;
  return metrics.map(({ name, value, timestamp }) => ({
    MetricName: name,
    Value: value,
    Timestamp: toWireTime(timestamp),
  }));
}
