import type { FieldErrors } from '../../../shared/contracts/launch';
import type {
  LaunchSettings,
  SettingName,
  SettingOption,
  SettingsOffer,
} from '../../../shared/contracts/launchSettings';
import { frameworkLabel, versionLabel } from '../../images/imageLabels';
import { isGraviton } from '../../images/imageProcessor';
import type { ImageQuestion } from '../../images/imageQuestion';
import { ImageRefusal, type ImageField } from '../../images/imageRefusal';
import type { ImageTable } from '../../images/imageTable';
import { imageUri } from '../../images/imageUri';
import { offeredVersions, type OfferedVersion } from '../../images/offeredImages';
import { decidingGroup, type TrainingImage, type TrainingPlace } from '../../images/trainingImage';
import { settingText } from './settingText';

/** Frameworks whose images start scripts. */
const scriptFrameworks =
  'pytorch tensorflow sklearn xgboost huggingface autogluon mxnet chainer'.split(' ');

/** An image that a person has chosen, and why there is none, at the fields. */
export interface ChosenImage {
  readonly image: TrainingImage;
  readonly errors: FieldErrors;
}

/** The image that the settings name; `undefined`: the script decides. */
export function chosenImage(
  table: ImageTable,
  settings: LaunchSettings,
  place: TrainingPlace,
): ChosenImage | undefined {
  const own = settingText(settings, 'imageUri');
  if (own !== '') {
    const label = own.slice(own.lastIndexOf('/') + 1);
    return { image: { framework: '', version: '', label, uri: own }, errors: {} };
  }
  const framework = settingText(settings, 'framework');
  return framework === '' ? undefined : frameworkImage(table, settings, place);
}

/**
 * The settings with the very release and Python that they mean now, for a launch that is to be repeated;
 * as they are where the script decides or an own image is named.
 */
export function heldSettings(
  table: ImageTable,
  settings: LaunchSettings,
  region: string,
): LaunchSettings {
  if (settingText(settings, 'framework') === '' || settingText(settings, 'imageUri') !== '') {
    return settings;
  }
  const { chosen, pythonVersion } = chosenRelease(table, settings, region);
  const held = { frameworkVersion: chosen, ...(pythonVersion !== undefined && { pythonVersion }) };
  return { ...settings, fields: { ...settings.fields, ...held } };
}

/** What is chosen, or the newest; `chosen` is the release as the page names it. */
function chosenRelease(table: ImageTable, settings: LaunchSettings, region: string) {
  const framework = settingText(settings, 'framework');
  const [newest = ''] = versionOptions(table, framework, region);
  const chosen = settingText(settings, 'frameworkVersion') || newest;
  const [version = '', base] = chosen.split('/');
  const pythons = pythonsOf(table, { framework, version, base }, region);
  const pythonVersion = settingText(settings, 'pythonVersion') || pythons.at(-1);
  return { framework, chosen, version, base, pythonVersion };
}

function frameworkImage(
  table: ImageTable,
  settings: LaunchSettings,
  place: TrainingPlace,
): ChosenImage {
  const { framework, version, base, pythonVersion } = chosenRelease(table, settings, place.region);
  const image = { framework, version, label: versionLabel(framework, version, base) };
  const question = {
    ...{ framework, version, region: place.region, scope: 'training', baseFramework: base },
    pythonVersion,
    instanceType: place.instanceTypes[decidingGroup(place)],
    options: { isSmDistributed: place.isSmDistributed },
  };
  try {
    return { image: { ...image, uri: trainingUri(table, question) }, errors: {} };
  } catch (error) {
    if (!(error instanceof ImageRefusal)) {
      throw error;
    }
    const field = refusedField(error.field, settings, place);
    return { image: { ...image, uri: '' }, errors: { [field]: error.message } };
  }
}

/** For Graviton the SDK has images that serve models alone, and takes these whatever is asked for. */
function trainingUri(table: ImageTable, question: ImageQuestion): string {
  const { framework, instanceType = '' } = question;
  if (isGraviton(instanceType)) {
    const what = `There are no training images of ${frameworkLabel(framework)} for Graviton (${instanceType}).`;
    throw new ImageRefusal('instanceType', what);
  }
  return imageUri(table, question);
}

/** The field of the page; where instances stand in groups, the type of the one that decided. */
function refusedField(field: ImageField, { groups }: LaunchSettings, place: TrainingPlace): string {
  return field === 'instanceType' && groups.length > 0
    ? `group:${decidingGroup(place)}:type`
    : `setting:${fields[field] ?? 'framework'}`;
}

const fields: Readonly<Partial<Record<ImageField, SettingName>>> = {
  version: 'frameworkVersion',
  baseFramework: 'frameworkVersion',
  pythonVersion: 'pythonVersion',
  instanceType: 'instanceType',
};

/** Where images are offered, and how that is worded. */
interface OfferWords {
  readonly region: string;
  /** What the script says. */
  readonly automatic: string;
  /** That the newest is taken, which is `label` now. */
  readonly newest: (label: string) => string;
}

/** What can be chosen of the framework, its versions and Pythons. */
export function imageOptions(
  table: ImageTable,
  settings: LaunchSettings,
  { region, automatic, newest }: OfferWords,
): SettingsOffer['options'] {
  const framework = settingText(settings, 'framework');
  const offered = scriptFrameworks
    .filter((name) => versionsIn(table, name, region).length > 0)
    .map((name) => ({ value: name, label: frameworkLabel(name) }));
  const versions = versionOptions(table, framework, region);
  const chosen = settingText(settings, 'frameworkVersion');
  const [version = '', base] = (chosen === '' ? (versions[0] ?? '') : chosen).split('/');
  const pythons = pythonsOf(table, { framework, version, base }, region);
  return {
    framework: [{ value: '', label: automatic }, ...offered],
    frameworkVersion: withNewest(versions, {
      newest,
      label: (value) => value.replace('/', ', '),
    }),
    pythonVersion: withNewest([...pythons].reverse(), { newest, label: (value) => value }),
  };
}

/**
 * Each by its own name, so that what is chosen stays that when newer ones come; before them what is taken
 * where nothing is chosen.
 */
const withNewest = (
  values: readonly string[],
  { newest, label }: OptionWords,
): readonly SettingOption[] => {
  const [first] = values;
  const options = values.map((value) => ({ value, label: label(value) }));
  return first === undefined ? [] : [{ value: '', label: newest(label(first)) }, ...options];
};

interface OptionWords {
  readonly newest: (label: string) => string;
  readonly label: (value: string) => string;
}

const versionsIn = (table: ImageTable, framework: string, region: string): OfferedVersion[] =>
  framework === '' ? [] : offeredVersions(table, framework, { region, scope: 'training' });

/** The newest first; of Hugging Face each with what lies below. */
const versionOptions = (table: ImageTable, framework: string, region: string): readonly string[] =>
  versionsIn(table, framework, region).flatMap(({ version, variants }) =>
    variants
      .map(({ baseFramework }) =>
        baseFramework === undefined ? version : `${version}/${baseFramework}`,
      )
      .reverse(),
  );

interface Release {
  readonly framework: string;
  readonly version: string;
  readonly base: string | undefined;
}

/** The newest last. */
function pythonsOf(
  table: ImageTable,
  { framework, version, base }: Release,
  region: string,
): readonly string[] {
  const found = versionsIn(table, framework, region).find((one) => one.version === version);
  return found?.variants.find((one) => one.baseFramework === base)?.pythonVersions ?? [];
}
