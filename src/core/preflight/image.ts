import { instanceFamily } from '../images/imageProcessor';
import { editField, type Finding } from './finding';
import { referenceText, type RegistryImage } from './registryImage';

/** Whether an image is there, as far as it could be looked for. */
export type ImageAnswer =
  | { readonly kind: 'found' }
  /** One of AWS's own, in the project's table; `unlisted`: of their repository, but not in the table. */
  | { readonly kind: 'listed' | 'unlisted' }
  | { readonly kind: 'noRepository' | 'noImage' }
  /** `reason`: a finished sentence. */
  | { readonly kind: 'unknown'; readonly reason: string };

const id = 'image';
const mend = editField('image', 'Change image');

/** Judges the image of a job that runs in `region`. */
export function imageFinding(answer: ImageAnswer, image: RegistryImage, region: string): Finding {
  const name = `${image.repository}:${referenceText(image)}`;
  if (image.region !== region) {
    return {
      ...{ id, tone: 'warning', ...mend },
      message: `The image ${name} is in the registry of ${image.region}, and SageMaker pulls images from the job's own region, ${region}: choose an image of ${region}, or run the job in ${image.region}.`,
    };
  }
  switch (answer.kind) {
    case 'found':
      return { id, tone: 'ok', message: `The image ${name} is in the registry.` };
    case 'listed':
      return { id, tone: 'ok', message: `The image ${name} is one of AWS for ${region}.` };
    case 'noRepository':
      return {
        ...{ id, tone: 'error', ...mend },
        message: `The registry of ${image.accountId} in ${region} has no repository ${image.repository}: choose another image, or push it first.`,
      };
    case 'noImage':
      return {
        ...{ id, tone: 'error', ...mend },
        message: `The repository ${image.repository} has no image ${referenceText(image)}: choose another image, or push it first.`,
      };
    case 'unlisted':
      return unknownImage(name, 'The table of AWS’s images does not have it; it may be newer.');
    case 'unknown':
      return unknownImage(name, answer.reason);
  }
}

const unknownImage = (name: string, detail: string): Finding => ({
  ...{ id, tone: 'info', ...mend, detail },
  message: `Whether the image ${name} is there cannot be told from here. If the start is refused, choose another image.`,
});

/** Other registries are reached only through a VPC (`TrainingRepositoryAccessMode`). */
export const otherRegistry = (uri: string): Finding => ({
  ...{ id, tone: 'warning', ...mend },
  message: `The image ${uri} is not in Amazon ECR: choose one that is, unless the job reaches its registry through a VPC.`,
});

/**
 * What is to be said where a prebuilt image is for another processor than instances have: AWS's tags
 * name `cpu` or `gpu`, and instances of G and P families have GPUs (`image_uris` of the SageMaker SDK).
 * Groups of several types share an image: one for GPUs is right for all where one of them has some.
 */
export function processorFinding(tag: string, types: readonly string[]): Finding | undefined {
  const built = /(?:^|-)(cpu|gpu)(?:-|$)/.exec(tag)?.[1];
  const judged = types.filter((type) => !/^(?:$|inf|trn)/.test(instanceFamily(type)));
  const withGpus = judged.filter((type) => /^[gp]/.test(instanceFamily(type)));
  if (built === undefined || judged.length === 0) {
    return undefined;
  }
  if (built === 'cpu' && withGpus.length > 0) {
    const message = `The image is built for CPUs, so that the GPUs of ${withGpus.join(', ')} stay unused: choose an image for GPUs, or an instance type without.`;
    return { id: 'processor', tone: 'warning', message, ...mend };
  }
  if (built === 'gpu' && withGpus.length === 0) {
    const message = `The image is built for GPUs, and ${judged.join(', ')} has none: choose an image for CPUs, or an instance type with GPUs.`;
    return { id: 'processor', tone: 'warning', message, ...mend };
  }
  return undefined;
}
