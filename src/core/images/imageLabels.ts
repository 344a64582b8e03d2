/** Names for people; what is not listed is shown as the SDK calls it. */
const names: ReadonlyMap<string, string> = new Map([
  ['autogluon', 'AutoGluon'],
  ['chainer', 'Chainer'],
  ['huggingface', 'Hugging Face'],
  ['mxnet', 'MXNet'],
  ['pytorch', 'PyTorch'],
  ['pytorch-amzn2023', 'PyTorch on Amazon Linux 2023'],
  ['pytorch-neuron', 'PyTorch on Neuron'],
  ['pytorch-smp', 'PyTorch with SageMaker model parallel'],
  ['sklearn', 'scikit-learn'],
  ['tensorflow', 'TensorFlow'],
  ['xgboost', 'XGBoost'],
  ['blazingtext', 'BlazingText'],
  ['factorization-machines', 'Factorization Machines'],
  ['forecasting-deepar', 'DeepAR Forecasting'],
  ['image-classification', 'Image Classification'],
  ['ipinsights', 'IP Insights'],
  ['kmeans', 'K-Means'],
  ['knn', 'K-Nearest Neighbors (k-NN)'],
  ['lda', 'Latent Dirichlet Allocation (LDA)'],
  ['linear-learner', 'Linear Learner'],
  ['ntm', 'Neural Topic Model (NTM)'],
  ['object-detection', 'Object Detection'],
  ['object2vec', 'Object2Vec'],
  ['pca', 'Principal Component Analysis (PCA)'],
  ['randomcutforest', 'Random Cut Forest (RCF)'],
  ['semantic-segmentation', 'Semantic Segmentation'],
  ['seq2seq', 'Sequence-to-Sequence'],
]);

/** `scikit-learn` */
export const frameworkLabel = (framework: string): string => names.get(framework) ?? framework;

/** `PyTorch 2.8`, `scikit-learn 1.4`, `Hugging Face 5.3 (PyTorch 2.9)` */
export function versionLabel(framework: string, version: string, base?: string): string {
  const [, below = '', release = ''] = /^([a-z]+)(.*)$/.exec(base ?? '') ?? [];
  const note = base === undefined ? '' : ` (${frameworkLabel(below)} ${shortRelease(release)})`;
  return `${frameworkLabel(framework)} ${shortRelease(version)}${note}`;
}

/** `2.8` of `2.8.0`, `1.4` of `1.4-2`, whose last part counts the images of one release. */
const shortRelease = (version: string): string => /^\d+\.\d+/.exec(version)?.[0] ?? version;
