import { distributionKinds, inputModes } from '../../../../shared/contracts/launchSettings';
import { durationPattern } from './duration';
import type { FieldSchema } from './fieldSchema';
import { channelSchema } from './channelSchema';
import type { JobSpec } from './jobSpec';

const text: FieldSchema = { type: 'string', minLength: 1 };
const texts: FieldSchema = { type: 'array', items: text };
const anyText: FieldSchema = { type: 'string' };
const duration: FieldSchema = {
  anyOf: [
    { type: 'integer', minimum: 0 },
    { type: 'string', pattern: durationPattern },
  ],
};
const object = (
  properties: Readonly<Record<string, FieldSchema>>,
  required: readonly string[] = [],
): FieldSchema => ({ type: 'object', properties, required, additionalProperties: false });
const said = (description: string, schema: FieldSchema): FieldSchema => ({
  ...schema,
  description,
});

const image = {
  version: said('Release, such as `2.8`; the newest by default.', text),
  python: said('Python in the image, such as `py312`.', text),
  base: said('Framework below Hugging Face, such as `pytorch2.8.0`.', text),
};

/** The file's own fields, as its schema shows them and `checkOwnFields` holds values against them. */
export const ownFields: Readonly<Record<keyof JobSpec, FieldSchema>> = {
  name: said(
    'What the names of jobs begin with; a time is added. By default the name of the script or of its folder.',
    text,
  ),
  script: said('The program to run, relative to `sourceDirectory`.', {
    ...text,
    examples: ['train.py'],
  }),
  sourceDirectory: said(
    'The folder that is packed and taken along, relative to this file; the folder of this file by default.',
    text,
  ),
  exclude: said('Files and folders that are not packed, relative to this file.', texts),
  alsoPacked: said(
    'Files and folders from elsewhere that are packed beside the script, relative to this file.',
    texts,
  ),
  framework: said('The framework whose prebuilt image runs the script.', {
    anyOf: [
      { ...text, examples: ['pytorch', 'tensorflow', 'sklearn', 'xgboost', 'huggingface'] },
      object({ name: said('Such as `pytorch` or `sklearn`.', text), ...image }, ['name']),
    ],
  }),
  image: said(
    'An image of your own, by its address in a registry. It runs the script with the SageMaker training toolkit, or works by itself with `algorithm`.',
    text,
  ),
  algorithm: said(
    'Trains with an image that needs no script: a built-in algorithm by its name, or `{}` for that of `image`. Hyperparameters go to it as plain texts.',
    {
      anyOf: [
        { ...text, examples: ['xgboost', 'linear-learner', 'kmeans', 'blazingtext'] },
        object({
          name: said('A built-in algorithm, such as `xgboost`.', text),
          ...image,
          resource: said('Name or ARN of an algorithm of the account or the Marketplace.', text),
          entrypoint: said("Command in place of the image's own.", texts),
          arguments: said('Arguments of the command.', { type: 'array', items: anyText }),
        }),
      ],
    },
  ),
  hyperparameters: said('Arguments of the script, by their names without dashes.', {
    type: 'object',
    additionalProperties: {},
  }),
  distribution: said('How the processes of the script are started on several GPUs or instances.', {
    anyOf: [
      { type: 'string', enum: distributionKinds },
      object(
        {
          kind: { type: 'string', enum: distributionKinds },
          processesPerHost: said('MPI: processes on each instance.', {
            type: 'integer',
            minimum: 1,
          }),
          customOptions: said('MPI: further options of `mpirun`.', anyText),
          instanceGroups: said('Only these instance groups take part.', texts),
        },
        ['kind'],
      ),
    ],
  }),
  channels: said(
    'Data by the names of their channels. A local file or folder is uploaded, an address in S3 is read where it is.',
    { type: 'object', additionalProperties: channelSchema },
  ),
  inputMode: said(
    'How channels are read: `File` downloads before the start, `FastFile` reads on demand, `Pipe` streams.',
    { type: 'string', enum: inputModes },
  ),
  metrics: said(
    'Metrics that are read from what the script prints: names, and regular expressions whose first group is the number. By default those that are found in the script; `{}` reads none.',
    { type: 'object', additionalProperties: text },
  ),
  environment: said(
    'Environment variables of the script. No secrets: everybody who may describe the job reads them.',
    {
      type: 'object',
      additionalProperties: anyText,
    },
  ),
  tags: said('Tags of the job.', { type: 'object', additionalProperties: anyText }),
  instanceType: said('What the job runs on.', {
    ...text,
    examples: ['ml.m5.xlarge', 'ml.g5.xlarge'],
  }),
  instanceCount: said('Number of instances; 1 by default.', { type: 'integer', minimum: 1 }),
  instanceGroups: said('Instances of several types in one job, in place of `instanceType`.', {
    type: 'array',
    minItems: 1,
    items: object({ name: text, type: text, count: { type: 'integer', minimum: 1 } }, [
      'name',
      'type',
      'count',
    ]),
  }),
  volumeSizeGb: said('Storage of each instance in GB; 30 by default.', {
    type: 'integer',
    minimum: 1,
  }),
  maxRuntime: said(
    'The longest time that the job runs, such as `90m` or `24h`; 1 hour by default.',
    duration,
  ),
  maxPending: said('The longest wait for the capacity of a training plan.', duration),
  spot: said(
    'Runs on spare capacity, which is cheaper and may be taken away.',
    object({ maxWait: said('The longest time of waiting and running together.', duration) }, [
      'maxWait',
    ]),
  ),
  checkpoint: said('S3 folder that keeps what the script writes to its checkpoint folder.', {
    anyOf: [
      text,
      object({ uri: text, localPath: said('`/opt/ml/checkpoints` by default.', text) }, ['uri']),
    ],
  }),
  keepAlive: said(
    'How long the instances stay warm for the next job. They cost meanwhile.',
    duration,
  ),
  retryAttempts: said('How often SageMaker tries again after an error of its own.', {
    type: 'integer',
    minimum: 1,
    maximum: 30,
  }),
  trainingPlan: said('ARN of a training plan whose reserved capacity is used.', text),
  output: said('S3 folder for the model and other results; the default bucket by default.', {
    anyOf: [
      text,
      object({
        uri: text,
        kmsKey: said('KMS key that encrypts the results.', text),
        compression: said('`GZIP` makes one archive, `NONE` leaves the files as they are.', {
          type: 'string',
          enum: ['GZIP', 'NONE'],
        }),
      }),
    ],
  }),
  role: said("ARN of the role that the job takes on; the connection's by default.", text),
  vpc: said(
    'The network that the job is put into.',
    object({ subnets: texts, securityGroups: texts }, ['subnets', 'securityGroups']),
  ),
  networkIsolation: said('The script reaches nothing outside, not even S3.', { type: 'boolean' }),
  encryptTraffic: said('Encrypts what the instances of the job say to each other.', {
    type: 'boolean',
  }),
  volumeKmsKey: said("KMS key that encrypts the instances' storage.", text),
};
