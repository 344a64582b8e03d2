import type { ResourceConfig } from './containerFiles';
import { frameworkParameters, type ContainerHyperparameters } from './containerHyperparameters';
import { pythonList, type PythonValue } from './pythonValue';

/** Hyperparameters that the SDK sets for an estimator's `distribution`. */
const switches = [
  'sagemaker_mpi_enabled',
  'sagemaker_parameter_server_enabled',
  'sagemaker_distributed_dataparallel_enabled',
  'sagemaker_pytorch_ddp_enabled',
  'sagemaker_pytorch_xla_multi_worker_enabled',
  'sagemaker_multi_worker_mirrored_strategy_enabled',
  'sagemaker_torch_distributed_enabled',
] as const;

export type DistributionSwitch = (typeof switches)[number];

/** The ways to distribute the work that a job asks for. */
export function distributionsOf(
  hyperparameters: ContainerHyperparameters,
): readonly DistributionSwitch[] {
  const parameters = frameworkParameters(hyperparameters);
  return switches.filter((name) => isTrue(parameters.get(name)));
}

/**
 * The groups of instances that share the work: those that the request names, else the host's own
 * (sagemaker-training, `get_distribution_instance_groups_from_resource_config`).
 */
export function distributionGroups(
  hyperparameters: ContainerHyperparameters,
  currentGroup: string,
): PythonValue {
  const named = hyperparameters.toolkit.get('sagemaker_distribution_instance_groups');
  if (named !== undefined) return named;
  return pythonList(distributionsOf(hyperparameters).length > 0 ? [currentGroup] : []);
}

/** The hosts of these groups. */
export function distributionHosts(
  { instance_groups }: ResourceConfig,
  groups: PythonValue,
): readonly string[] {
  return instance_groups
    .filter(({ instance_group_name }) => holds(groups, instance_group_name))
    .flatMap(({ hosts }) => hosts);
}

/** Python's `name in groups`. */
function holds(groups: PythonValue, name: string): boolean {
  switch (groups.kind) {
    case 'list':
      return groups.items.some((item) => item.kind === 'str' && item.value === name);
    case 'str':
      return groups.value.includes(name);
    case 'dict':
      return groups.entries.has(name);
    default:
      return false;
  }
}

/** Python's `bool(value)`. */
function isTrue(value: PythonValue | undefined): boolean {
  switch (value?.kind) {
    case undefined:
    case 'none':
      return false;
    case 'bool':
      return value.value;
    case 'int':
    case 'float':
      return Number(value.value) !== 0;
    case 'str':
      return value.value !== '';
    case 'list':
      return value.items.length > 0;
    case 'dict':
      return value.entries.size > 0;
  }
}
