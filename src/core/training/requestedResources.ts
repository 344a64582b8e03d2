/** What a request, or what DescribeTrainingJob answers, says of what a job runs on. */
export interface RequestedResources {
  readonly InstanceType?: string;
  readonly InstanceCount?: number;
  readonly InstanceGroups?: readonly {
    readonly InstanceType?: string;
    readonly InstanceCount?: number;
  }[];
  readonly VolumeSizeInGB?: number;
  readonly VolumeKmsKeyId?: string;
  readonly KeepAlivePeriodInSeconds?: number;
  readonly TrainingPlanArn?: string;
}
