/** The services we call, with the ids that config files and endpoint variables use. */
export const serviceIds = {
  sagemaker: 'SageMaker',
  logs: 'CloudWatch Logs',
  s3: 'S3',
  sts: 'STS',
  iam: 'IAM',
  ecr: 'ECR',
  ec2: 'EC2',
  kms: 'KMS',
  quotas: 'Service Quotas',
  pricing: 'Pricing',
} as const;

/** These as well as those that are asked for keys only. */
export const endpointIds = {
  ...serviceIds,
  sso: 'SSO',
  ssoOidc: 'SSO OIDC',
  signin: 'Signin',
} as const;

export type ServiceName = keyof typeof serviceIds;

export type EndpointService = keyof typeof endpointIds;

/** Access keys; the session token and the time they end come with temporary ones. */
export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
  readonly expiration?: Date | undefined;
}

/** Finds keys anew; the SDK calls it before they end. */
export type KeySource = (properties?: Readonly<Record<string, unknown>>) => Promise<Keys>;

/** Where calls go. */
export interface Place {
  readonly region: string;
  /** Whose preferences of AWS's endpoints count, such as FIPS. */
  readonly profile?: string | undefined;
  /** The endpoint of a service when it is not the region's own. */
  endpoint(service: EndpointService): string | undefined;
}

/** Where calls go and with whose credentials. */
export interface Target extends Place {
  readonly credentials: Keys | KeySource;
}
