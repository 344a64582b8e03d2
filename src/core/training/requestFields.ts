/**
 * The fields of CreateTrainingJob that a launch fills, as plain JSON. What a launch always fills may yet
 * be removed or replaced by its `apiFields`. `InstanceType` is open, unlike in the SDK's types: new
 * instance types need no release of ours.
 */
export interface CreateTrainingJobFields {
  TrainingJobName: string;
  AlgorithmSpecification?: AlgorithmSpecificationFields;
  RoleArn: string;
  HyperParameters?: Record<string, string>;
  InputDataConfig?: ChannelFields[];
  OutputDataConfig?: {
    S3OutputPath: string;
    KmsKeyId?: string;
    CompressionType?: 'GZIP' | 'NONE';
  };
  ResourceConfig?: ResourceConfigFields;
  StoppingCondition?: {
    MaxRuntimeInSeconds?: number;
    MaxWaitTimeInSeconds?: number;
    MaxPendingTimeInSeconds?: number;
  };
  VpcConfig?: { SecurityGroupIds: string[]; Subnets: string[] };
  Tags?: { Key: string; Value: string }[];
  Environment?: Record<string, string>;
  EnableNetworkIsolation?: boolean;
  EnableInterContainerTrafficEncryption?: boolean;
  EnableManagedSpotTraining?: boolean;
  CheckpointConfig?: { S3Uri: string; LocalPath?: string };
  RetryStrategy?: { MaximumRetryAttempts: number };
}

interface AlgorithmSpecificationFields {
  TrainingImage?: string;
  AlgorithmName?: string;
  TrainingInputMode: InputModeField;
  MetricDefinitions?: { Name: string; Regex: string }[];
  ContainerEntrypoint?: string[];
  ContainerArguments?: string[];
}

export interface ChannelFields {
  ChannelName: string;
  DataSource: {
    S3DataSource?: S3DataSourceFields;
    FileSystemDataSource?: {
      FileSystemId: string;
      FileSystemAccessMode: 'ro' | 'rw';
      FileSystemType: 'EFS' | 'FSxLustre';
      DirectoryPath: string;
    };
  };
  ContentType?: string;
  CompressionType?: 'None' | 'Gzip';
  RecordWrapperType?: 'None' | 'RecordIO';
  InputMode?: InputModeField;
  ShuffleConfig?: { Seed: number };
}

interface S3DataSourceFields {
  S3DataType: 'S3Prefix' | 'ManifestFile' | 'AugmentedManifestFile' | 'Converse';
  S3Uri: string;
  S3DataDistributionType?: 'FullyReplicated' | 'ShardedByS3Key';
  AttributeNames?: string[];
  InstanceGroupNames?: string[];
}

export interface ResourceConfigFields {
  InstanceType?: string;
  InstanceCount?: number;
  InstanceGroups?: { InstanceGroupName: string; InstanceType: string; InstanceCount: number }[];
  VolumeSizeInGB?: number;
  VolumeKmsKeyId?: string;
  KeepAlivePeriodInSeconds?: number;
  TrainingPlanArn?: string;
}

type InputModeField = 'File' | 'FastFile' | 'Pipe';
