/** The services we call, with the ids that config files and endpoint variables use. */
export const serviceIds = {
  sagemaker: 'SageMaker',
  logs: 'CloudWatch Logs',
  s3: 'S3',
  sts: 'STS',
} as const;

export type ServiceName = keyof typeof serviceIds;

/** Access keys; the session token and the time they end come with temporary ones. */
interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** Finds keys anew; the SDK calls it before they end, with what a chained assume-role needs. */
export type KeySource = (properties?: Readonly<Record<string, unknown>>) => Promise<Keys>;

/** Where calls go and with whose credentials. */
export interface Target {
  readonly region: string;
  /** Whose preferences of AWS's endpoints count, such as FIPS. */
  readonly profile?: string | undefined;
  readonly credentials: Keys | KeySource;
  /** The endpoint of a service when it is not the region's own. */
  endpoint(service: ServiceName): string | undefined;
}
