import type { CreateTrainingJobCommandInput } from '@aws-sdk/client-sagemaker';
import { sandboxRoleArn } from '../../src/core/sandbox/protocol';

interface SklearnJob {
  readonly name: string;
  /** `s3://…` of an archive with a `train.py`. */
  readonly source: string;
  /** `s3://…` below which the model goes. */
  readonly output: string;
}

/** What a client asks for to have a script trained in scikit-learn's image, for ten minutes at most. */
export const sklearnJob = ({ name, source, output }: SklearnJob) =>
  ({
    TrainingJobName: name,
    RoleArn: sandboxRoleArn,
    AlgorithmSpecification: {
      TrainingImage:
        '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1.4-2-cpu-py3',
      TrainingInputMode: 'File',
    },
    HyperParameters: {
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: JSON.stringify(source),
    },
    OutputDataConfig: { S3OutputPath: output },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 600 },
  }) satisfies CreateTrainingJobCommandInput;
