import type { InstanceGroup, TrainingRequest } from '../../../store/jobRecord';
import { brokenConstraint, duplicates, invalid } from './invalid';

type ResourceConfig = TrainingRequest['ResourceConfig'];

/**
 * Families whose instances bring their own NVMe disk; for all others the service asks for the size
 * of a volume (API reference, ResourceConfig.VolumeSizeInGB).
 */
const ownDisk = /^ml\.(?:g4dn|g5|g6|g6e|g7e|p3dn|p4d|p4de|p5|p5e|p5en|p6[\w-]*|trn1n?|trn2|r5d)\./;

/** Either one kind of instance or groups of them, none of them empty, with room for the data. */
export function checkResources(resources: ResourceConfig): void {
  if (resources.InstanceGroups === undefined) checkInstances(resources);
  else checkGroups(resources, resources.InstanceGroups);
  const path = 'resourceConfig.volumeSizeInGB';
  if (resources.VolumeSizeInGB === 0) throw tooFew(0, path);
  const needsVolume = instanceTypes(resources).find((type) => !ownDisk.test(type));
  if (resources.VolumeSizeInGB === undefined && needsVolume !== undefined) {
    throw invalid(`VolumeSizeInGB must be specified for the instance type ${needsVolume}.`);
  }
  const encrypts = instanceTypes(resources).find((type) => ownDisk.test(type));
  if (resources.VolumeKmsKeyId !== undefined && encrypts !== undefined) {
    throw invalid(
      `VolumeKmsKeyId cannot be specified for the instance type ${encrypts}, which uses local storage.`,
    );
  }
}

function checkInstances({ InstanceType, InstanceCount }: ResourceConfig): void {
  if (InstanceType === undefined || InstanceCount === undefined) {
    throw invalid(
      'InstanceType and InstanceCount must be specified when InstanceGroups is not specified.',
    );
  }
  if (InstanceCount === 0) throw tooFew(0, 'resourceConfig.instanceCount');
}

function checkGroups(resources: ResourceConfig, groups: readonly InstanceGroup[]): void {
  if ((resources.InstanceType ?? resources.InstanceCount) !== undefined) {
    throw invalid('InstanceType or InstanceCount cannot be specified with InstanceGroups');
  }
  if (groups.length === 0) throw invalid('InstanceGroups must have at least one instance group.');
  groups.forEach(({ InstanceCount }, index) => {
    const path = `resourceConfig.instanceGroups.${index + 1}.member.instanceCount`;
    if (InstanceCount === 0) throw tooFew(0, path);
  });
  const [twice] = duplicates(groups.map(({ InstanceGroupName }) => InstanceGroupName));
  if (twice !== undefined) {
    throw invalid(`Instance group names must be unique. ${twice} is used more than once.`);
  }
}

function instanceTypes(resources: ResourceConfig): readonly string[] {
  const groups = resources.InstanceGroups?.map(({ InstanceType }) => InstanceType);
  return groups ?? [resources.InstanceType ?? ''];
}

function tooFew(value: number, path: string) {
  return brokenConstraint(value, path, 'Member must have value greater than or equal to 1');
}
