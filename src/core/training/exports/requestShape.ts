/**
 * The structures of CreateTrainingJob with their members (service model 2017-07-24): `text`, `integer`,
 * `boolean`, `map` (texts by name) or another structure, in brackets for a list of it, with `!` where the
 * service requires it. A test holds it against the model.
 */
const structures: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateTrainingJobRequest: {
    TrainingJobName: 'text!',
    HyperParameters: 'map',
    AlgorithmSpecification: 'AlgorithmSpecification',
    RoleArn: 'text!',
    InputDataConfig: '[Channel]',
    OutputDataConfig: 'OutputDataConfig!',
    ResourceConfig: 'ResourceConfig',
    VpcConfig: 'VpcConfig',
    StoppingCondition: 'StoppingCondition',
    Tags: '[Tag]',
    EnableNetworkIsolation: 'boolean',
    EnableInterContainerTrafficEncryption: 'boolean',
    EnableManagedSpotTraining: 'boolean',
    CheckpointConfig: 'CheckpointConfig',
    DebugHookConfig: 'DebugHookConfig',
    DebugRuleConfigurations: '[DebugRuleConfiguration]',
    TensorBoardOutputConfig: 'TensorBoardOutputConfig',
    ExperimentConfig: 'ExperimentConfig',
    ProfilerConfig: 'ProfilerConfig',
    ProfilerRuleConfigurations: '[ProfilerRuleConfiguration]',
    Environment: 'map',
    RetryStrategy: 'RetryStrategy',
    RemoteDebugConfig: 'RemoteDebugConfig',
    InfraCheckConfig: 'InfraCheckConfig',
    SessionChainingConfig: 'SessionChainingConfig',
    ServerlessJobConfig: 'ServerlessJobConfig',
    MlflowConfig: 'MlflowConfig',
    ModelPackageConfig: 'ModelPackageConfig',
  },
  AlgorithmSpecification: {
    TrainingImage: 'text',
    AlgorithmName: 'text',
    TrainingInputMode: 'text!',
    MetricDefinitions: '[MetricDefinition]',
    EnableSageMakerMetricsTimeSeries: 'boolean',
    ContainerEntrypoint: '[text]',
    ContainerArguments: '[text]',
    TrainingImageConfig: 'TrainingImageConfig',
  },
  Channel: {
    ChannelName: 'text!',
    DataSource: 'DataSource!',
    ContentType: 'text',
    CompressionType: 'text',
    RecordWrapperType: 'text',
    InputMode: 'text',
    ShuffleConfig: 'ShuffleConfig',
  },
  CheckpointConfig: { S3Uri: 'text!', LocalPath: 'text' },
  CollectionConfiguration: { CollectionName: 'text', CollectionParameters: 'map' },
  DataSource: {
    S3DataSource: 'S3DataSource',
    FileSystemDataSource: 'FileSystemDataSource',
    DatasetSource: 'DatasetSource',
  },
  DatasetSource: { DatasetArn: 'text!' },
  DebugHookConfig: {
    LocalPath: 'text',
    S3OutputPath: 'text!',
    HookParameters: 'map',
    CollectionConfigurations: '[CollectionConfiguration]',
  },
  DebugRuleConfiguration: {
    RuleConfigurationName: 'text!',
    LocalPath: 'text',
    S3OutputPath: 'text',
    RuleEvaluatorImage: 'text!',
    InstanceType: 'text',
    VolumeSizeInGB: 'integer',
    RuleParameters: 'map',
  },
  ExperimentConfig: {
    ExperimentName: 'text',
    TrialName: 'text',
    TrialComponentDisplayName: 'text',
    RunName: 'text',
  },
  FileSystemDataSource: {
    FileSystemId: 'text!',
    FileSystemAccessMode: 'text!',
    FileSystemType: 'text!',
    DirectoryPath: 'text!',
  },
  HubAccessConfig: { HubContentArn: 'text!' },
  InfraCheckConfig: { EnableInfraCheck: 'boolean' },
  InstanceGroup: { InstanceType: 'text!', InstanceCount: 'integer!', InstanceGroupName: 'text!' },
  InstancePlacementConfig: {
    EnableMultipleJobs: 'boolean',
    PlacementSpecifications: '[PlacementSpecification]',
  },
  MetricDefinition: { Name: 'text!', Regex: 'text!' },
  MlflowConfig: { MlflowResourceArn: 'text!', MlflowExperimentName: 'text', MlflowRunName: 'text' },
  ModelAccessConfig: { AcceptEula: 'boolean!' },
  ModelPackageConfig: { ModelPackageGroupArn: 'text!', SourceModelPackageArn: 'text' },
  OutputDataConfig: { KmsKeyId: 'text', S3OutputPath: 'text!', CompressionType: 'text' },
  PlacementSpecification: { UltraServerId: 'text', InstanceCount: 'integer!' },
  ProfilerConfig: {
    S3OutputPath: 'text',
    ProfilingIntervalInMilliseconds: 'integer',
    ProfilingParameters: 'map',
    DisableProfiler: 'boolean',
  },
  ProfilerRuleConfiguration: {
    RuleConfigurationName: 'text!',
    LocalPath: 'text',
    S3OutputPath: 'text',
    RuleEvaluatorImage: 'text!',
    InstanceType: 'text',
    VolumeSizeInGB: 'integer',
    RuleParameters: 'map',
  },
  RemoteDebugConfig: { EnableRemoteDebug: 'boolean' },
  ResourceConfig: {
    InstanceType: 'text',
    InstanceCount: 'integer',
    VolumeSizeInGB: 'integer',
    VolumeKmsKeyId: 'text',
    KeepAlivePeriodInSeconds: 'integer',
    InstanceGroups: '[InstanceGroup]',
    TrainingPlanArn: 'text',
    InstancePlacementConfig: 'InstancePlacementConfig',
  },
  RetryStrategy: { MaximumRetryAttempts: 'integer!' },
  S3DataSource: {
    S3DataType: 'text!',
    S3Uri: 'text!',
    S3DataDistributionType: 'text',
    AttributeNames: '[text]',
    InstanceGroupNames: '[text]',
    ModelAccessConfig: 'ModelAccessConfig',
    HubAccessConfig: 'HubAccessConfig',
  },
  ServerlessJobConfig: {
    BaseModelArn: 'text!',
    AcceptEula: 'boolean',
    JobType: 'text!',
    CustomizationTechnique: 'text',
    Peft: 'text',
    EvaluationType: 'text',
    EvaluatorArn: 'text',
  },
  SessionChainingConfig: { EnableSessionTagChaining: 'boolean' },
  ShuffleConfig: { Seed: 'integer!' },
  StoppingCondition: {
    MaxRuntimeInSeconds: 'integer',
    MaxWaitTimeInSeconds: 'integer',
    MaxPendingTimeInSeconds: 'integer',
  },
  Tag: { Key: 'text!', Value: 'text!' },
  TensorBoardOutputConfig: { LocalPath: 'text', S3OutputPath: 'text!' },
  TrainingImageConfig: {
    TrainingRepositoryAccessMode: 'text!',
    TrainingRepositoryAuthConfig: 'TrainingRepositoryAuthConfig',
  },
  TrainingRepositoryAuthConfig: { TrainingRepositoryCredentialsProviderArn: 'text!' },
  VpcConfig: { SecurityGroupIds: '[text]!', Subnets: '[text]!' },
};

/** What a member of a request holds. */
export type Shape =
  | { readonly kind: 'text' | 'integer' | 'boolean' | 'map' }
  | { readonly kind: 'list'; readonly item: Shape }
  | Structure;

export interface Structure {
  readonly kind: 'structure';
  readonly name: string;
  readonly members: ReadonlyMap<string, Member>;
}

interface Member {
  readonly shape: Shape;
  readonly isRequired: boolean;
}

/** The whole request. */
export const requestShape: Structure = structureOf('CreateTrainingJobRequest');

function structureOf(name: string): Structure {
  const members = Object.entries(structures[name] ?? {}).map(([member, type]) => {
    const isRequired = type.endsWith('!');
    return [member, { shape: shapeOf(isRequired ? type.slice(0, -1) : type), isRequired }] as const;
  });
  return { kind: 'structure', name, members: new Map(members) };
}

function shapeOf(type: string): Shape {
  if (type.startsWith('[')) {
    return { kind: 'list', item: shapeOf(type.slice(1, -1)) };
  }
  switch (type) {
    case 'text':
    case 'integer':
    case 'boolean':
    case 'map':
      return { kind: type };
    default:
      return structureOf(type);
  }
}
