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
    return isEmpty(value) ? [] : [[field, value]];
  });
  const request = Object.fromEntries(kept) as Record<string, unknown>;
  return { ...renameInside(request, jobName), TrainingJobName: jobName };
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
export function renameInside(
  request: Readonly<Record<string, unknown>>,
  jobName: string,
): Readonly<Record<string, unknown>> {
  const { HyperParameters: all } = request;
  const old = new Map<string, unknown>(Object.entries(all ?? {})).get('sagemaker_job_name');
  if (typeof old !== 'string') {
    return request;
  }
  const name = old.startsWith('"') ? JSON.stringify(jobName) : jobName;
  return { ...request, HyperParameters: { ...(all as object), sagemaker_job_name: name } };
}
