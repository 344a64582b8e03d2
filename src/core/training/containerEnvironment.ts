import { containerArguments } from './containerArguments';
import type { ContainerFolders, ContainerWorld } from './containerFiles';
import { distributionGroups, distributionHosts } from './containerDistribution';
import { frameworkParameters, type ContainerHyperparameters } from './containerHyperparameters';
import type { ContainerImage } from './containerImage';
import { dumpsPython, strPython } from './pythonText';
import {
  compareCodePoints,
  pythonBool,
  pythonDict,
  pythonInt,
  pythonList,
  pythonNone,
  pythonStr,
  toPython,
  type PythonDict,
  type PythonValue,
} from './pythonValue';

/** Everything the training toolkit derives the script's environment from. */
export interface ContainerJob extends ContainerWorld {
  readonly name: string;
  readonly hyperparameters: ContainerHyperparameters;
  readonly image: Pick<ContainerImage, 'frameworkModule' | 'library'>;
}

const defaultLogLevel = 20;

/** What sagemaker-training has and its predecessor (sagemaker-containers, `_env.py`) had not. */
const newNames: readonly string[] = [
  ...['current_instance_type', 'current_instance_group', 'current_instance_group_hosts'],
  ...['instance_groups', 'instance_groups_dict', 'is_hetero', 'num_neurons'],
  ...['distribution_hosts', 'distribution_instance_groups', 'is_modelparallel_enabled'],
  ...['is_smddpmprun_installed', 'is_smddprun_installed', 'topology'],
];

/**
 * The `SM_*` variables of a script, as the training toolkit writes them (`environment.py`,
 * `to_env_vars`; `mapping.py`): names in upper case with hyphens kept, strings as they are, `None`
 * empty, everything else as compact JSON with sorted keys.
 */
export function containerEnvironment(job: ContainerJob): Readonly<Record<string, string>> {
  const values = new Map<string, PythonValue>();
  for (const [name, value] of Object.entries(environmentValues(job))) values.set(name, value);
  if (job.image.library === 'containers') newNames.forEach((name) => values.delete(name));
  for (const [name, value] of job.hyperparameters.user) values.set(`hp_${name}`, value);
  for (const name of Object.keys(job.channels)) {
    values.set(`channel_${name}`, pythonStr(channelFolder(job, name)));
  }
  const variables = [...values].map(([name, value]) => [
    `SM_${name.toUpperCase()}`,
    variableText(value),
  ]);
  return Object.fromEntries(variables) as Record<string, string>;
}

function environmentValues(job: ContainerJob): Readonly<Record<string, PythonValue>> {
  const details = trainingDetails(job);
  const shared = (...names: string[]) =>
    Object.fromEntries(names.map((name) => [name, details[name] ?? pythonNone]));
  return {
    ...shared('hosts', 'network_interface_name', 'input_dir', 'input_config_dir', 'output_dir'),
    ...shared('output_data_dir', 'output_intermediate_dir', 'model_dir', 'module_dir'),
    ...shared('module_name', 'user_entry_point', 'log_level', 'num_cpus', 'num_gpus'),
    ...shared('num_neurons', 'input_data_config', 'resource_config', 'framework_module'),
    ...shared('current_host', 'current_instance_type', 'current_instance_group'),
    ...shared('current_instance_group_hosts', 'instance_groups', 'instance_groups_dict'),
    ...shared('is_hetero', 'distribution_instance_groups'),
    hps: { kind: 'dict', entries: job.hyperparameters.user },
    framework_params: { kind: 'dict', entries: frameworkParameters(job.hyperparameters) },
    channels: pythonList(Object.keys(job.channels).sort(compareCodePoints)),
    user_args: pythonList(containerArguments(job.hyperparameters.user)),
    training_env: { kind: 'dict', entries: trainingEnvironment(job, details) },
  };
}

/** `SM_TRAINING_ENV`. */
function trainingEnvironment(
  job: ContainerJob,
  details: Readonly<Record<string, PythonValue>>,
): PythonDict {
  const isOld = job.image.library === 'containers';
  return new Map(Object.entries(details).filter(([name]) => !isOld || !newNames.includes(name)));
}

