import { checkRequest } from '../../../../../src/core/training/spec/checkRequest';
import { mergeFields } from '../../../../../src/core/training/spec/mergeFields';

/** A request that nothing can be said against. */
const sound = {
  TrainingJobName: 'penguins-1',
  AlgorithmSpecification: { TrainingImage: 'registry/image:1', TrainingInputMode: 'File' },
  RoleArn: 'arn:aws:iam::000000000000:role/R',
  HyperParameters: { epochs: '5' },
  OutputDataConfig: { S3OutputPath: 's3://mine/' },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
};

/** What is said of the sound request with these changes. */
export const said = (changes: Readonly<Record<string, unknown>>): string[] =>
  checkRequest(mergeFields(sound, changes)).map(
    ({ severity, message }) => (severity === 'error' ? '' : 'warning: ') + message,
  );

/** Changes of the sound request, and all that is then said. */
export type Case = readonly [changes: Readonly<Record<string, unknown>>, said: readonly string[]];
