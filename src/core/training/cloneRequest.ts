/**
 * What CreateTrainingJob takes of what DescribeTrainingJob answers (service model 2017-07-24);
 * everything else of the answer is read-only.
 */
const clonedFields = [
  'AlgorithmSpecification',
  'CheckpointConfig',
  'DebugHookConfig',
  'DebugRuleConfigurations',
  'EnableInterContainerTrafficEncryption',
  'EnableManagedSpotTraining',
  'EnableNetworkIsolation',
  'Environment',
  'ExperimentConfig',
  'HyperParameters',
  'InfraCheckConfig',
  'InputDataConfig',
  'MlflowConfig',
  'ModelPackageConfig',
  'OutputDataConfig',
  'ProfilerConfig',
  'ProfilerRuleConfigurations',
  'RemoteDebugConfig',
  'ResourceConfig',
  'RetryStrategy',
  'RoleArn',
  'ServerlessJobConfig',
  'StoppingCondition',
  'TensorBoardOutputConfig',
  'VpcConfig',
] as const;

/** A CreateTrainingJob input made of a description. */
export type ClonedTrainingRequest = Readonly<Record<string, unknown>> & {
  readonly TrainingJobName: string;
};

/**
 * The request that would create the described job again under `jobName`. The code and data stay where
 * the first job put them.
 */
export function cloneTrainingRequest(description: object, jobName: string): ClonedTrainingRequest {
  const described = new Map<string, unknown>(Object.entries(description));
  const kept = clonedFields.flatMap((field) => {
    const value = described.get(field);
    return isEmpty(value) ? [] : [[field, renamed(field, value, jobName)]];
  });
  return { ...(Object.fromEntries(kept) as Record<string, unknown>), TrainingJobName: jobName };
}

/** Describe answers empty lists and maps for what was not given; create refuses some of them. */
function isEmpty(value: unknown): boolean {
  return (
    value === undefined ||
    value === null ||
    (typeof value === 'object' && Object.keys(value).length === 0)
  );
}

/** Script mode carries the job's name in a hyperparameter as well, JSON-encoded or plain. */
function renamed(field: string, value: unknown, jobName: string): unknown {
  if (field !== 'HyperParameters' || typeof value !== 'object') {
    return value;
  }
  const parameters = new Map<string, unknown>(Object.entries(value ?? {}));
  const old = parameters.get('sagemaker_job_name');
  if (typeof old !== 'string') {
    return value;
  }
  return { ...value, sagemaker_job_name: old.startsWith('"') ? JSON.stringify(jobName) : jobName };
}
