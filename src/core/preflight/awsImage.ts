import type { ImageEntry, ImageTable } from '../images/imageTable';
import { referenceText, type RegistryImage } from './registryImage';

/**
 * Whether an image is one of AWS's own: `listed` with its version, `unlisted` where only its repository is
 * known; `undefined` where it is not AWS's, or not in that region.
 */
export function awsImage(
  table: ImageTable,
  image: RegistryImage,
): 'listed' | 'unlisted' | undefined {
  const tags = [...ownTags(table, image)];
  if (tags.length === 0) {
    return undefined;
  }
  const tag = referenceText(image);
  return tags.some((start) => tag === start || tag.startsWith(`${start}-`)) ? 'listed' : 'unlisted';
}

/** What the tags of the repository begin with. */
function* ownTags(table: ImageTable, { accountId, region, repository }: RegistryImage) {
  for (const framework of table.frameworks) {
    for (const { versions, aliases } of table.sheets(framework)) {
      for (const [version, parts] of versions) {
        for (const [part, entry] of parts) {
          if (entry.repository === repository && entry.accounts.get(region) === accountId) {
            yield* tagStarts(version, part, entry);
            yield* namesOf(version, aliases);
          }
        }
      }
    }
  }
}

/** Hugging Face's tags begin with the version of the framework below. */
function tagStarts(version: string, part: string, { prefix }: ImageEntry): readonly string[] {
  const below = /^(?:pytorch|tensorflow)(.+)$/.exec(part)?.[1];
  return below === undefined ? [prefix ?? version] : [`${below}-transformers${version}`];
}

const namesOf = (version: string, aliases: ReadonlyMap<string, string>): readonly string[] =>
  [...aliases].filter(([, release]) => release === version).map(([alias]) => alias);
