import type { JobRecordOf, JobRequest, Tag } from './jobRecord';

/** Everything about a processing job. */
export type ProcessingRecord = JobRecordOf<ProcessingRequest>;

/** A CreateProcessingJob request that has been checked against the service model. */
export interface ProcessingRequest extends JobRequest {
  readonly ProcessingJobName: string;
  readonly ProcessingResources: {
    readonly ClusterConfig: {
      readonly InstanceCount: number;
      readonly InstanceType: string;
      readonly VolumeSizeInGB: number;
      readonly VolumeKmsKeyId?: string;
    };
  };
  readonly AppSpecification: {
    readonly ImageUri: string;
    readonly ContainerEntrypoint?: readonly string[];
    readonly ContainerArguments?: readonly string[];
  };
  readonly ProcessingInputs?: readonly ProcessingInput[];
  readonly ProcessingOutputConfig?: {
    readonly Outputs: readonly ProcessingOutput[];
    readonly KmsKeyId?: string;
  };
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds: number };
  readonly NetworkConfig?: { readonly EnableNetworkIsolation?: boolean };
  readonly RoleArn: string;
  readonly ExperimentConfig?: Readonly<Record<string, string>>;
  readonly Tags?: readonly Tag[];
}

export interface ProcessingInput {
  readonly InputName: string;
  /** The application fetches the data itself. */
  readonly AppManaged?: boolean;
  readonly S3Input?: ProcessingS3Input;
  readonly DatasetDefinition?: object;
}

export interface ProcessingS3Input {
  readonly S3Uri: string;
  /** Below `/opt/ml/processing/`. */
  readonly LocalPath?: string;
  readonly S3DataType: 'ManifestFile' | 'S3Prefix';
  readonly S3InputMode?: 'Pipe' | 'File';
  readonly S3DataDistributionType?: 'FullyReplicated' | 'ShardedByS3Key';
  readonly S3CompressionType?: 'None' | 'Gzip';
}

export interface ProcessingOutput {
  readonly OutputName: string;
  /** The application takes the data away itself. */
  readonly AppManaged?: boolean;
  readonly S3Output?: ProcessingS3Output;
  readonly FeatureStoreOutput?: object;
}

export interface ProcessingS3Output {
  readonly S3Uri: string;
  /** Below `/opt/ml/processing/`. */
  readonly LocalPath?: string;
  readonly S3UploadMode: 'Continuous' | 'EndOfJob';
}
