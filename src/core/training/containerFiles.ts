import { hostNames } from './hostNames';

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

/** Instances of one type. */
export interface HostGroup {
  readonly name: string;
  readonly instanceType: string;
  readonly hosts: readonly string[];
}

/** The name of the one group of a job that has no `InstanceGroups` of its own. */
const onlyGroup = 'homogeneousCluster';

/** `count` instances of one type. */
export function homogeneousCluster(instanceType: string, count: number): readonly HostGroup[] {
  return [{ name: onlyGroup, instanceType, hosts: hostNames(count) }];
}

/** What the instance `currentHost` of a job with these groups finds. */
export function resourceConfig(groups: readonly HostGroup[], currentHost: string): ResourceConfig {
  const own = groups.find(({ hosts }) => hosts.includes(currentHost));
  return {
    current_host: currentHost,
    current_instance_type: own?.instanceType ?? '',
    current_group_name: own?.name ?? onlyGroup,
    hosts: groups.flatMap(({ hosts }) => hosts),
    instance_groups: groups.map(({ name, instanceType, hosts }) => ({
      instance_group_name: name,
      instance_type: instanceType,
      hosts,
    })),
    network_interface_name: 'eth0',
  };
}

/** What a host and its inputs are to whatever starts a script in its container. */
export interface ContainerWorld {
  readonly channels: Readonly<Record<string, ChannelConfig>>;
  readonly resources: ResourceConfig;
  readonly folders: ContainerFolders;
  readonly separator: '/' | '\\';
  readonly cpus: number;
  readonly gpus: number;
}
