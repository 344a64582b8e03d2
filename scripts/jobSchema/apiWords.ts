/** Rules that watch tensors and rules that watch the profile are configured alike. */
const ruleWords = {
  RuleConfigurationName: 'Name of the rule; each once.',
  LocalPath: 'Folder of the rule in its container.',
  S3OutputPath: 'S3 folder for what the rule writes.',
  RuleEvaluatorImage: 'Image that runs the rule.',
  InstanceType: 'Type of the instance that runs the rule.',
  VolumeSizeInGB: 'Storage of that instance.',
  RuleParameters: 'Settings of the rule.',
};

/** What the fields of CreateTrainingJob say, by structure and member, in our own words. */
export const apiWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  CreateTrainingJobRequest: {
    TrainingJobName:
      'Name of the job; unique in its account and region. Each launch needs another.',
    HyperParameters:
      'Hyperparameters as the container gets them: texts. Images with the training toolkit read each as JSON.',
    AlgorithmSpecification: 'What runs: image or algorithm, input mode, metrics, command.',
    RoleArn: 'The role that the job takes on to read data and write results.',
    InputDataConfig: 'The channels. Replaces all of `channels`.',
    OutputDataConfig: 'Where results go, and how.',
    ResourceConfig: 'Instances and their storage.',
    VpcConfig: 'The network that the job is put into.',
    StoppingCondition: 'How long the job may run and wait.',
    Tags: 'Tags of the job. Replaces all of `tags`.',
    EnableNetworkIsolation: 'The container reaches nothing outside of the job.',
    EnableInterContainerTrafficEncryption:
      'Encrypts what the containers of the job say to each other; training may take longer.',
    EnableManagedSpotTraining: 'Runs on spot capacity. Needs a `MaxWaitTimeInSeconds`.',
    CheckpointConfig: 'Where checkpoints are kept while the job runs.',
    DebugHookConfig: 'Where SageMaker Debugger saves tensors.',
    DebugRuleConfigurations: 'Rules of SageMaker Debugger that watch the saved tensors.',
    TensorBoardOutputConfig: 'Where data for TensorBoard are saved.',
    ExperimentConfig: 'The experiment that the job belongs to.',
    ProfilerConfig: 'What SageMaker Debugger profiles.',
    ProfilerRuleConfigurations: 'Rules of SageMaker Debugger that watch the profile.',
    Environment: 'Environment variables of the container. No secrets.',
    RetryStrategy: 'How often the job is tried again after an error of the service.',
    RemoteDebugConfig: 'Lets you into the running container by AWS Systems Manager.',
    InfraCheckConfig: 'Whether the instances are checked before the job starts.',
    SessionChainingConfig: 'Whether session tags are passed on to the role of the job.',
    ServerlessJobConfig:
      'A serverless job that customizes or evaluates a model, in place of an image.',
    MlflowConfig: 'The MLflow resource that follows the job.',
    ModelPackageConfig: 'The group of models that the result is registered in.',
  },
  AlgorithmSpecification: {
    TrainingImage: 'Address of the image; in place of `AlgorithmName`.',
    AlgorithmName:
      'Name or ARN of an algorithm of the account or the AWS Marketplace; in place of `TrainingImage`.',
    TrainingInputMode: 'How channels that say nothing else are read.',
    MetricDefinitions: 'Metrics that are read from the log. Replaces all of `metrics`.',
    EnableSageMakerMetricsTimeSeries: 'Keeps the metrics as time series.',
    ContainerEntrypoint: "Command in place of the image's own.",
    ContainerArguments: 'Arguments of the command.',
    TrainingImageConfig: 'How an image in a private registry is reached.',
  },
  MetricDefinition: {
    Name: 'Name of the metric in CloudWatch.',
    Regex: 'Regular expression; its first group is the number.',
  },
  TrainingImageConfig: {
    TrainingRepositoryAccessMode: 'Choose `Vpc` for a registry in the network of the job.',
    TrainingRepositoryAuthConfig: 'How to sign in to the registry.',
  },
  TrainingRepositoryAuthConfig: {
    TrainingRepositoryCredentialsProviderArn:
      'ARN of the Lambda function that gives credentials for the registry.',
  },
  Channel: {
    ChannelName: 'Name of the channel; the folder below `/opt/ml/input/data`.',
    DataSource: 'Where the data are: in S3, on a file system, or a data set.',
    ContentType: 'MIME type of the data.',
    CompressionType: 'Compression of the data, in Pipe mode.',
    RecordWrapperType: 'Wraps each object as a record, in Pipe mode.',
    InputMode: 'How this channel is read, if other than the rest.',
    ShuffleConfig: 'Shuffles the order of the data.',
  },
  DataSource: {
    S3DataSource: 'Objects in S3.',
    FileSystemDataSource: 'A folder of an EFS or FSx for Lustre file system.',
    DatasetSource: 'A data set of a hub.',
  },
  S3DataSource: {
    S3DataType:
      'What the address names: a prefix, a manifest, an augmented manifest, or conversations.',
    S3Uri:
      'Address of the prefix or manifest. Without `/` at its end, `…/train` is `…/training` too.',
    S3DataDistributionType: 'All data to each instance, or a share to each.',
    AttributeNames: 'Attributes of an augmented manifest that are read.',
    InstanceGroupNames: 'Only these instance groups get the data.',
    ModelAccessConfig: 'Acceptance of the licence of a model.',
    HubAccessConfig: 'Model of a private hub.',
  },
  ModelAccessConfig: { AcceptEula: 'Whether you accept the licence of the model.' },
  HubAccessConfig: { HubContentArn: 'ARN of the reference to a model in a private hub.' },
  FileSystemDataSource: {
    FileSystemId: 'Id of the file system.',
    FileSystemAccessMode: '`ro` reads only, `rw` writes too.',
    FileSystemType: 'Kind of the file system.',
    DirectoryPath: 'Folder of the file system, from its root.',
  },
  DatasetSource: { DatasetArn: 'ARN of the data set.' },
  ShuffleConfig: { Seed: 'Decides the order.' },
  OutputDataConfig: {
    KmsKeyId: 'KMS key that encrypts the results.',
    S3OutputPath: 'S3 folder below which each job gets one of its own.',
    CompressionType: '`GZIP` makes one archive, `NONE` leaves the files as they are.',
  },
  ResourceConfig: {
    InstanceType: 'Type of the instances; not beside `InstanceGroups`.',
    InstanceCount: 'Number of instances; not beside `InstanceGroups`.',
    VolumeSizeInGB: 'Storage of each instance. Types with NVMe disks use those.',
    VolumeKmsKeyId: 'KMS key that encrypts the storage; not for types with disks of their own.',
    KeepAlivePeriodInSeconds:
      'How long the instances stay warm for the next job. They cost meanwhile.',
    InstanceGroups: 'Instances of several types in one job.',
    TrainingPlanArn: 'ARN of the training plan whose capacity is used.',
    InstancePlacementConfig: 'Where instances are placed within UltraServers.',
  },
  InstanceGroup: {
    InstanceType: 'Type of the instances of the group.',
    InstanceCount: 'Number of instances of the group.',
    InstanceGroupName: 'Name of the group.',
  },
  InstancePlacementConfig: {
    EnableMultipleJobs: 'Whether other jobs may share the UltraServers.',
    PlacementSpecifications: 'Which instances go to which UltraServer.',
  },
  PlacementSpecification: {
    UltraServerId: 'Id of the UltraServer.',
    InstanceCount: 'Number of instances that are placed there together.',
  },
  VpcConfig: { SecurityGroupIds: 'Security groups.', Subnets: 'Subnets.' },
  StoppingCondition: {
    MaxRuntimeInSeconds: 'The longest time that the job runs; 28 days at most.',
    MaxWaitTimeInSeconds: 'Spot: the longest time of waiting and running together.',
    MaxPendingTimeInSeconds: 'The longest wait for the capacity of a training plan.',
  },
  Tag: { Key: 'Name of the tag.', Value: 'Value of the tag; may be empty.' },
  CheckpointConfig: {
    S3Uri: 'S3 folder of the checkpoints.',
    LocalPath: 'Folder that the script writes checkpoints to; `/opt/ml/checkpoints` by default.',
  },
  DebugHookConfig: {
    LocalPath: 'Folder for tensors in the container; `/opt/ml/output/tensors` by default.',
    S3OutputPath: 'S3 folder for tensors.',
    HookParameters: 'Settings of the hook.',
    CollectionConfigurations: 'Collections of tensors that are saved.',
  },
  CollectionConfiguration: {
    CollectionName: 'Name of the collection.',
    CollectionParameters: 'Which tensors are saved, and when.',
  },
  DebugRuleConfiguration: ruleWords,
  TensorBoardOutputConfig: {
    LocalPath: 'Folder for TensorBoard in the container; `/opt/ml/output/tensorboard` by default.',
    S3OutputPath: 'S3 folder for TensorBoard.',
  },
  ExperimentConfig: {
    ExperimentName: 'Name of an experiment that is there.',
    TrialName: 'Name of a trial that is there; without one a new trial is made.',
    TrialComponentDisplayName: 'How the job is called in the trial.',
    RunName: 'Name of the run.',
  },
  ProfilerConfig: {
    S3OutputPath: 'S3 folder for the profile.',
    ProfilingIntervalInMilliseconds: '100, 200, 500, 1000, 5000 or 60000; 500 by default.',
    ProfilingParameters: 'What of the framework is profiled.',
    DisableProfiler: 'Profiles nothing.',
  },
  ProfilerRuleConfiguration: ruleWords,
  RetryStrategy: { MaximumRetryAttempts: 'Number of further attempts.' },
  RemoteDebugConfig: { EnableRemoteDebug: 'Whether the running container can be entered.' },
  InfraCheckConfig: { EnableInfraCheck: 'Whether the instances are checked.' },
  SessionChainingConfig: { EnableSessionTagChaining: 'Whether session tags are passed on.' },
  ServerlessJobConfig: {
    BaseModelArn: 'ARN of the model in the public hub.',
    AcceptEula: 'Whether you accept the licence of the model.',
    JobType: 'Fine-tuning or evaluation.',
    CustomizationTechnique: 'How the model is customized.',
    Peft: 'Fine-tunes few parameters only.',
    EvaluationType: 'Kind of the evaluation.',
    EvaluatorArn: 'ARN of what rewards or judges answers.',
  },
  MlflowConfig: {
    MlflowResourceArn: 'ARN of the MLflow tracking server or app.',
    MlflowExperimentName: 'Experiment in MLflow.',
    MlflowRunName: 'Run in MLflow.',
  },
  ModelPackageConfig: {
    ModelPackageGroupArn: 'ARN of the group that the result is registered in.',
    SourceModelPackageArn: 'ARN of the model that training goes on from.',
  },
};
