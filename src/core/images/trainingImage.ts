import type { DeclaredVersion } from '../training/inspect/frameworkVersion';
import { versionLabel } from './imageLabels';
import { instanceFamily, isGraviton } from './imageProcessor';
import { ImageRefusal } from './imageRefusal';
import type { ImageTable } from './imageTable';
import { imageUri } from './imageUri';
import { compareVersions, offeredVersions, type OfferedVersion } from './offeredImages';

/** A prebuilt training image of one framework. */
export interface TrainingImage {
  /** As in `ImageQuestion.framework`. */
  readonly framework: string;
  /** Of the framework, as the image's tag has it: `2.8.0`, `1.4-2`. */
  readonly version: string;
  /** For people: `scikit-learn 1.4`. */
  readonly label: string;
  /** Empty where the region has no image of the framework. */
  readonly uri: string;
  /** What it is wanted for and not made for; `instanceType`: it is another processor's. */
  readonly lack?: 'region' | 'instanceType';
}

/** Where a job is to run. */
export interface TrainingPlace {
  readonly region: string;
  /** Of each group of instances; empty where it runs on this computer. */
  readonly instanceTypes: readonly string[];
  /** SageMaker's own library of distributed training is used; old releases have images of their own for it. */
  readonly isSmDistributed?: boolean;
}

/** What the script asks for; `framework` as in `FrameworkGuess.name`. */
export interface WantedFramework {
  readonly framework: string | null;
  readonly declared: DeclaredVersion | null;
}

/** Runs any Python script, and is the smallest. */
const smallest = 'sklearn';

/**
 * The image for a framework that the inspection recognised: of the very minor release that is asked for
 * where the region has one, else the newest. Scripts of no known framework get scikit-learn's.
 */
export function trainingImage(
  table: ImageTable,
  { framework, declared }: WantedFramework,
  place: TrainingPlace,
): TrainingImage {
  const purpose = { region: place.region, scope: 'training' };
  const instanceType = place.instanceTypes[decidingGroup(place)];
  const known = isKnown(table, framework) ? (framework ?? smallest) : smallest;
  // Neuron has releases of its own, whatever is asked for.
  const listed = known === 'pytorch' && isNeuron(instanceType) ? 'pytorch-neuron' : known;
  const offered = offeredVersions(table, listed, purpose);
  const wanted = declared?.isExact
    ? offered.find(({ version }) => suits({ version }, declared))
    : undefined;
  const version = wanted ?? offered[0];
  if (version === undefined) {
    const newest = newestAnywhere(table, listed);
    return {
      ...{ framework: known, version: newest, label: versionLabel(listed, newest) },
      ...{ uri: '', lack: 'region' },
    };
  }
  const base = newestVariant(version)?.baseFramework;
  return {
    ...{ framework: known, version: version.version },
    label: versionLabel(listed, version.version, base),
    ...addressOf(table, { framework: known, version, place }, instanceType),
  };
}

/**
 * Whether an image has what is asked for, as far as minor releases tell: that release, or of a range one
 * that is not older. `2` alone asks for any release of 2.
 */
export function suits(
  image: Pick<TrainingImage, 'version'>,
  { version, isExact }: DeclaredVersion,
): boolean {
  const [major = 0, minor] = numbersOf(version);
  const [ownMajor = 0, ownMinor = 0] = numbersOf(image.version);
  if (ownMajor !== major) {
    return !isExact && ownMajor > major;
  }
  return minor === undefined || (isExact ? ownMinor === minor : ownMinor >= minor);
}

const numbersOf = (version: string): number[] => version.split(/[.-]/).map(Number);

const isKnown = (table: ImageTable, framework: string | null): boolean =>
  table.sheets(framework ?? '').some(({ scopes }) => scopes.includes('training'));

/** Groups of instances share an image, so that one with GPUs decides; its place among them, -1 without any. */
export function decidingGroup({ instanceTypes }: TrainingPlace): number {
  const withGpus = instanceTypes.findIndex((type) => /^[gp]/.test(instanceFamily(type)));
  return withGpus < 0 && instanceTypes.length > 0 ? 0 : withGpus;
}

const isNeuron = (instanceType: string | undefined): boolean =>
  /^(trn|inf)/.test(instanceFamily(instanceType));

function newestAnywhere(table: ImageTable, framework: string): string {
  const sheet = table.sheets(framework).find(({ scopes }) => scopes.includes('training'));
  return [...(sheet?.versions.keys() ?? [])].sort(compareVersions).at(-1) ?? '';
}

/** Of Hugging Face's the one on the newest PyTorch. */
const newestVariant = ({
  variants,
}: OfferedVersion): OfferedVersion['variants'][number] | undefined =>
  variants.findLast(({ baseFramework }) => baseFramework?.startsWith('pytorch')) ?? variants.at(-1);

interface Wanted {
  readonly framework: string;
  readonly version: OfferedVersion;
  readonly place: TrainingPlace;
}

/** For the instance type; where there is none for it, the one for CPUs or the one for GPUs. */
function addressOf(
  table: ImageTable,
  { framework, version, place }: Wanted,
  instanceType: string | undefined,
): Pick<TrainingImage, 'uri' | 'lack'> {
  const variant = newestVariant(version);
  const question = {
    ...{ framework, region: place.region, scope: 'training', version: version.version },
    options: { isSmDistributed: place.isSmDistributed },
    baseFramework: variant?.baseFramework,
    pythonVersion: variant?.pythonVersions.at(-1),
  };
  // For Graviton the SDK has images that serve models alone.
  const own = instanceType === undefined || isGraviton(instanceType) ? [] : [instanceType];
  for (const type of [...own, 'local', 'local_gpu']) {
    const uri = uriOrNone(() => imageUri(table, { ...question, instanceType: type }));
    if (uri !== undefined) {
      const isMade = instanceType === undefined || type === instanceType;
      return isMade ? { uri } : { uri, lack: 'instanceType' };
    }
  }
  return { uri: '', lack: 'instanceType' };
}

/** `undefined` where it is not made for the instance type. */
function uriOrNone(ask: () => string): string | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof ImageRefusal && error.field === 'instanceType') {
      return undefined;
    }
    throw error;
  }
}
