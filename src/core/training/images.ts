/** A prebuilt training image of one framework. */
export interface TrainingImage {
  /** As in `FrameworkGuess.name`. */
  readonly framework: string;
  /** For people: `scikit-learn 1.4`. */
  readonly label: string;
  readonly uri: string;
}

/** Registry accounts of us-east-1, as the SageMaker Python SDK's `image_uri_config` lists them. */
const deepLearningContainers = '763104351884.dkr.ecr.us-east-1.amazonaws.com';
const scikitAndXgboost = '683313688378.dkr.ecr.us-east-1.amazonaws.com';

const sklearn: TrainingImage = {
  framework: 'sklearn',
  label: 'scikit-learn 1.4',
  uri: `${scikitAndXgboost}/sagemaker-scikit-learn:1.4-2-cpu-py3`,
};

const images: readonly TrainingImage[] = [
  sklearn,
  {
    framework: 'pytorch',
    label: 'PyTorch 2.8',
    uri: `${deepLearningContainers}/pytorch-training:2.8.0-cpu-py312`,
  },
  {
    framework: 'tensorflow',
    label: 'TensorFlow 2.19',
    uri: `${deepLearningContainers}/tensorflow-training:2.19.0-cpu-py312`,
  },
  {
    framework: 'xgboost',
    label: 'XGBoost 3.2',
    uri: `${scikitAndXgboost}/sagemaker-xgboost:3.2-0`,
  },
  {
    // Hugging Face publishes its training image for GPUs only.
    framework: 'huggingface',
    label: 'Hugging Face 5.3 (PyTorch 2.9)',
    uri: `${deepLearningContainers}/huggingface-pytorch-training:2.9.0-transformers5.3.0-gpu-py312-cu130-ubuntu22.04`,
  },
];

/**
 * The newest image for a framework that the inspection recognised, in us-east-1. Scripts of no known
 * framework get scikit-learn's: it is the smallest and runs any Python script.
 */
export function defaultTrainingImage(framework: string | null): TrainingImage {
  return images.find((image) => image.framework === framework) ?? sklearn;
}
