/** A request that CreateTrainingJob takes. */
export const jobRequest = {
  TrainingJobName: 'iris-1',
  RoleArn: 'arn:aws:iam::123456789012:role/some',
  AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' },
  HyperParameters: { sagemaker_program: '"train.py"', epochs: '5' },
  InputDataConfig: [
    { ChannelName: 'train', DataSource: { S3DataSource: { S3Uri: 's3://bucket/data/' } } },
  ],
  OutputDataConfig: { S3OutputPath: 's3://bucket/' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};
