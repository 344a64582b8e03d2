import type { ImageQuestion } from '../images/imageQuestion';
import { ImageRefusal } from '../images/imageRefusal';
import type { ImageEntry, ImageSheet, ImageTable } from '../images/imageTable';
import { imageUri } from '../images/imageUri';
import { referenceText, type RegistryImage } from './registryImage';

/**
 * Whether an image is one of AWS's own: `listed` with its tag, `unlisted` where only its repository is
 * known; `undefined` where it is not AWS's, or not in that region.
 */
export function awsImage(
  table: ImageTable,
  image: RegistryImage,
): 'listed' | 'unlisted' | undefined {
  const releases = [...ownReleases(table, image)];
  if (releases.length === 0) {
    return undefined;
  }
  const tag = referenceText(image);
  return releases.some((release) => isTagOf(tag, release, table)) ? 'listed' : 'unlisted';
}

/** A release of the table that the repository has, by one of its names. */
interface Release {
  readonly framework: string;
  readonly sheet: ImageSheet;
  readonly region: string;
  readonly version: string;
  /** The framework below, or the Python, as the table has it. */
  readonly part: string;
  readonly entry: ImageEntry;
}

function* ownReleases(
  table: ImageTable,
  { accountId, region, repository }: RegistryImage,
): Generator<Release> {
  for (const framework of table.frameworks) {
    for (const sheet of table.sheets(framework)) {
      for (const [version, parts] of sheet.versions) {
        for (const [part, entry] of parts) {
          if (entry.repository === repository && entry.accounts.get(region) === accountId) {
            for (const name of [version, ...aliasesOf(version, sheet)]) {
              yield { framework, sheet, region, version: name, part, entry };
            }
          }
        }
      }
    }
  }
}

const aliasesOf = (version: string, { aliases }: ImageSheet): readonly string[] =>
  [...aliases].filter(([, release]) => release === version).map(([alias]) => alias);

/** AWS's tags go on behind those of the SDK: `2.8.0-gpu-py312-cu129-ubuntu22.04-sagemaker`. */
function isTagOf(tag: string, release: Release, table: ImageTable): boolean {
  const start = tagStart(release);
  const isOfRelease = begins(tag, start);
  return isOfRelease && tagsOf(release, table).some((known) => begins(tag, known));
}

const begins = (tag: string, start: string): boolean =>
  tag === start || tag.startsWith(`${start}-`);

/** Hugging Face's tags begin with the version of the framework below. */
function tagStart({ version, part, entry }: Release): string {
  const below = /^(?:pytorch|tensorflow)(.+)$/.exec(part)?.[1];
  return below === undefined ? (entry.prefix ?? version) : `${below}-transformers${version}`;
}

/** One for each kind of processor, and builds of their own; without one some images have no tag. */
const types = [
  'ml.m5.large',
  'ml.g5.xlarge',
  'ml.p4d.24xlarge',
  'ml.trn1.2xlarge',
  'ml.inf2.xlarge',
];

/**
 * All tags that the SDK's rules make of a release. Where they make none (tables that only other tables
 * lead to, old images of which the table does not know enough), what a tag begins with has to do.
 */
function tagsOf(release: Release, table: ImageTable): readonly string[] {
  const { framework, sheet, region, version, part, entry } = release;
  const isBase = /^(pytorch|tensorflow)/.test(part);
  const pythons = part === '' || isBase ? entry.pythons : [part];
  const questions = sheet.scopes.flatMap((scope) =>
    [undefined, ...pythons].flatMap((pythonVersion) =>
      types.map((instanceType) => ({
        ...{ framework, region, version, scope, pythonVersion, instanceType },
        ...(isBase && { baseFramework: part }),
      })),
    ),
  );
  const tags = questions.flatMap((question) => tagOf(question, entry.repository, table) ?? []);
  return tags.length > 0 ? tags : [tagStart(release)];
}

/** `undefined` where there is none, or it is another repository's. */
function tagOf(question: ImageQuestion, repository: string, table: ImageTable): string | undefined {
  try {
    return imageUri(table, question).split(`/${repository}:`)[1];
  } catch (error) {
    if (error instanceof ImageRefusal) {
      return undefined;
    }
    throw error;
  }
}
