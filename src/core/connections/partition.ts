/** A part of AWS with accounts, host names and ARNs of its own. */
interface Partition {
  /** As in its ARNs: `arn:aws-cn:…`. */
  readonly id: string;
  readonly regions: RegExp;
  /** What the host names of its services end with. */
  readonly dnsSuffix: string;
  /** Absent where the address of its console is not public. */
  readonly consoleHost?: (region: string) => string;
}

/** From `partitions.json` of the AWS SDKs; a test compares it with that of botocore. */
const partitions: readonly Partition[] = [
  {
    id: 'aws',
    regions: /^(us|eu|ap|sa|ca|me|af|il|mx)-\w+-\d+$/,
    dnsSuffix: 'amazonaws.com',
    consoleHost: (region) => `${region}.console.aws.amazon.com`,
  },
  {
    id: 'aws-cn',
    regions: /^cn-\w+-\d+$/,
    dnsSuffix: 'amazonaws.com.cn',
    consoleHost: () => 'console.amazonaws.cn',
  },
  {
    id: 'aws-us-gov',
    regions: /^us-gov-\w+-\d+$/,
    dnsSuffix: 'amazonaws.com',
    consoleHost: () => 'console.amazonaws-us-gov.com',
  },
  { id: 'aws-iso', regions: /^us-iso-\w+-\d+$/, dnsSuffix: 'c2s.ic.gov' },
  { id: 'aws-iso-b', regions: /^us-isob-\w+-\d+$/, dnsSuffix: 'sc2s.sgov.gov' },
  { id: 'aws-iso-e', regions: /^eu-isoe-\w+-\d+$/, dnsSuffix: 'cloud.adc-e.uk' },
  { id: 'aws-iso-f', regions: /^us-isof-\w+-\d+$/, dnsSuffix: 'csp.hci.ic.gov' },
  { id: 'aws-eusc', regions: /^eusc-(de)-\w+-\d+$/, dnsSuffix: 'amazonaws.eu' },
];

/** The partition of a region; `undefined` for a region that none of them knows. */
export const partitionId = (region: string): string | undefined => partitionOf(region)?.id;

/** What the host names of a region's services end with: `amazonaws.com`. */
export const dnsSuffix = (region: string): string | undefined => partitionOf(region)?.dnsSuffix;

/**
 * Base of a region's console links. A region that is newer than the table counts as one of the
 * commercial partition, as the SDKs take it.
 */
export function consoleUrl(region: string): string | undefined {
  const host = hostOf(region);
  return host && `https://${host}/sagemaker/home?region=${region}#/`;
}

/** The console's page of the folder that an `s3://` address is in; `undefined` where there is none. */
export function s3ConsoleUrl(region: string, uri: string): string | undefined {
  const host = hostOf(region);
  const [, bucket, folder = ''] = /^s3:\/\/([^/]+)(?:\/(.*\/)?.*)?$/s.exec(uri) ?? [];
  return host && bucket
    ? `https://${host}/s3/buckets/${encoded(bucket)}?region=${region}&prefix=${encoded(folder)}`
    : undefined;
}

/** The console's page of an IAM role by its ARN; `undefined` where there is none. */
export function roleConsoleUrl(region: string, arn: string): string | undefined {
  const host = hostOf(region);
  const [, name] = /^arn:[^:]+:iam::\d*:role\/(?:.*\/)?([^/]+)$/s.exec(arn) ?? [];
  return host && name
    ? `https://${host}/iam/home?region=${region}#/roles/details/${encoded(name)}`
    : undefined;
}

/** The console's page of a quota of SageMaker by its code; `undefined` where there is none. */
export function quotaConsoleUrl(region: string, code: string): string | undefined {
  const host = hostOf(region);
  const page = `servicequotas/home/services/sagemaker/quotas/${encoded(code)}?region=${region}`;
  return host && `https://${host}/${page}`;
}

/** Half a character, which a JSON text can hold, has no encoding. */
const encoded = (text: string): string => encodeURIComponent(text.replace(/\p{Cs}/gu, '\uFFFD'));

const hostOf = (region: string): string | undefined =>
  (partitionOf(region) ?? partitions[0])?.consoleHost?.(region);

const partitionOf = (region: string): Partition | undefined =>
  partitions.find(({ regions }) => regions.test(region));

/** Whether a text can be a region; it becomes part of host names. */
export const isRegion = (text: string): boolean => /^[a-z]{2,10}(-[a-z0-9]+)+$/.test(text);

/** Regions with SageMaker, to be offered; any other may be named as well. */
export const offeredRegions: readonly string[] = [
  ...['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'],
  ...['af-south-1', 'ap-east-1', 'ap-east-2', 'ap-northeast-1', 'ap-northeast-2'],
  ...['ap-northeast-3', 'ap-south-1', 'ap-south-2', 'ap-southeast-1', 'ap-southeast-2'],
  ...['ap-southeast-3', 'ap-southeast-4', 'ap-southeast-5', 'ap-southeast-6', 'ap-southeast-7'],
  ...['ca-central-1', 'ca-west-1', 'eu-central-1', 'eu-central-2', 'eu-north-1', 'eu-south-1'],
  ...['eu-south-2', 'eu-west-1', 'eu-west-2', 'eu-west-3', 'il-central-1', 'me-central-1'],
  ...['me-south-1', 'mx-central-1', 'sa-east-1'],
  ...['cn-north-1', 'cn-northwest-1', 'us-gov-east-1', 'us-gov-west-1'],
];
