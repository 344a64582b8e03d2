/**
 * The S3 address of the model in a training job's description; `undefined` where the job has left none.
 * SageMaker API reference, DescribeTrainingJob: ModelArtifacts.
 */
export function modelAddress(description: object | undefined): string | undefined {
  const { ModelArtifacts: model } = { ...description } as {
    ModelArtifacts?: { S3ModelArtifacts?: string };
  };
  const address = model?.S3ModelArtifacts;
  return address === '' ? undefined : address;
}
