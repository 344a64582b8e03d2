import { fitRequest } from './fitRequest';
import { isList, memberOf, pythonString, type JsonObject } from './json';
import {
  pythonCall,
  pythonDictionary,
  pythonList,
  pythonLiteral,
  type Argument,
} from './pythonCode';
import { PythonImports } from './pythonImports';
import { argumentsOf, type ArgumentTable } from './sdk2Arguments';
import { channelEntry } from './sdk2Channels';
import { debuggerArguments } from './sdk2Debugger';
import { sdkHeader } from './sdkHeader';
import { sdk2Limits } from './sdkLimits';

/** A script that trains by an `Estimator` of the SageMaker Python SDK 2, in `region`. */
export function sdk2Script(request: JsonObject, region: string): string {
  const fitted = fitRequest(request, sdk2Limits);
  const { kept } = fitted;
  const imports = new PythonImports();
  const estimator = pythonCall('estimator = Estimator', [
    ...plainArguments(kept),
    ...groupArguments(kept, imports),
    ...debuggerArguments(kept, imports),
    ['sagemaker_session', `sagemaker.Session(boto3.Session(region_name=${pythonString(region)}))`],
  ]);
  const fit = pythonCall('estimator.fit', fitArguments(kept, imports));
  return [
    sdkHeader('The SageMaker Python SDK 2', fitted),
    'import boto3\nimport sagemaker\n',
    'from sagemaker.estimator import Estimator\n',
    `${imports.text()}\n`,
    `${estimator}\n${fit}\n`,
  ].join('');
}

/** Arguments of `Estimator` that take a member as it is. */
const plain: ArgumentTable = [
  ['image_uri', 'AlgorithmSpecification', 'TrainingImage'],
  ['role', 'RoleArn'],
  ['instance_type', 'ResourceConfig', 'InstanceType'],
  ['instance_count', 'ResourceConfig', 'InstanceCount'],
  ['volume_size', 'ResourceConfig', 'VolumeSizeInGB'],
  ['volume_kms_key', 'ResourceConfig', 'VolumeKmsKeyId'],
  ['keep_alive_period_in_seconds', 'ResourceConfig', 'KeepAlivePeriodInSeconds'],
  ['training_plan', 'ResourceConfig', 'TrainingPlanArn'],
  ['instance_placement_config', 'ResourceConfig', 'InstancePlacementConfig'],
  ['max_run', 'StoppingCondition', 'MaxRuntimeInSeconds'],
  ['use_spot_instances', 'EnableManagedSpotTraining'],
  ['max_wait', 'StoppingCondition', 'MaxWaitTimeInSeconds'],
  ['max_retry_attempts', 'RetryStrategy', 'MaximumRetryAttempts'],
  ['checkpoint_s3_uri', 'CheckpointConfig', 'S3Uri'],
  ['checkpoint_local_path', 'CheckpointConfig', 'LocalPath'],
  ['input_mode', 'AlgorithmSpecification', 'TrainingInputMode'],
  ['output_path', 'OutputDataConfig', 'S3OutputPath'],
  ['output_kms_key', 'OutputDataConfig', 'KmsKeyId'],
  ['hyperparameters', 'HyperParameters'],
  ['environment', 'Environment'],
  ['metric_definitions', 'AlgorithmSpecification', 'MetricDefinitions'],
  ['enable_sagemaker_metrics', 'AlgorithmSpecification', 'EnableSageMakerMetricsTimeSeries'],
  ['container_entry_point', 'AlgorithmSpecification', 'ContainerEntrypoint'],
  ['container_arguments', 'AlgorithmSpecification', 'ContainerArguments'],
  [
    'training_repository_access_mode',
    ...['AlgorithmSpecification', 'TrainingImageConfig', 'TrainingRepositoryAccessMode'],
  ],
  [
    'training_repository_credentials_provider_arn',
    ...['AlgorithmSpecification', 'TrainingImageConfig', 'TrainingRepositoryAuthConfig'],
    'TrainingRepositoryCredentialsProviderArn',
  ],
  ['subnets', 'VpcConfig', 'Subnets'],
  ['security_group_ids', 'VpcConfig', 'SecurityGroupIds'],
  ['enable_network_isolation', 'EnableNetworkIsolation'],
  ['encrypt_inter_container_traffic', 'EnableInterContainerTrafficEncryption'],
  ['enable_infra_check', 'InfraCheckConfig', 'EnableInfraCheck'],
  ['enable_remote_debug', 'RemoteDebugConfig', 'EnableRemoteDebug'],
  ['enable_session_tag_chaining', 'SessionChainingConfig', 'EnableSessionTagChaining'],
  ['tags', 'Tags'],
];

function plainArguments(kept: JsonObject): readonly Argument[] {
  const given = argumentsOf(kept, plain, 1);
  const isPlain = memberOf(kept['OutputDataConfig'], 'CompressionType') === 'NONE';
  return isPlain ? [...given, ['disable_output_compression', 'True']] : given;
}

function groupArguments(kept: JsonObject, imports: PythonImports): readonly Argument[] {
  const groups = memberOf(kept['ResourceConfig'], 'InstanceGroups');
  if (!isList(groups)) {
    return [];
  }
  const name = imports.use('sagemaker.instance_group', 'InstanceGroup');
  const items = groups.map((group) => pythonCall(name, argumentsOf(group, groupMembers, 2), 2));
  return [['instance_groups', pythonList(items, 1)]];
}

const groupMembers: ArgumentTable = [
  ['instance_group_name', 'InstanceGroupName'],
  ['instance_type', 'InstanceType'],
  ['instance_count', 'InstanceCount'],
];

function fitArguments(kept: JsonObject, imports: PythonImports): readonly Argument[] {
  const { InputDataConfig: channels } = kept;
  const inputs = isList(channels) ? channels.map((each) => channelEntry(each, imports)) : [];
  return [
    ...(inputs.length > 0 ? [['inputs', pythonDictionary(inputs, 1)] satisfies Argument] : []),
    ...argumentsOf(kept, [['experiment_config', 'ExperimentConfig']], 1),
    ['job_name', pythonLiteral(kept['TrainingJobName'] ?? '', 1)],
    ['wait', 'False'],
  ];
}
