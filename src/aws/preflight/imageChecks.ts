import { loadImageTable } from '../../core/images/imageTable';
import { awsImage } from '../../core/preflight/awsImage';
import type { Finding } from '../../core/preflight/finding';
import {
  imageFinding,
  otherRegistry,
  processorFinding,
  type ImageAnswer,
} from '../../core/preflight/image';
import type { AccountQuestion } from '../../core/preflight/question';
import {
  referenceText,
  registryImage,
  type RegistryImage,
} from '../../core/preflight/registryImage';
import { orReason, type Asking } from './asking';
import { findImage } from './findImage';

/** Whether the image is there; AWS's own registries let nobody look, so the project's table tells. */
export async function imageFindings(
  asking: Asking,
  { image: uri, instances }: AccountQuestion,
): Promise<readonly Finding[]> {
  if (uri === '') {
    return [];
  }
  const image = registryImage(uri);
  if (image === undefined) {
    return [otherRegistry(uri)];
  }
  const { region } = asking.connection.info;
  const ofAws = awsImage(await loadImageTable(), image);
  const answer = ofAws === undefined ? await look(asking, image) : ({ kind: ofAws } as const);
  const types = ofAws === undefined ? [] : instances.map(({ type }) => type);
  const processor = processorFinding(referenceText(image), types);
  return [imageFinding(answer, image, region), ...(processor ? [processor] : [])];
}

async function look(asking: Asking, image: RegistryImage): Promise<ImageAnswer> {
  const { connection } = asking;
  if (image.region !== connection.info.region) {
    return { kind: 'unknown', reason: 'It is in the registry of another region.' };
  }
  return await orReason(
    asking.ask(`image ${JSON.stringify(image)}`, (signal) =>
      findImage(connection.ecr, image, signal),
    ),
    (reason) => ({ kind: 'unknown', reason }),
  );
}
