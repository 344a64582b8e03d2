/** What an image's own code does before the script runs. */
export interface ContainerImage {
  /** `SAGEMAKER_TRAINING_MODULE` of the image, or `null`. */
  readonly frameworkModule: string | null;
  /**
   * The library that starts the script. `training` (sagemaker-training) starts it as a file;
   * `containers`, its predecessor, as a module, and sets fewer variables.
   */
  readonly library: 'training' | 'containers';
  /**
   * Whether the library joins the command to one line for a shell, so that it can keep what the
   * script prints on its error output (`capture_error`).
   */
  readonly usesShell: boolean;
  /** The framework whose way to distribute the work the image knows. */
  readonly framework: 'pytorch' | 'tensorflow' | 'mxnet' | null;
}

type Row = readonly [repository: RegExp, image: ContainerImage];

const image = (
  module: string,
  library: ContainerImage['library'],
  usesShell: boolean,
  framework: ContainerImage['framework'],
): ContainerImage => ({
  frameworkModule: `sagemaker_${module}_container.training:main`,
  library,
  usesShell,
  framework,
});

/** `training.py` of each framework's container; the first whose name the repository holds counts. */
const rows: readonly Row[] = [
  [/pytorch/, image('pytorch', 'training', true, 'pytorch')],
  [/tensorflow/, image('tensorflow', 'training', true, 'tensorflow')],
  [/scikit-learn/, image('sklearn', 'training', false, null)],
  [/xgboost/, image('xgboost', 'containers', false, null)],
  [/mxnet/, image('mxnet', 'containers', false, 'mxnet')],
];

/** An image with the toolkit and nothing beside it. */
const plainImage: ContainerImage = {
  frameworkModule: null,
  library: 'training',
  usesShell: false,
  framework: null,
};

/** Also Hugging Face's images are known: they are built upon PyTorch's and TensorFlow's. */
export function containerImage(uri: string): ContainerImage {
  const repository = uri.slice(uri.lastIndexOf('/') + 1);
  return rows.find(([name]) => name.test(repository))?.[1] ?? plainImage;
}
