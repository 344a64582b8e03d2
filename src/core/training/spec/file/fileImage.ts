import type { ImageTable } from '../../../images/imageTable';
import { imageUri } from '../../../images/imageUri';
import { offeredVersions, type OfferedVersion } from '../../../images/offeredImages';
import type { ImageChoice } from './jobSpec';

/** Where the job of a file runs. */
interface FilePlace {
  readonly region: string;
  readonly instanceType: string;
}

/**
 * The address of the prebuilt training image that a file names: of what it leaves open the newest.
 * Throws an `ImageRefusal` where there is none.
 */
export function fileImage(table: ImageTable, choice: ImageChoice, place: FilePlace): string {
  const { name: framework, version } = choice;
  const purpose = { region: place.region, scope: 'training' };
  const release = offeredVersions(table, framework, purpose).find((one) => suits(one, version));
  const variant =
    choice.base === undefined
      ? newestVariant(release)
      : release?.variants.find(({ baseFramework }) => baseFramework === choice.base);
  return imageUri(table, {
    ...{ ...purpose, framework, instanceType: place.instanceType },
    // What is not offered is asked for as it stands: the refusal names it.
    version: release?.version ?? version,
    baseFramework: choice.base ?? variant?.baseFramework,
    pythonVersion: choice.python ?? variant?.pythonVersions.at(-1),
  });
}

/** `2.8` means the newest of `2.8.0`, `2.8.1`. */
const suits = ({ version }: OfferedVersion, wanted: string | undefined): boolean =>
  wanted === undefined || version === wanted || version.startsWith(`${wanted}.`);

/** Of Hugging Face's the one on the newest PyTorch. */
const newestVariant = (
  release: OfferedVersion | undefined,
): OfferedVersion['variants'][number] | undefined =>
  release?.variants.findLast(({ baseFramework }) => baseFramework?.startsWith('pytorch')) ??
  release?.variants.at(-1);
