import type { ImageQuestion } from './imageQuestion';
import { ImageRefusal } from './imageRefusal';
import { minorRelease, type ImageEntry, type ImageSheet, type ImageTable } from './imageTable';

/** What the table has of a question. */
export interface FoundEntry {
  readonly entry: ImageEntry;
  /** As it was asked for, or what is taken without. */
  readonly version: string;
  /** The release behind an alias. */
  readonly release: string;
  readonly pythonVersion: string | undefined;
  /** The framework below, with its patch release. */
  readonly base: string | undefined;
}

const huggingFace = 'huggingface';

/** The entry of the version, the framework below and the Python. */
export function imageEntry(
  table: ImageTable,
  sheet: ImageSheet,
  question: ImageQuestion,
): FoundEntry {
  const version = versionOf(table, sheet, question);
  const release = sheet.aliases.get(version) ?? version;
  const parts = sheet.versions.get(release);
  if (!parts) {
    throw new ImageRefusal('version', `There is no image of ${question.framework} ${release}.`);
  }
  const found = { version, release };
  if (question.framework === huggingFace) {
    const base = baseOf(parts, question);
    const entry = parts.get(base);
    if (entry) {
      return { ...found, base, entry, pythonVersion: pythonOf(entry.pythons, question) };
    }
  }
  if ([...parts.keys()].some(isBase)) {
    const what = `Images of ${question.framework} are asked for as those of ${huggingFace}.`;
    throw new ImageRefusal('framework', what);
  }
  const entry = parts.get('');
  const pythonVersion = pythonOf(entry ? entry.pythons : [...parts.keys()], question);
  const ofPython = entry ?? parts.get(pythonVersion ?? '');
  if (!ofPython) {
    throw missingPython(question, [...parts.keys()]);
  }
  return { ...found, base: undefined, entry: ofPython, pythonVersion };
}

const isBase = (part: string): boolean => /^(pytorch|tensorflow)/.test(part);

function versionOf(table: ImageTable, sheet: ImageSheet, question: ImageQuestion): string {
  const { framework, version } = question;
  const [only, ...others] = sheet.versions.keys();
  if (only !== undefined && others.length === 0 && !sheet.aliases.has(version ?? '')) {
    return only;
  }
  const wanted = version ?? latestVersion(table, question);
  if (wanted !== undefined && (sheet.versions.has(wanted) || sheet.aliases.has(wanted))) {
    return wanted;
  }
  const what = wanted ? `There is no image of ${framework} ${wanted}.` : 'A version is needed.';
  throw new ImageRefusal('version', what, [...sheet.versions.keys()]);
}

/** Of the scope that is asked for, even where the image is looked for in another. */
function latestVersion(table: ImageTable, { framework, scope }: ImageQuestion): string | undefined {
  const sheets = table.sheets(framework);
  const ofScope = (name: string | undefined): ImageSheet | undefined =>
    sheets.find(({ isShared, scopes }) => isShared || scopes.includes(name ?? ''));
  return (ofScope(scope) ?? ofScope('processing'))?.latest;
}

/** `pytorch2.8` names `pytorch2.8.0`, mostly. */
function baseOf(parts: ReadonlyMap<string, ImageEntry>, question: ImageQuestion): string {
  const { baseFramework = '' } = question;
  const known = [...parts.keys()];
  const found =
    known.find((base) => base === baseFramework) ??
    known.find((base) => parts.get(base)?.isNamedByMinor && minorRelease(base) === baseFramework);
  if (found === undefined) {
    const what = baseFramework
      ? `There is no image of it with ${baseFramework}.`
      : 'The framework below and its version are needed.';
    throw new ImageRefusal('baseFramework', what, known);
  }
  return found;
}

function pythonOf(available: readonly string[], question: ImageQuestion): string | undefined {
  const { framework, pythonVersion } = question;
  if (available.length === 0 || (pythonVersion === undefined && framework === 'spark')) {
    return undefined;
  }
  if (pythonVersion === undefined && available.length === 1) {
    return available[0];
  }
  if (pythonVersion === undefined || !available.includes(pythonVersion)) {
    throw missingPython(question, available);
  }
  return pythonVersion;
}

function missingPython(
  { pythonVersion }: ImageQuestion,
  available: readonly string[],
): ImageRefusal {
  const what = pythonVersion
    ? `There is no image of it with ${pythonVersion}.`
    : 'The version of Python is needed.';
  return new ImageRefusal('pythonVersion', what, available);
}
