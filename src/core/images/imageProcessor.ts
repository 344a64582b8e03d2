import { ImageRefusal } from './imageRefusal';

/** `g5` of `ml.g5.xlarge`; empty where it is no instance type. */
export const instanceFamily = (instanceType = ''): string =>
  /^ml[._]([a-z\d-]+)\.?\w*$/.exec(instanceType)?.[1] ?? '';

const gravitonFamilies = ['m6g', 'm6gd', 'c6g', 'c6gd', 'c6gn', 'c7g', 'r6g', 'r6gd'];

/** Whether the SDK takes the type for one with processors of Amazon's own (ARM). */
export const isGraviton = (instanceType: string | undefined): boolean =>
  gravitonFamilies.includes(instanceFamily(instanceType));

/**
 * The processor whose image an instance needs, of those that there are images for; `undefined` where
 * images are for whatever processor.
 */
export function imageProcessor(
  instanceType: string | undefined,
  available: readonly string[],
  isServerless = false,
): string | undefined {
  if (available.length === 0) {
    return undefined;
  }
  if (available.length === 1 && !instanceType) {
    return available[0];
  }
  if (isServerless) {
    return 'cpu';
  }
  const processor = processorOf(instanceType, available);
  if (!available.includes(processor)) {
    const what = `The image is not made for ${instanceType ?? processor} (${processor}).`;
    throw new ImageRefusal('instanceType', what, available);
  }
  return processor;
}

function processorOf(instanceType: string | undefined, available: readonly string[]): string {
  if (instanceType?.startsWith('local')) {
    return instanceType === 'local' ? 'cpu' : 'gpu';
  }
  if (instanceType?.startsWith('neuron')) {
    return 'neuron';
  }
  const family = instanceFamily(instanceType);
  if (family === '') {
    const what = instanceType
      ? `${instanceType} is no instance type.`
      : 'The image depends on the instance type.';
    throw new ImageRefusal('instanceType', what);
  }
  return available.includes(family) ? family : familyProcessor(family);
}

/** Families of the service: G and P have GPUs, Inf and Trn chips of Amazon's own. */
function familyProcessor(family: string): string {
  const chip = ['inf', 'trn'].find((name) => family.startsWith(name));
  return chip ?? (/^[gp]/.test(family) ? 'gpu' : 'cpu');
}
