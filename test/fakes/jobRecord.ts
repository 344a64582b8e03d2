import type { JobRecord } from '../../src/sandbox/store/jobRecord';

/** A job that has just been created. */
export function jobRecord(name: string, createdAt: number): JobRecord {
  return {
    id: `id-${name}`,
    name,
    arn: `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`,
    status: 'InProgress',
    phase: 'Starting',
    createdAt,
    modifiedAt: createdAt,
    request: {
      TrainingJobName: name,
      AlgorithmSpecification: { TrainingImage: 'image', TrainingInputMode: 'File' },
      RoleArn: 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox',
      OutputDataConfig: { S3OutputPath: 's3://bucket/' },
      ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
    },
    tags: [],
    transitions: [],
  };
}
