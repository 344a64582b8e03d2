import { dnsSuffix } from '../connections/partition';
import { imageEntry } from './imageEntry';
import { imageProcessor, instanceFamily } from './imageProcessor';
import type { ImageQuestion } from './imageQuestion';
import { ImageRefusal } from './imageRefusal';
import { imageSheet } from './imageSheet';
import type { ImageTable } from './imageTable';
import { imageTag } from './imageTag';

/**
 * The address of a prebuilt image, by the rules of `image_uris.retrieve` of the SageMaker Python SDK, with
 * which a contract test compares it. Throws an `ImageRefusal` where there is none.
 */
export function imageUri(table: ImageTable, question: ImageQuestion): string {
  const { region, instanceType, options } = question;
  const choice = imageSheet(table, question);
  const found = imageEntry(table, choice.sheet, question);
  const { entry } = found;
  const account = entry.accounts.get(region);
  const suffix = dnsSuffix(region);
  if (account === undefined || suffix === undefined) {
    const what = `There is no image of ${question.framework} ${found.version} in ${region}.`;
    throw new ImageRefusal('region', what, [...entry.accounts.keys()]);
  }
  const processors =
    choice.sheet.processors.length > 0 ? choice.sheet.processors : entry.processors;
  const processor = imageProcessor(instanceType, processors, options?.isServerless);
  checkRetired(question, found.version);
  const tag = imageTag({ question, choice, found, processor });
  const repository = `${account}.dkr.ecr.${region}.${suffix}/${entry.repository}`;
  return tag === '' ? repository : `${repository}:${tag}`;
}

/** Since these releases there are no images for the GPUs of P2. */
const lastOfP2: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['pytorch', [1, 13]],
  ['tensorflow', [2, 12]],
]);

function checkRetired({ framework, instanceType }: ImageQuestion, version: string): void {
  const [major, minor] = lastOfP2.get(framework) ?? [Infinity, 0];
  const [ownMajor = 0, ownMinor = 0] = version.split('.').map(Number);
  const isLater = ownMajor > major || (ownMajor === major && ownMinor >= minor);
  if (instanceFamily(instanceType) === 'p2' && isLater) {
    const what = `P2 instances cannot run ${framework} from ${major}.${minor} on.`;
    throw new ImageRefusal('instanceType', what);
  }
}