function trainingDetails(job: ContainerJob): Readonly<Record<string, PythonValue>> {
  const channels = Object.keys(job.channels).map((name) => [name, channelFolder(job, name)]);
  return {
    ...resourceDetails(job),
    ...folderDetails(job.folders),
    ...programDetails(job),
    additional_framework_parameters: {
      kind: 'dict',
      entries: frameworkParameters(job.hyperparameters),
    },
    channel_input_dirs: toPython(Object.fromEntries(channels)),
    hyperparameters: { kind: 'dict', entries: job.hyperparameters.user },
    input_data_config: toPython(job.channels),
    is_modelparallel_enabled: pythonNone,
    is_smddpmprun_installed: pythonBool(false),
    is_smddprun_installed: pythonBool(false),
    num_cpus: pythonInt(job.cpus),
    num_gpus: pythonInt(job.gpus),
    num_neurons: pythonInt(0),
    // Of the one instance type that has one, which no computer of a user is.
    topology: pythonList([]),
  };
}

function resourceDetails(job: ContainerJob): Readonly<Record<string, PythonValue>> {
  const { resources } = job;
  const groups = resources.instance_groups;
  const current = groups.find(
    (group) => group.instance_group_name === resources.current_group_name,
  );
  const distributed = distributionGroups(job.hyperparameters, resources.current_group_name);
  const hosts = distributionHosts(resources, distributed);
  const [master = resources.current_host] = hosts.length > 0 ? hosts : resources.hosts;
  return {
    current_host: pythonStr(resources.current_host),
    current_instance_group: pythonStr(resources.current_group_name),
    current_instance_group_hosts: pythonList(current?.hosts ?? []),
    current_instance_type: pythonStr(resources.current_instance_type),
    distribution_hosts: pythonList(hosts),
    distribution_instance_groups: distributed,
    hosts: pythonList(resources.hosts),
    instance_groups: pythonList(groups.map((group) => group.instance_group_name)),
    instance_groups_dict: pythonDict(
      Object.fromEntries(groups.map((group) => [group.instance_group_name, toPython(group)])),
    ),
    is_hetero: pythonBool(groups.length > 1),
    is_master: pythonBool(resources.current_host === master),
    master_hostname: pythonStr(master),
    network_interface_name: pythonStr(resources.network_interface_name),
    resource_config: toPython(resources),
  };
}

function folderDetails(folders: ContainerFolders): Readonly<Record<string, PythonValue>> {
  return {
    input_config_dir: pythonStr(folders.config),
    input_dir: pythonStr(folders.input),
    model_dir: pythonStr(folders.model),
    output_data_dir: pythonStr(folders.outputData),
    output_dir: pythonStr(folders.output),
    output_intermediate_dir: pythonStr(folders.intermediate),
  };
}

/** Settings come as they are, whatever their type; the toolkit makes text of two of them. */
function programDetails(job: ContainerJob): Readonly<Record<string, PythonValue>> {
  const setting = (name: string) => job.hyperparameters.toolkit.get(`sagemaker_${name}`);
  const program = setting('program') ?? pythonNone;
  const { frameworkModule } = job.image;
  return {
    framework_module: frameworkModule === null ? pythonNone : pythonStr(frameworkModule),
    job_name: pythonStr(job.name),
    log_level: setting('container_log_level') ?? pythonInt(defaultLogLevel),
    module_dir: pythonStr(strPython(setting('submit_directory') ?? pythonStr(job.folders.code))),
    module_name: pythonStr(strPython(program).replace(/\.py$/, '')),
    user_entry_point: program,
  };
}

function channelFolder(job: ContainerJob, name: string): string {
  return `${job.folders.data}${job.separator}${name}`;
}

function variableText(value: PythonValue): string {
  if (value.kind === 'none') return '';
  return value.kind === 'str' ? value.value : dumpsPython(value);
}
