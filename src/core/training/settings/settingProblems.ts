import { parseS3Uri } from '../../s3Uri';
import { matchesPattern } from '../../serviceModel';
import { mostOf, requestLimits } from '../spec/requestLimits';
import { partsOf } from './settingText';

/** What is wrong with a field, in a sentence; `null` when nothing is. */
export type Problem = string | null;

/** The service model has no upper bound; no account gets as many. */
export const mostInstances = 100_000;

export function roleProblem(text: string): Problem {
  const { max = Infinity, pattern = '.*' } = requestLimits('RoleArn');
  if (text.length > max) {
    return `The ARN is too long; SageMaker allows ${max} characters.`;
  }
  if (matchesPattern(pattern, text)) {
    return null;
  }
  return text.startsWith('arn:')
    ? 'This is no ARN of a role, such as arn:aws:iam::123456789012:role/SageMakerRole.'
    : 'Give the role’s whole ARN, such as arn:aws:iam::123456789012:role/SageMakerRole.';
}

/** The types themselves are an open set; the service says what it does not offer. */
export function instanceTypeProblem(text: string): Problem {
  return /^ml\.[a-z0-9-]+\.[a-z0-9]+$/.test(text)
    ? null
    : 'An instance type of SageMaker, such as ml.m5.large.';
}

/** Whole numbers from `from` to `to`; `unit`: what they count, where the field alone does not say it. */
export function numberProblem(range: {
  readonly from: number;
  readonly to: number;
  readonly example: number;
  readonly unit?: string;
}): (text: string) => Problem {
  const { from, to, example, unit } = range;
  const [of, counted] = unit === undefined ? ['', ''] : [` of ${unit}`, ` ${unit}`];
  return (text) => {
    if (!/^\d+$/.test(text)) {
      return `A whole number${of}, such as ${example}.`;
    }
    const value = Number(text);
    return value >= from && value <= to ? null : `Between ${from} and ${to}${counted}.`;
  };
}

/** Names of buckets as S3 has them (user guide, "General purpose bucket naming rules"). */
const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export function s3Problem(text: string): Problem {
  const location = parseS3Uri(text);
  if (!location) {
    return 'An address in S3, such as s3://bucket/folder.';
  }
  const most = mostOf('OutputDataConfig', 'S3OutputPath');
  if (text.length > most) {
    return `The address is too long; SageMaker allows ${most} characters.`;
  }
  return bucketName.test(location.bucket)
    ? null
    : `“${location.bucket}” is no name of a bucket: 3 to 63 small letters, digits, hyphens and dots.`;
}

/** Id, ARN or alias. */
export function kmsKeyProblem(text: string): Problem {
  const { max = Infinity, pattern = '.*' } = requestLimits('OutputDataConfig', 'KmsKeyId');
  return text.length <= max && matchesPattern(pattern, text)
    ? null
    : 'The id, ARN or alias of a KMS key, such as alias/training.';
}

/** Of `TrainingImage` the service model knows the length alone. */
export const imageProblem = (text: string): Problem =>
  text.length <= mostOf('AlgorithmSpecification', 'TrainingImage') &&
  /^[\w.-]+(:\d+)?(\/[\w.-]+)+(:[\w.-]+|@sha256:[0-9a-f]{64})?$/.test(text)
    ? null
    : 'The address of an image, such as 123456789012.dkr.ecr.us-east-1.amazonaws.com/train:1.';

/** Ids that stand in one text; `prefix` is `subnet-` or `sg-`. */
export function idsProblem(prefix: string, most: number): (text: string) => Problem {
  return (text) => {
    const ids = partsOf(text);
    const wrong = ids.find((id) => !id.startsWith(prefix) || !/^[a-z]+-[0-9a-zA-Z]+$/.test(id));
    if (wrong !== undefined) {
      return `“${wrong}” is no id such as ${prefix}0123456789abcdef0.`;
    }
    return ids.length > most ? `SageMaker allows ${most} of them.` : null;
  };
}

export function absolutePathProblem(text: string): Problem {
  return /^\/\S*$/.test(text) ? null : 'An absolute path, such as /opt/ml/checkpoints.';
}

export function trainingPlanProblem(text: string): Problem {
  return /^arn:aws[a-z-]*:sagemaker:[a-z0-9-]+:\d{12}:training-plan\/.+$/.test(text)
    ? null
    : 'The ARN of a training plan.';
}

export function oneOfProblem(known: readonly string[]): (text: string) => Problem {
  return (text) => (known.includes(text) ? null : `One of ${known.join(', ')}.`);
}

/** `mpirun` gets them in one line. */
export const lineProblem = (text: string): Problem =>
  text.length > 2000 || /[\r\n]/.test(text) ? 'One line of at most 2000 characters.' : null;
