import { homogeneousCluster, type HostGroup } from '../../../core/training/containerFiles';
import { hostNames } from '../../../core/training/hostNames';
import type { TrainingRequest } from '../../store/jobRecord';

/** The hosts that a request asks for, in the order of its groups and numbered throughout. */
export function trainingCluster({ ResourceConfig }: TrainingRequest): readonly HostGroup[] {
  const { InstanceGroups, InstanceType, InstanceCount } = ResourceConfig;
  if (InstanceGroups === undefined || InstanceGroups.length === 0) {
    return homogeneousCluster(InstanceType ?? '', InstanceCount ?? 1);
  }
  let before = 0;
  return InstanceGroups.map((group) => {
    const hosts = hostNames(group.InstanceCount, before);
    before += group.InstanceCount;
    return { name: group.InstanceGroupName, instanceType: group.InstanceType, hosts };
  });
}

/** `algo-1`, `algo-2`, … */
export function clusterHosts(groups: readonly HostGroup[]): readonly string[] {
  return groups.flatMap(({ hosts }) => hosts);
}
