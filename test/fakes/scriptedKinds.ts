/** A row as a list of the service writes it. */
export type Row = Readonly<Record<string, unknown>>;

/** How the service names what belongs to a kind, and what it says of one. */
export interface ScriptedKind {
  readonly list: { readonly operation: string; readonly member: string };
  /** The list's input that names the parent, and what has to stand there. */
  readonly below?: readonly [input: string, value: string];
  /** The member of a row that calls name it by, and the input that they do it with. */
  readonly identity: readonly [member: string, input: string];
  readonly status: string;
  readonly row: (name: string, status: string, seconds: number) => Row;
  readonly describe?: {
    readonly operation: string;
    readonly output: (row: Row) => Row;
  };
  /** Operations by the status that they leave a row in; without one it is gone. */
  readonly deeds?: Readonly<Record<string, string | undefined>>;
}

const account = 'arn:aws:sagemaker:us-east-1:123456789012:';
const role = 'arn:aws:iam::123456789012:role/Scripted';

/** Of the rows that stand above others in the tests. */
export const parentArn = `${account}pipeline/parent/execution/abcdefghijkl`;

/** A job that a list tells much the same of, whatever its kind. */
const job =
  (kind: string, arn: string, end: string): ScriptedKind['row'] =>
  (name, status, seconds) => ({
    [`${kind}Name`]: name,
    [`${kind}Arn`]: `${account}${arn}/${name}`,
    [`${kind}Status`]: status,
    CreationTime: seconds,
    LastModifiedTime: seconds + 60,
    ...(/^(Completed|Failed|Stopped)$/.test(status) && { [end]: seconds + 90 }),
  });

const training = job('TrainingJob', 'training-job', 'TrainingEndTime');

const trainingDescription = (row: Row): Row => ({
  TrainingJobName: row['TrainingJobName'],
  TrainingJobArn: row['TrainingJobArn'],
  TrainingJobStatus: row['TrainingJobStatus'],
  SecondaryStatus: 'Training',
  ModelArtifacts: { S3ModelArtifacts: 's3://bucket/model.tar.gz' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 10 },
  StoppingCondition: { MaxRuntimeInSeconds: 60 },
  CreationTime: row['CreationTime'],
});

