/** Where a training job leaves what others can use, as folders of S3 that end with `/`. */
export interface JobOutput {
  /** Its archives, or the files themselves. */
  readonly output: string;
  /** Absent: it keeps none. */
  readonly checkpoints?: string;
}

/**
 * Read from a job's description; `undefined` where that tells nothing of it. Developer guide, "Training job output":
 * models and other results lie in `output/` below a folder of the job's name.
 */
export function jobOutput(description: object | undefined): JobOutput | undefined {
  const { TrainingJobName, OutputDataConfig, CheckpointConfig } = { ...description } as {
    TrainingJobName?: string;
    OutputDataConfig?: { S3OutputPath?: string };
    CheckpointConfig?: { S3Uri?: string };
  };
  const path = OutputDataConfig?.S3OutputPath ?? '';
  if (TrainingJobName === undefined || path === '') {
    return undefined;
  }
  const checkpoints = CheckpointConfig?.S3Uri;
  return {
    output: `${asFolder(path)}${TrainingJobName}/output/`,
    ...(checkpoints !== undefined && { checkpoints: asFolder(checkpoints) }),
  };
}

const asFolder = (uri: string): string => (uri.endsWith('/') ? uri : `${uri}/`);
