import { homogeneousCluster, type TrainingCluster } from '../../../core/training/containerFiles';
import type { TrainingRequest } from '../../store/jobRecord';

/** The hosts that a request asks for. */
export function trainingCluster({ ResourceConfig }: TrainingRequest): TrainingCluster {
  const { InstanceGroups, InstanceType, InstanceCount } = ResourceConfig;
  if (InstanceGroups === undefined || InstanceGroups.length === 0) {
    return homogeneousCluster(InstanceType ?? '', InstanceCount ?? 1);
  }
  let hosts = 0;
  const groups = InstanceGroups.map((group) => ({
    name: group.InstanceGroupName,
    instanceType: group.InstanceType,
    hosts: Array.from({ length: group.InstanceCount }, () => `algo-${++hosts}`),
  }));
  return { groups };
}

/** `algo-1`, `algo-2`, … */
export function clusterHosts(cluster: TrainingCluster): readonly string[] {
  return cluster.groups.flatMap(({ hosts }) => hosts);
}
