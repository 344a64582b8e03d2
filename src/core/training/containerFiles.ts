/** The folders of a training container; `/opt/ml` itself, or a folder that stands for it. */
export interface ContainerFolders {
  readonly base: string;
  readonly code: string;
  readonly input: string;
  readonly config: string;
  readonly data: string;
  readonly model: string;
  readonly output: string;
  readonly outputData: string;
  readonly intermediate: string;
}

/** The layout below `base` (AWS documentation, "How Amazon SageMaker Provides Training Information"). */
export function containerFolders(base: string, separator: '/' | '\\'): ContainerFolders {
  const join = (...parts: string[]) => [base, ...parts].join(separator);
  return {
    base,
    code: join('code'),
    input: join('input'),
    config: join('input', 'config'),
    data: join('input', 'data'),
    model: join('model'),
    output: join('output'),
    outputData: join('output', 'data'),
    intermediate: join('output', 'intermediate'),
  };
}

/** `input/config/resourceconfig.json`. */
export interface ResourceConfig {
  readonly current_host: string;
  readonly current_instance_type: string;
  readonly current_group_name: string;
  readonly hosts: readonly string[];
  readonly instance_groups: readonly InstanceGroup[];
  readonly network_interface_name: string;
}

interface InstanceGroup {
  readonly instance_group_name: string;
  readonly instance_type: string;
  readonly hosts: readonly string[];
}

/** One channel in `input/config/inputdataconfig.json`. */
export interface ChannelConfig {
  readonly TrainingInputMode: string;
  readonly S3DistributionType: string;
  readonly RecordWrapperType: string;
  readonly ContentType?: string | undefined;
}

/** What a job on one instance of that type finds. */
export function resourceConfig(instanceType: string): ResourceConfig {
  const group = 'homogeneousCluster';
  const hosts = ['algo-1'];
  return {
    current_host: 'algo-1',
    current_instance_type: instanceType,
    current_group_name: group,
    hosts,
    instance_groups: [{ instance_group_name: group, instance_type: instanceType, hosts }],
    network_interface_name: 'eth0',
  };
}
