import type { ProcessIdentity } from '../../node/processTree';

export type JobStatus = 'InProgress' | 'Completed' | 'Failed' | 'Stopping' | 'Stopped';

/** The secondary statuses that a sandbox job passes through. */
export type JobPhase =
  | 'Starting'
  | 'Downloading'
  | 'Training'
  | 'Uploading'
  | 'Stopping'
  | 'Stopped'
  | 'MaxRuntimeExceeded'
  | 'MaxWaitTimeExceeded'
  | 'Completed'
  | 'Failed';

/** What a list shows of a job; kept in memory for all of them. Times are ms since the epoch. */
export interface JobSummary {
  /** Name of the job's folder; the job's own name may be used again after it was deleted. */
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  readonly status: JobStatus;
  readonly phase: JobPhase;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly endedAt?: number | undefined;
}

/** Everything about a training job. */
export type JobRecord = JobRecordOf<TrainingRequest>;

/** Everything about a job; `job.json` in its folder. */
export interface JobRecordOf<Request> extends JobSummary {
  readonly request: Request;
  readonly tags: readonly Tag[];
  readonly transitions: readonly JobTransition[];
  readonly startedAt?: number | undefined;
  readonly failureReason?: string | undefined;
  readonly modelArtifacts?: string | undefined;
  /** What a processing job's script has left to say. */
  readonly exitMessage?: string | undefined;
  readonly metrics?: readonly FinalMetric[] | undefined;
  /** What must be cleaned up if the sandbox is killed while the job runs. */
  readonly leftovers?: JobLeftovers | undefined;
}

interface JobTransition {
  readonly phase: JobPhase;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly message: string;
}

export interface FinalMetric {
  readonly name: string;
  readonly value: number;
  readonly timestamp: number;
}

interface JobLeftovers {
  readonly temporaryFolder: string;
  /** Each host's; of a record of an earlier version there is none. */
  readonly processes?: readonly ProcessIdentity[] | undefined;
}

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** What the runner reads of every kind of job's request. */
export interface JobRequest {
  readonly Environment?: Readonly<Record<string, string>>;
}

/** A CreateTrainingJob request that has been checked against the service model. */
export interface TrainingRequest extends JobRequest {
  readonly TrainingJobName: string;
  readonly HyperParameters?: Readonly<Record<string, string>>;
  readonly AlgorithmSpecification: AlgorithmSpecification;
  readonly RoleArn: string;
  readonly InputDataConfig?: readonly Channel[];
  readonly OutputDataConfig: {
    readonly S3OutputPath: string;
    readonly CompressionType?: 'GZIP' | 'NONE';
  };
  readonly ResourceConfig: {
    readonly InstanceType?: string;
    readonly InstanceCount?: number;
    readonly InstanceGroups?: readonly InstanceGroup[];
    readonly VolumeSizeInGB?: number;
    readonly VolumeKmsKeyId?: string;
    readonly KeepAlivePeriodInSeconds?: number;
    readonly TrainingPlanArn?: string;
  };
  readonly StoppingCondition?: {
    readonly MaxRuntimeInSeconds?: number;
    readonly MaxWaitTimeInSeconds?: number;
    readonly MaxPendingTimeInSeconds?: number;
  };
  readonly EnableNetworkIsolation?: boolean;
  readonly EnableManagedSpotTraining?: boolean;
  readonly EnableInterContainerTrafficEncryption?: boolean;
  readonly CheckpointConfig?: { readonly S3Uri: string; readonly LocalPath?: string };
  readonly RetryStrategy?: { readonly MaximumRetryAttempts: number };
  readonly ProfilerConfig?: ProfilerConfig;
  readonly ProfilerRuleConfigurations?: readonly RuleConfiguration[];
  readonly DebugRuleConfigurations?: readonly RuleConfiguration[];
  readonly DebugHookConfig?: { readonly S3OutputPath: string };
  readonly TensorBoardOutputConfig?: { readonly S3OutputPath: string };
  readonly RemoteDebugConfig?: { readonly EnableRemoteDebug?: boolean };
  readonly Tags?: readonly Tag[];
}

export interface InstanceGroup {
  readonly InstanceGroupName: string;
  readonly InstanceType: string;
  readonly InstanceCount: number;
}

export interface ProfilerConfig {
  readonly S3OutputPath?: string;
  readonly ProfilingIntervalInMilliseconds?: number;
  readonly ProfilingParameters?: Readonly<Record<string, string>>;
  readonly DisableProfiler?: boolean;
}

export interface RuleConfiguration {
  readonly RuleConfigurationName: string;
}

interface AlgorithmSpecification {
  readonly TrainingImage?: string;
  readonly AlgorithmName?: string;
  readonly TrainingInputMode: InputMode;
  readonly MetricDefinitions?: readonly MetricDefinition[];
  readonly ContainerEntrypoint?: readonly string[];
  readonly ContainerArguments?: readonly string[];
}

export type InputMode = 'File' | 'Pipe' | 'FastFile';

export interface MetricDefinition {
  readonly Name: string;
  readonly Regex: string;
}

export interface Channel {
  readonly ChannelName: string;
  readonly DataSource: {
    readonly S3DataSource?: {
      readonly S3DataType: string;
      readonly S3Uri: string;
      readonly S3DataDistributionType?: string;
      /** Only hosts of these groups get the channel; all hosts without it. */
      readonly InstanceGroupNames?: readonly string[];
    };
  };
  readonly ContentType?: string;
  readonly CompressionType?: string;
  readonly RecordWrapperType?: string;
  readonly InputMode?: InputMode;
  readonly ShuffleConfig?: { readonly Seed: number };
}

/** The service's default for `MaxRuntimeInSeconds`. */
export const defaultMaxRuntimeSeconds = 86_400;

export function hasEnded(job: JobSummary): boolean {
  return job.status !== 'InProgress' && job.status !== 'Stopping';
}

export function toSummary(record: JobSummary): JobSummary {
  const { id, name, arn, status, phase, createdAt, modifiedAt, endedAt } = record;
  const summary = { id, name, arn, status, phase, createdAt, modifiedAt };
  return endedAt === undefined ? summary : { ...summary, endedAt };
}
