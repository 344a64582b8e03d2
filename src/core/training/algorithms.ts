import { imageUri } from '../images/imageUri';
import { frameworkLabel } from '../images/imageLabels';
import type { ImageTable } from '../images/imageTable';
import { offeredVersions } from '../images/offeredImages';
import type { JsonObject } from './exports/json';

/** An algorithm of SageMaker that is trained without a script. */
export interface BuiltInAlgorithm {
  /** As the image table calls it: `linear-learner`. */
  readonly name: string;
  /** Hyperparameters that it does not train without, with values to begin with; empty: only the data tell. */
  readonly required: Readonly<Record<string, string>>;
  /** Channels that it does not train without, and what it is to take their data for. */
  readonly channels: readonly string[];
  readonly contentType?: string;
  /** Each instance takes a part of the data. */
  readonly isSharded?: true;
  /** It trains on GPUs only. */
  readonly needsGpu?: true;
}

const csv = 'text/csv';
/** Rows of CSV hold no label. */
const csvUnlabeled = 'text/csv;label_size=0';
const recordIo = 'application/x-recordio';

const pictures = {
  channels: ['train', 'validation'],
  contentType: recordIo,
  needsGpu: true,
} as const;

/** Developer guide: of each algorithm "Hyperparameters", "Input/Output interface" and "Instance recommendation". */
const algorithms: readonly BuiltInAlgorithm[] = [
  { name: 'xgboost', required: { num_round: '100' }, channels: ['train'], contentType: csv },
  {
    ...{ name: 'linear-learner', channels: ['train'], contentType: csv },
    required: { predictor_type: 'regressor' },
  },
  {
    ...{ name: 'kmeans', channels: ['train'], contentType: csvUnlabeled },
    required: { k: '10', feature_dim: '' },
  },
  {
    ...{ name: 'knn', channels: ['train'], contentType: csv },
    required: { k: '10', predictor_type: 'classifier', sample_size: '', feature_dim: '' },
  },
  {
    ...{ name: 'factorization-machines', channels: ['train'] },
    contentType: 'application/x-recordio-protobuf',
    required: { predictor_type: 'regressor', num_factors: '64', feature_dim: '' },
  },
  {
    ...{ name: 'forecasting-deepar', channels: ['train'] },
    required: { time_freq: '', context_length: '', prediction_length: '', epochs: '100' },
  },
  {
    ...{ name: 'pca', channels: ['train'], contentType: csvUnlabeled },
    required: { num_components: '', feature_dim: '', mini_batch_size: '500' },
  },
  {
    ...{ name: 'randomcutforest', channels: ['train'], contentType: csvUnlabeled },
    ...{ required: { feature_dim: '' }, isSharded: true },
  },
  {
    ...{ name: 'ipinsights', channels: ['train'], contentType: csv },
    required: { num_entity_vectors: '', vector_dim: '128' },
  },
  { name: 'blazingtext', required: { mode: 'supervised' }, channels: ['train'] },
  {
    ...{ name: 'object2vec', channels: ['train'], contentType: 'application/jsonlines' },
    required: { enc0_max_seq_len: '', enc0_vocab_size: '' },
  },
  {
    ...{ name: 'lda', channels: ['train'], contentType: csvUnlabeled },
    required: { num_topics: '', feature_dim: '', mini_batch_size: '' },
  },
  {
    ...{ name: 'ntm', channels: ['train'], contentType: csvUnlabeled },
    required: { num_topics: '', feature_dim: '' },
  },
  { name: 'seq2seq', required: {}, channels: ['train', 'validation', 'vocab'], needsGpu: true },
  {
    ...{ name: 'image-classification', ...pictures },
    required: { num_classes: '', num_training_samples: '' },
  },
  {
    ...{ name: 'object-detection', ...pictures },
    required: { num_classes: '', num_training_samples: '' },
  },
  {
    name: 'semantic-segmentation',
    channels: ['train', 'train_annotation', 'validation', 'validation_annotation'],
    ...{ required: { num_classes: '', num_training_samples: '' }, needsGpu: true },
  },
];

/** Those that a region has images of, by their labels. */
export const offeredAlgorithms = (table: ImageTable, region: string): BuiltInAlgorithm[] =>
  algorithms
    .filter(({ name }) => versionsOf(table, name, region).length > 0)
    .sort((one, other) => frameworkLabel(one.name).localeCompare(frameworkLabel(other.name), 'en'));

/** What a job of an algorithm begins with. */
export interface AlgorithmPlace {
  readonly region: string;
  readonly jobName: string;
  /** ARN; absent: the person gives one. */
  readonly role?: string | undefined;
}

/**
 * A CreateTrainingJob request for the newest release of an algorithm, in which the data's addresses, and what only the
 * data tell, are still to be filled in. Throws an `ImageRefusal` where the region has no image of it.
 */
export function algorithmRequest(
  table: ImageTable,
  { name, required, channels, contentType, isSharded, needsGpu }: BuiltInAlgorithm,
  { region, jobName, role }: AlgorithmPlace,
): JsonObject {
  const instanceType = needsGpu ? 'ml.g4dn.xlarge' : 'ml.m5.large';
  const [newest] = versionsOf(table, name, region);
  const pythonVersion = newest?.variants[0]?.pythonVersions.at(-1);
  const question = { framework: name, version: newest?.version, pythonVersion };
  const image = imageUri(table, { ...question, region, instanceType, scope: 'training' });
  return {
    TrainingJobName: jobName,
    AlgorithmSpecification: { TrainingImage: image, TrainingInputMode: 'File' },
    ...(role !== undefined && { RoleArn: role }),
    HyperParameters: required,
    InputDataConfig: channels.map((channel) => ({
      ChannelName: channel,
      DataSource: {
        S3DataSource: {
          ...{ S3DataType: 'S3Prefix', S3Uri: 's3://' },
          ...(isSharded && { S3DataDistributionType: 'ShardedByS3Key' }),
        },
      },
      ...(contentType !== undefined && { ContentType: contentType }),
    })),
    ResourceConfig: { InstanceType: instanceType, InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 60 * 60 },
  };
}

const versionsOf = (table: ImageTable, name: string, region: string) =>
  offeredVersions(table, name, { region, scope: 'training' });
