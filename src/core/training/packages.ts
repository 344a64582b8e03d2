/**
 * Packages by the module that they bring, for those that training scripts use; the package is called
 * otherwise than the module more often than one would like. A name that does not stand here is not
 * guessed: whoever installs a guess may install somebody else's package.
 */
const packages: ReadonlyMap<string, string> = new Map([
  ...same(
    'accelerate',
    'albumentations',
    'boto3',
    'catboost',
    'cloudpickle',
    'datasets',
    'diffusers',
    'einops',
    'evaluate',
    'gensim',
    'imageio',
    'joblib',
    'jsonlines',
    'keras',
    'lightgbm',
    'lightning',
    'matplotlib',
    'mlflow',
    'nltk',
    'numba',
    'numpy',
    'onnx',
    'onnxruntime',
    'optuna',
    'pandas',
    'peft',
    'plotly',
    'polars',
    'psutil',
    'pyarrow',
    'requests',
    'rich',
    's3fs',
    'sacrebleu',
    'safetensors',
    'scipy',
    'seaborn',
    'sentencepiece',
    'seqeval',
    'shap',
    'spacy',
    'statsmodels',
    'tensorboard',
    'tensorflow',
    'timm',
    'tokenizers',
    'torch',
    'torchaudio',
    'torchmetrics',
    'torchvision',
    'tqdm',
    'transformers',
    'trl',
    'wandb',
    'xgboost',
  ),
  ['PIL', 'pillow'],
  ['bs4', 'beautifulsoup4'],
  ['category_encoders', 'category-encoders'],
  ['cv2', 'opencv-python-headless'],
  ['dateutil', 'python-dateutil'],
  ['dotenv', 'python-dotenv'],
  ['imblearn', 'imbalanced-learn'],
  ['pytorch_lightning', 'pytorch-lightning'],
  ['sagemaker_training', 'sagemaker-training'],
  ['sentence_transformers', 'sentence-transformers'],
  ['skimage', 'scikit-image'],
  ['sklearn', 'scikit-learn'],
  ['smdebug', 'smdebug'],
  ['tensorboardX', 'tensorboardX'],
  ['torch_geometric', 'torch-geometric'],
  ['yaml', 'PyYAML'],
]);

function same(...names: readonly string[]): (readonly [string, string])[] {
  return names.map((name) => [name, name]);
}

/** The package of an index that brings a module; `undefined` when that is not known for sure. */
export function packageOf(module: string): string | undefined {
  return packages.get(module);
}

/** The package that a line of a requirements file names, in the spelling that all spellings share. */
export function requiredPackage(line: string): string {
  return normalizedName(/^[A-Za-z0-9][A-Za-z0-9._-]*/.exec(line.trim())?.[0] ?? '');
}

/** As PEP 503 compares names. */
export function normalizedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