/** What moto does not answer, and kinds of which it lacks a deed; valid by the service's model. */
export const scriptedKinds: Readonly<Record<string, ScriptedKind>> = {
  trainingJob: {
    list: { operation: 'ListTrainingJobs', member: 'TrainingJobSummaries' },
    identity: ['TrainingJobName', 'TrainingJobName'],
    status: 'TrainingJobStatus',
    row: training,
    describe: { operation: 'DescribeTrainingJob', output: trainingDescription },
    deeds: { StopTrainingJob: 'Stopping', DeleteTrainingJob: undefined },
  },
  processingJob: {
    list: { operation: 'ListProcessingJobs', member: 'ProcessingJobSummaries' },
    identity: ['ProcessingJobName', 'ProcessingJobName'],
    status: 'ProcessingJobStatus',
    row: job('ProcessingJob', 'processing-job', 'ProcessingEndTime'),
    deeds: { StopProcessingJob: 'Stopping', DeleteProcessingJob: undefined },
  },
  transformJob: {
    list: { operation: 'ListTransformJobs', member: 'TransformJobSummaries' },
    identity: ['TransformJobName', 'TransformJobName'],
    status: 'TransformJobStatus',
    row: job('TransformJob', 'transform-job', 'TransformEndTime'),
    deeds: { StopTransformJob: 'Stopping' },
  },
  tuningJob: {
    list: { operation: 'ListHyperParameterTuningJobs', member: 'HyperParameterTuningJobSummaries' },
    identity: ['HyperParameterTuningJobName', 'HyperParameterTuningJobName'],
    status: 'HyperParameterTuningJobStatus',
    row: (name, status, seconds) => ({
      ...job(
        'HyperParameterTuningJob',
        'hyper-parameter-tuning-job',
        'HyperParameterTuningEndTime',
      )(name, status, seconds),
      Strategy: 'Bayesian',
      TrainingJobStatusCounters: { Completed: 3, InProgress: 1, NonRetryableError: 1, Stopped: 0 },
      ObjectiveStatusCounters: { Succeeded: 3, Pending: 1, Failed: 1 },
      ResourceLimits: { MaxNumberOfTrainingJobs: 10, MaxParallelTrainingJobs: 2 },
    }),
    deeds: { StopHyperParameterTuningJob: 'Stopping', DeleteHyperParameterTuningJob: undefined },
  },
  trial: {
    list: {
      operation: 'ListTrainingJobsForHyperParameterTuningJob',
      member: 'TrainingJobSummaries',
    },
    below: ['HyperParameterTuningJobName', 'parent'],
    identity: ['TrainingJobName', 'TrainingJobName'],
    status: 'TrainingJobStatus',
    row: (name, status, seconds) => {
      return {
        ...job('TrainingJob', 'training-job', 'TrainingEndTime')(name, status, seconds),
        LastModifiedTime: undefined,
        TunedHyperParameters: { eta: '0.1' },
        FinalHyperParameterTuningJobObjectiveMetric: { MetricName: 'auc', Value: 0.9312 },
        ObjectiveStatus: 'Succeeded',
      };
    },
    describe: { operation: 'DescribeTrainingJob', output: trainingDescription },
    deeds: { StopTrainingJob: 'Stopping' },
  },
  autoMLJob: {
    list: { operation: 'ListAutoMLJobs', member: 'AutoMLJobSummaries' },
    identity: ['AutoMLJobName', 'AutoMLJobName'],
    status: 'AutoMLJobStatus',
    row: (name, status, seconds) => ({
      ...job('AutoMLJob', 'automl-job', 'EndTime')(name, status, seconds),
      AutoMLJobSecondaryStatus: 'ModelTuning',
    }),
    describe: {
      operation: 'DescribeAutoMLJobV2',
      output: (row) => ({
        ...row,
        AutoMLJobInputDataConfig: [{ ChannelType: 'training' }],
        OutputDataConfig: { S3OutputPath: 's3://bucket/out' },
        RoleArn: role,
        AutoMLProblemTypeConfigName: 'Tabular',
      }),
    },
    deeds: { StopAutoMLJob: 'Stopping' },
  },
  candidate: {
    list: { operation: 'ListCandidatesForAutoMLJob', member: 'Candidates' },
    below: ['AutoMLJobName', 'parent'],
    identity: ['CandidateName', ''],
    status: 'CandidateStatus',
    row: (name, status, seconds) => ({
      CandidateName: name,
      CandidateStatus: status,
      ObjectiveStatus: 'Succeeded',
      CandidateSteps: [
        {
          CandidateStepType: 'AWS::SageMaker::TrainingJob',
          CandidateStepArn: `${account}training-job/${name}`,
          CandidateStepName: name,
        },
      ],
      FinalAutoMLJobObjectiveMetric: { MetricName: 'F1', Value: 0.75 },
      CreationTime: seconds,
      LastModifiedTime: seconds + 60,
    }),
  },
  inferenceComponent: {
    list: { operation: 'ListInferenceComponents', member: 'InferenceComponents' },
    below: ['EndpointNameEquals', 'parent'],
    identity: ['InferenceComponentName', 'InferenceComponentName'],
    status: 'InferenceComponentStatus',
    row: (name, status, seconds) => ({
      InferenceComponentName: name,
      InferenceComponentArn: `${account}inference-component/${name}`,
      InferenceComponentStatus: status,
      EndpointName: 'parent',
      EndpointArn: `${account}endpoint/parent`,
      VariantName: 'AllTraffic',
      CreationTime: seconds,
      LastModifiedTime: seconds + 60,
    }),
    describe: {
      operation: 'DescribeInferenceComponent',
      output: (row) => ({ ...row, RuntimeConfig: { DesiredCopyCount: 2, CurrentCopyCount: 1 } }),
    },
    deeds: { DeleteInferenceComponent: undefined },
  },
  modelPackageGroup: {
    list: { operation: 'ListModelPackageGroups', member: 'ModelPackageGroupSummaryList' },
    identity: ['ModelPackageGroupName', 'ModelPackageGroupName'],
    status: 'ModelPackageGroupStatus',
    row: (name, status, seconds) => ({
      ModelPackageGroupName: name,
      ModelPackageGroupArn: `${account}model-package-group/${name}`,
      ModelPackageGroupStatus: status,
      CreationTime: seconds,
    }),
    deeds: { DeleteModelPackageGroup: undefined },
  },
  modelPackage: {
    list: { operation: 'ListModelPackages', member: 'ModelPackageSummaryList' },
    below: ['ModelPackageGroupName', 'parent'],
    identity: ['ModelPackageArn', 'ModelPackageName'],
    status: 'ModelPackageStatus',
    row: (name, status, seconds) => ({
      ModelPackageGroupName: 'parent',
      ModelPackageVersion: Number(name.replace(/\D/g, '')) + 1,
      ModelPackageArn: `${account}model-package/${name}`,
      ModelPackageStatus: status,
      ModelApprovalStatus: 'Approved',
      CreationTime: seconds,
    }),
    deeds: { DeleteModelPackage: undefined },
  },
  pipelineExecution: {
    list: { operation: 'ListPipelineExecutions', member: 'PipelineExecutionSummaries' },
    below: ['PipelineName', 'parent'],
    identity: ['PipelineExecutionArn', 'PipelineExecutionArn'],
    status: 'PipelineExecutionStatus',
    row: (name, status, seconds) => ({
      PipelineExecutionArn: `${account}pipeline/parent/execution/${name}`,
      PipelineExecutionDisplayName: `display-${name}`,
      PipelineExecutionStatus: status,
      StartTime: seconds,
    }),
    deeds: { StopPipelineExecution: 'Stopping' },
  },
  pipelineStep: {
    list: { operation: 'ListPipelineExecutionSteps', member: 'PipelineExecutionSteps' },
    below: ['PipelineExecutionArn', parentArn],
    identity: ['StepName', ''],
    status: 'StepStatus',
    row: (name, status, seconds) => ({
      StepName: name,
      StepStatus: status,
      StartTime: seconds,
      AttemptCount: 1,
      Metadata: { TrainingJob: { Arn: `${account}training-job/${name}` } },
    }),
  },
};
