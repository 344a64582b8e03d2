import type { HyperparameterValue } from './hyperparameterValue';

/** How the script's processes are started on several instances or GPUs. */
export type LaunchDistribution =
  | TorchDistribution
  | MpiDistribution
  | DataParallelDistribution
  | { readonly kind: 'parameterServer' | 'multiWorkerMirrored' | 'xla' };

interface TorchDistribution {
  /** `torchrun` on each instance, or PyTorch's own data parallel by MPI. */
  readonly kind: 'torchrun' | 'pytorchDdp';
}

interface MpiDistribution extends GroupOptions {
  readonly kind: 'mpi';
  /** One for each GPU, or one, by default. */
  readonly processesPerHost?: number | undefined;
  /** Further options of `mpirun`. */
  readonly customOptions?: string | undefined;
}

/** SageMaker's distributed data parallel library. */
interface DataParallelDistribution extends GroupOptions {
  readonly kind: 'smDataParallel';
  readonly customOptions?: string | undefined;
}

interface GroupOptions {
  /** Only these instance groups take part. */
  readonly instanceGroups?: readonly string[] | undefined;
}

/**
 * The hyperparameters that ask the images for a distribution, before encoding (SageMaker Python SDK
 * 2.257, `Framework._distribution_configuration` and `PyTorch._pytorch_distribution_configuration`).
 * `instanceType` is `null` for a job of instance groups.
 */
export function distributionHyperparameters(
  distribution: LaunchDistribution,
  instanceType: string | null,
): Record<string, HyperparameterValue> {
  const type: Record<string, HyperparameterValue> =
    instanceType === null ? {} : { sagemaker_instance_type: instanceType };
  switch (distribution.kind) {
    case 'torchrun':
      return { sagemaker_torch_distributed_enabled: true, ...type };
    case 'pytorchDdp':
      return { sagemaker_pytorch_ddp_enabled: true, ...type };
    case 'mpi':
      return mpiHyperparameters(distribution);
    case 'smDataParallel':
      return {
        ...groupHyperparameters(distribution),
        sagemaker_distributed_dataparallel_enabled: true,
        // The SDK sends `null` for a job of instance groups.
        sagemaker_instance_type: instanceType,
        sagemaker_distributed_dataparallel_custom_mpi_options: distribution.customOptions ?? '',
      };
    default:
      return { [switches[distribution.kind]]: true };
  }
}

const switches = {
  parameterServer: 'sagemaker_parameter_server_enabled',
  multiWorkerMirrored: 'sagemaker_multi_worker_mirrored_strategy_enabled',
  xla: 'sagemaker_pytorch_xla_multi_worker_enabled',
} as const;

function mpiHyperparameters(mpi: MpiDistribution): Record<string, HyperparameterValue> {
  return {
    ...groupHyperparameters(mpi),
    sagemaker_mpi_enabled: true,
    ...(mpi.processesPerHost !== undefined && {
      sagemaker_mpi_num_of_processes_per_host: mpi.processesPerHost,
    }),
    sagemaker_mpi_custom_mpi_options: mpi.customOptions ?? '',
  };
}

function groupHyperparameters({
  instanceGroups = [],
}: GroupOptions): Record<string, HyperparameterValue> {
  return instanceGroups.length === 0
    ? {}
    : { sagemaker_distribution_instance_groups: instanceGroups };
}
