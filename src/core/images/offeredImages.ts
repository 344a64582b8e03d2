import { frameworkLabel } from './imageLabels';
import type { ImageEntry, ImageSheet, ImageTable } from './imageTable';

/** Where an image is to run, and what for. */
interface ImagePurpose {
  readonly region: string;
  /** `training`, `inference`, … */
  readonly scope: string;
}

interface OfferedFramework {
  /** As in `ImageQuestion.framework`. */
  readonly name: string;
  readonly label: string;
}

/** A version that a region has images of. */
export interface OfferedVersion {
  readonly version: string;
  /** One a framework below; of most frameworks one alone. */
  readonly variants: readonly OfferedVariant[];
}

interface OfferedVariant {
  /** `pytorch2.8.0` */
  readonly baseFramework: string | undefined;
  /** The newest last; empty where the image has no choice. */
  readonly pythonVersions: readonly string[];
  /** Empty where images are for whatever processor. */
  readonly processors: readonly string[];
}

/** Frameworks and algorithms that a region has images of, by their labels. */
export function offeredFrameworks(table: ImageTable, purpose: ImagePurpose): OfferedFramework[] {
  return table.frameworks
    .filter((name) => offeredVersions(table, name, purpose).length > 0)
    .map((name) => ({ name, label: frameworkLabel(name) }))
    .sort((one, other) => one.label.localeCompare(other.label, 'en'));
}

/** The versions of a framework that a region has, the newest first. */
export function offeredVersions(
  table: ImageTable,
  framework: string,
  { region, scope }: ImagePurpose,
): OfferedVersion[] {
  const sheet = table.sheets(framework).find(({ scopes }) => scopes.includes(scope));
  return [...(sheet?.versions.keys() ?? [])]
    .map((version) => {
      // A version may itself be the alias of another.
      const parts = sheet?.versions.get(sheet.aliases.get(version) ?? version) ?? [];
      const inRegion = new Map([...parts].filter(isIn(region)));
      return { version, variants: variantsOf(framework, sheet, inRegion) };
    })
    .filter(({ variants }) => variants.length > 0)
    .sort((one, other) => compareVersions(other.version, one.version));
}

const isIn =
  (region: string) =>
  ([, { accounts }]: readonly [string, ImageEntry]): boolean =>
    accounts.has(region);

function variantsOf(
  framework: string,
  sheet: ImageSheet | undefined,
  parts: ReadonlyMap<string, ImageEntry>,
): OfferedVariant[] {
  const of = (entry: ImageEntry | undefined): readonly string[] =>
    sheet?.processors.length ? sheet.processors : (entry?.processors ?? []);
  const [[name, first] = ['', undefined]] = parts;
  if (first === undefined || name === '') {
    const pythonVersions = first?.pythons ?? [];
    return first ? [{ baseFramework: undefined, pythonVersions, processors: of(first) }] : [];
  }
  if (name.startsWith('py') && !name.startsWith('pytorch')) {
    return [{ baseFramework: undefined, pythonVersions: [...parts.keys()], processors: of(first) }];
  }
  // The tables of Hugging Face for other chips are reached through its own.
  return framework !== 'huggingface'
    ? []
    : [...parts].map(([baseFramework, entry]) => ({
        ...{ baseFramework, pythonVersions: entry.pythons, processors: of(entry) },
      }));
}

/** As numbers, part by part; of versions that differ by words the shorter one counts as the newer. */
export function compareVersions(one: string, other: string): number {
  const [left, right] = [numbersOf(one), numbersOf(other)];
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const difference = (left[at] ?? -1) - (right[at] ?? -1);
    if (difference !== 0) {
      return difference;
    }
  }
  return other.length - one.length;
}

/** Those before the first word: `1.4-2-py312` is a `1.4-2`. */
const numbersOf = (version: string): number[] =>
  (/^[\d.-]*/.exec(version)?.[0] ?? '').split(/[.-]/).filter(Boolean).map(Number);
