import type { FieldErrors } from '../../../shared/contracts/launch';
import type {
  LaunchSettings,
  SettingName,
  SettingOption,
  SettingsOffer,
} from '../../../shared/contracts/launchSettings';
import { frameworkLabel, versionLabel } from '../../images/imageLabels';
import { ImageRefusal, type ImageField } from '../../images/imageRefusal';
import type { ImageTable } from '../../images/imageTable';
import { imageUri } from '../../images/imageUri';
import { offeredVersions, type OfferedVersion } from '../../images/offeredImages';
import type { TrainingImage, TrainingPlace } from '../../images/trainingImage';
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

function frameworkImage(
  table: ImageTable,
  settings: LaunchSettings,
  place: TrainingPlace,
): ChosenImage {
  const framework = settingText(settings, 'framework');
  const [newest = ''] = versionOptions(table, framework, place.region);
  const [version = '', base] = (settingText(settings, 'frameworkVersion') || newest).split('/');
  const pythons = pythonsOf(table, { framework, version, base }, place.region);
  const image = { framework, version, label: versionLabel(framework, version, base) };
  const question = {
    ...{ framework, version, region: place.region, scope: 'training', baseFramework: base },
    pythonVersion: settingText(settings, 'pythonVersion') || pythons.at(-1),
    instanceType: decidingType(place),
  };
  try {
    return { image: { ...image, uri: imageUri(table, question) }, errors: {} };
  } catch (error) {
    if (!(error instanceof ImageRefusal)) {
      throw error;
    }
    const field = fields[error.field] ?? 'framework';
    return { image: { ...image, uri: '' }, errors: { [`setting:${field}`]: error.message } };
  }
}

const fields: Readonly<Partial<Record<ImageField, SettingName>>> = {
  version: 'frameworkVersion',
  baseFramework: 'frameworkVersion',
  pythonVersion: 'pythonVersion',
  instanceType: 'instanceType',
};

/** Groups of instances share an image, so that one with GPUs decides. */
const decidingType = ({ instanceTypes }: TrainingPlace): string | undefined =>
  instanceTypes.find((type) => /^ml\.[gp]\d/.test(type)) ?? instanceTypes[0];

/** What can be chosen of the framework, its versions and Pythons. `automatic`: what the script says. */
export function imageOptions(
  table: ImageTable,
  settings: LaunchSettings,
  { region, automatic }: { readonly region: string; readonly automatic: string },
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
    frameworkVersion: withNewest(versions, (value) => value.replace('/', ', ')),
    pythonVersion: withNewest([...pythons].reverse(), (value) => value),
  };
}

/** The first one is the newest, and what is taken where nothing is chosen. */
const withNewest = (
  values: readonly string[],
  label: (value: string) => string,
): readonly SettingOption[] =>
  values.map((value, index) => ({ value: index === 0 ? '' : value, label: label(value) }));

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
