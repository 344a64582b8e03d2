import {
  distributionsOf,
  type DistributionSwitch,
} from '../../../core/training/containerDistribution';
import type { ContainerHyperparameters } from '../../../core/training/containerHyperparameters';
import type { ContainerImage } from '../../../core/training/containerImage';

/** What a job asks for and only its image's own launchers can do. */
const launchers: Readonly<Partial<Record<DistributionSwitch, string>>> = {
  sagemaker_mpi_enabled: 'MPI',
  sagemaker_distributed_dataparallel_enabled: "SageMaker's data parallel library",
  sagemaker_pytorch_ddp_enabled: 'the MPI launcher of pytorchddp (torch_distributed works)',
  sagemaker_pytorch_xla_multi_worker_enabled: 'PyTorch XLA',
  sagemaker_parameter_server_enabled: 'parameter servers',
  sagemaker_multi_worker_mirrored_strategy_enabled: "TensorFlow's multi worker mirrored strategy",
};

/** The switches that each framework's container looks at; the others run the script as if unset. */
const known: Readonly<Record<NonNullable<ContainerImage['framework']>, ReadonlySet<string>>> = {
  pytorch: new Set([
    ...['sagemaker_mpi_enabled', 'sagemaker_distributed_dataparallel_enabled'],
    ...['sagemaker_pytorch_ddp_enabled', 'sagemaker_pytorch_xla_multi_worker_enabled'],
    'sagemaker_torch_distributed_enabled',
  ]),
  tensorflow: new Set([
    ...['sagemaker_mpi_enabled', 'sagemaker_distributed_dataparallel_enabled'],
    ...['sagemaker_parameter_server_enabled', 'sagemaker_multi_worker_mirrored_strategy_enabled'],
  ]),
  mxnet: new Set(['sagemaker_parameter_server_enabled']),
};

/** An image with no framework of its own still starts MPI. */
const plainKnown: ReadonlySet<string> = new Set(['sagemaker_mpi_enabled']);

/**
 * The way to distribute the work that the sandbox does not have, in words; `undefined` when the job
 * asks for none, or for `torchrun`.
 */
export function missingLauncher(
  hyperparameters: ContainerHyperparameters,
  image: ContainerImage,
  hostCount: number,
): string | undefined {
  for (const name of distributionsOf(hyperparameters)) {
    const launcher = launchers[name];
    if (launcher === undefined || !knownTo(image).has(name)) continue;
    // On one instance TensorFlow's container starts no parameter server.
    if (name === 'sagemaker_parameter_server_enabled' && hostCount === 1) continue;
    return `${launcher}, which ${name} asks for`;
  }
  return undefined;
}

/** Whether the image starts the script by `torchrun`. */
export function usesTorchrun(
  hyperparameters: ContainerHyperparameters,
  image: ContainerImage,
): boolean {
  const name = 'sagemaker_torch_distributed_enabled';
  return knownTo(image).has(name) && distributionsOf(hyperparameters).includes(name);
}

function knownTo({ framework, frameworkModule }: ContainerImage): ReadonlySet<string> {
  if (framework !== null) return known[framework];
  return frameworkModule === null ? plainKnown : new Set();
}

/** One host's part in a run of `torchrun`. */
export interface TorchrunPlace {
  readonly interpreter: string;
  readonly hostCount: number;
  /** Of this host, from 0. */
  readonly rank: number;
  readonly processesPerHost: number;
  /** On this computer. */
  readonly masterPort: number;
}

const loopback = '127.0.0.1';

/**
 * `torchrun` with its options, but on loopback and with a port of the job's own; also on one host,
 * where `torchrun` would take one that two jobs would fight for.
 */
export function torchrunCommand(place: TorchrunPlace): readonly string[] {
  return [
    ...[place.interpreter, '-m', 'torch.distributed.run'],
    ...['--nnodes', String(place.hostCount)],
    ...['--nproc_per_node', String(place.processesPerHost)],
    ...['--master_addr', loopback, '--master_port', String(place.masterPort)],
    ...['--node_rank', String(place.rank)],
  ];
}

/** What PyTorch's container sets for every script, with this computer's loopback in it. */
export function torchVariables(masterPort: number): Readonly<Record<string, string>> {
  return {
    MASTER_ADDR: loopback,
    MASTER_PORT: String(masterPort),
    NCCL_IB_DISABLE: '1',
    NCCL_DEBUG: 'WARN',
    ...interfaceVariables(),
  };
}

/** What the launcher sets beside it. */
export function torchrunVariables(): Readonly<Record<string, string>> {
  return { NCCL_PROTO: 'simple', ...interfaceVariables() };
}

/** A container has `eth0`; several hosts on one computer find each other by its loopback. */
function interfaceVariables(): Readonly<Record<string, string>> {
  const names: Partial<Record<NodeJS.Platform, string>> = { linux: 'lo', darwin: 'lo0' };
  const name = names[process.platform];
  return name === undefined ? {} : { NCCL_SOCKET_IFNAME: name, GLOO_SOCKET_IFNAME: name };
}
