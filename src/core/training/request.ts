import { sandboxDebugVariable, sandboxInstallVariable } from '../sandbox/protocol';
import type { Hyperparameter, TrainingLaunch } from './launch';

/**
 * The fields of CreateTrainingJob that a launch fills. `InstanceType` is open, unlike in the SDK's types:
 * new instance types need no release of ours.
 */
export interface CreateTrainingJobFields {
  TrainingJobName: string;
  AlgorithmSpecification: {
    TrainingImage: string;
    TrainingInputMode: 'File';
    MetricDefinitions?: { Name: string; Regex: string }[];
  };
  RoleArn: string;
  HyperParameters: Record<string, string>;
  InputDataConfig?: InputChannel[];
  OutputDataConfig: { S3OutputPath: string };
  ResourceConfig: { InstanceType: string; InstanceCount: number; VolumeSizeInGB: number };
  StoppingCondition: { MaxRuntimeInSeconds: number };
  Environment?: Record<string, string>;
}

interface InputChannel {
  ChannelName: string;
  DataSource: {
    S3DataSource: {
      S3DataType: 'S3Prefix';
      S3Uri: string;
      S3DataDistributionType: 'FullyReplicated';
    };
  };
}

/** Where a launch's files were put. */
export interface UploadedSource {
  /** `s3://…/sourcedir.tar.gz` */
  readonly submitUri: string;
  readonly channels: readonly { readonly name: string; readonly uri: string }[];
}

/** Where a job runs, and as whom. */
export interface LaunchTarget {
  readonly region: string;
  readonly bucket: string;
  readonly roleArn: string;
  /** Becomes the job's `Environment`. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * The CreateTrainingJob request of a launch, by the contract of the SageMaker Python SDK v2
 * (`Framework` estimators): values JSON-encoded, the code named by `sagemaker_*` hyperparameters.
 * Parts that would be empty are left out, as the service refuses some of them empty.
 */
export function buildTrainingRequest(
  launch: TrainingLaunch,
  uploaded: UploadedSource,
  target: LaunchTarget,
): CreateTrainingJobFields {
  const channels = uploaded.channels.map(toInputChannel);
  const metrics = launch.metrics.map(({ name, regex }) => ({ Name: name, Regex: regex }));
  const environment = {
    ...target.environment,
    ...(launch.installRequirements && { [sandboxInstallVariable]: 'requirements' }),
    ...(launch.debug && { [sandboxDebugVariable]: launch.debug }),
  };
  return {
    TrainingJobName: launch.jobName,
    AlgorithmSpecification: {
      TrainingImage: launch.image,
      TrainingInputMode: 'File',
      ...(metrics.length > 0 && { MetricDefinitions: metrics }),
    },
    RoleArn: target.roleArn,
    HyperParameters: {
      ...encodeHyperparameters(launch.hyperparameters),
      ...encodeHyperparameters([
        { name: 'sagemaker_program', value: launch.script },
        { name: 'sagemaker_submit_directory', value: uploaded.submitUri },
        { name: 'sagemaker_container_log_level', value: 20 },
        { name: 'sagemaker_job_name', value: launch.jobName },
        { name: 'sagemaker_region', value: target.region },
      ]),
    },
    ...(channels.length > 0 && { InputDataConfig: channels }),
    OutputDataConfig: { S3OutputPath: `s3://${target.bucket}/` },
    ResourceConfig: {
      InstanceType: launch.instanceType,
      InstanceCount: 1,
      VolumeSizeInGB: 30,
    },
    StoppingCondition: { MaxRuntimeInSeconds: launch.maxRuntimeSeconds },
    ...(Object.keys(environment).length > 0 && { Environment: environment }),
  };
}

/** Hyperparameters as the API takes them; every value is JSON, strings quoted too. */
function encodeHyperparameters(parameters: readonly Hyperparameter[]): Record<string, string> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, JSON.stringify(value)]));
}

function toInputChannel(channel: { readonly name: string; readonly uri: string }): InputChannel {
  return {
    ChannelName: channel.name,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix',
        // Without the slash the prefix `…/train` would also match `…/training`.
        S3Uri: channel.uri.endsWith('/') ? channel.uri : `${channel.uri}/`,
        S3DataDistributionType: 'FullyReplicated',
      },
    },
  };
}
