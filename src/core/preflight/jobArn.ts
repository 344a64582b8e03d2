import type { TrustedJob } from './trustConditions';

/** The ARN of a training job, in which the service writes the name in small letters. */
export const jobArn = ({ partition, region, accountId, jobName }: TrustedJob): string =>
  `arn:${partition}:sagemaker:${region}:${accountId}:training-job/${jobName.toLowerCase()}`;
