import type { DeclaredVersion } from './inspect/frameworkVersion';

/** A prebuilt training image of one framework. */
export interface TrainingImage {
  /** As in `FrameworkGuess.name`. */
  readonly framework: string;
  /** Of the framework: `2.8.0`, `1.4`. */
  readonly version: string;
  /** For people: `scikit-learn 1.4`. */
  readonly label: string;
  readonly uri: string;
}

/** Registry accounts of us-east-1, as the SageMaker Python SDK's `image_uri_config` lists them. */
const deepLearningContainers = '763104351884.dkr.ecr.us-east-1.amazonaws.com';
const scikitAndXgboost = '683313688378.dkr.ecr.us-east-1.amazonaws.com';

/** `2.8` of `2.8.0` */
const minorOf = (version: string): string => version.split('.').slice(0, 2).join('.');

const pytorch = (version: string, python: string): TrainingImage => ({
  ...{ framework: 'pytorch', version, label: `PyTorch ${minorOf(version)}` },
  uri: `${deepLearningContainers}/pytorch-training:${version}-cpu-${python}`,
});

const tensorflow = (version: string, python: string): TrainingImage => ({
  ...{ framework: 'tensorflow', version, label: `TensorFlow ${minorOf(version)}` },
  uri: `${deepLearningContainers}/tensorflow-training:${version}-cpu-${python}`,
});

/** What follows the hyphen is the release of the image. */
const sklearn = (version: string, release: string): TrainingImage => ({
  ...{ framework: 'sklearn', version, label: `scikit-learn ${version}` },
  uri: `${scikitAndXgboost}/sagemaker-scikit-learn:${version}-${release}-cpu-py3`,
});

const xgboost = (version: string, release: string): TrainingImage => ({
  ...{ framework: 'xgboost', version, label: `XGBoost ${version}` },
  uri: `${scikitAndXgboost}/sagemaker-xgboost:${version}-${release}`,
});

const smallest = sklearn('1.4', '2');

/** Of each framework the newest first (`image_uri_config` of 2026-08-21). */
const images: readonly TrainingImage[] = [
  smallest,
  sklearn('1.2', '1'),
  sklearn('1.0', '1'),
  sklearn('0.23', '1'),
  pytorch('2.8.0', 'py312'),
  pytorch('2.7.1', 'py312'),
  pytorch('2.6.0', 'py312'),
  pytorch('2.5.1', 'py311'),
  pytorch('2.4.0', 'py311'),
  pytorch('2.3.0', 'py311'),
  pytorch('2.2.0', 'py310'),
  pytorch('2.1.0', 'py310'),
  pytorch('2.0.1', 'py310'),
  tensorflow('2.19.0', 'py312'),
  tensorflow('2.18.0', 'py310'),
  tensorflow('2.16.2', 'py310'),
  tensorflow('2.14.1', 'py310'),
  tensorflow('2.13.0', 'py310'),
  tensorflow('2.12.0', 'py310'),
  xgboost('3.2', '0'),
  xgboost('3.0', '5'),
  xgboost('1.7', '1'),
  xgboost('1.5', '1'),
  xgboost('1.3', '1'),
  {
    // Hugging Face publishes its training image for GPUs only.
    framework: 'huggingface',
    version: '5.3.0',
    label: 'Hugging Face 5.3 (PyTorch 2.9)',
    uri: `${deepLearningContainers}/huggingface-pytorch-training:2.9.0-transformers5.3.0-gpu-py312-cu130-ubuntu22.04`,
  },
];

/**
 * The image for a framework that the inspection recognised, in us-east-1: of the very minor release that
 * is asked for where there is one, else the newest. Scripts of no known framework get scikit-learn's: it
 * is the smallest and runs any Python script.
 */
export function trainingImage(
  framework: string | null,
  declared: DeclaredVersion | null,
): TrainingImage {
  const known = images.filter((image) => image.framework === framework);
  const wanted = declared?.isExact ? known.find((image) => suits(image, declared)) : undefined;
  return wanted ?? known[0] ?? smallest;
}

/**
 * Whether an image has what is asked for, as far as minor releases tell: that release, or of a range one
 * that is not older. `2` alone asks for any release of 2.
 */
export function suits(image: TrainingImage, { version, isExact }: DeclaredVersion): boolean {
  const [major = 0, minor] = numbersOf(version);
  const [ownMajor = 0, ownMinor = 0] = numbersOf(image.version);
  if (ownMajor !== major) {
    return !isExact && ownMajor > major;
  }
  return minor === undefined || (isExact ? ownMinor === minor : ownMinor >= minor);
}

const numbersOf = (version: string): number[] => version.split('.').map(Number);
