import { callRegion } from './callRegion';
import {
  serviceIds,
  type EndpointService,
  type Place,
  type ServiceName,
  type Target,
} from './services';

/** What one API call was, for the log: neither input nor headers. */
export interface CallRecord {
  /** `SageMaker` */
  readonly service: string;
  /** `ListTrainingJobs` */
  readonly operation: string;
  readonly milliseconds: number;
  /** HTTP status of the last attempt; absent when there was no answer. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
  readonly errorCode?: string | undefined;
}

/** The part of every SDK client that is the same. */
export interface ServiceClient {
  readonly middlewareStack: { add(middleware: never, options: { step: 'initialize' }): void };
  send(command: never, options: { abortSignal?: AbortSignal }): Promise<object>;
  destroy(): void;
}

const connectionTimeout = 5_000;

/** Milliseconds without a byte after which a transfer counts as cut off. */
const stallTimeout = 60_000;

/** Limits of every call but S3's, in milliseconds. */
export const callLimits = {
  connectionTimeout,
  requestTimeout: 30_000,
  throwOnRequestTimeout: true,
};

const nothing = (): void => undefined;

/** Without one the SDK warns on the console; with a real one it would log inputs. */
export const silence = {
  trace: nothing,
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
};

/** Loads a service's part of the SDK and builds its client. */
export async function buildClient(service: ServiceName, target: Target): Promise<ServiceClient> {
  // Read once, when the SDK is first loaded: the host decides on its Node, not we.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const config = {
    region: callRegion(service, target.region),
    credentials: target.credentials,
    ...clientPlace(target, service),
    maxAttempts: 5,
    retryMode: 'adaptive',
    logger: silence,
    requestHandler: callLimits,
  };
  return builders[service](config);
}

type ClientPlace = Pick<Target, 'profile'> & {
  readonly endpoint?: string;
  readonly useFipsEndpoint?: boolean;
  readonly useDualstackEndpoint?: boolean;
  readonly ignoreConfiguredEndpointUrls: boolean;
};

/**
 * Where a client's calls go. The place has read the endpoint already; by itself the SDK would take
 * that of the default profile, and refuse an endpoint beside the variants that a user prefers on AWS.
 */
export function clientPlace(place: Omit<Place, 'region'>, service: EndpointService): ClientPlace {
  const endpoint = place.endpoint(service);
  return {
    ignoreConfiguredEndpointUrls: true,
    ...(endpoint === undefined
      ? { profile: place.profile }
      : { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
  };
}

type Config = Pick<Target, 'region' | 'credentials'> &
  ClientPlace & {
    readonly maxAttempts: number;
    readonly retryMode: string;
    readonly logger: typeof silence;
    readonly requestHandler: typeof callLimits;
  };

const builders: Readonly<Record<ServiceName, (config: Config) => Promise<ServiceClient>>> = {
  async sagemaker(config) {
    const { SageMakerClient } = await import('@aws-sdk/client-sagemaker');
    return new SageMakerClient(config);
  },
  async logs(config) {
    const { CloudWatchLogsClient } = await import('@aws-sdk/client-cloudwatch-logs');
    return new CloudWatchLogsClient(config);
  },
  async s3(config) {
    const { S3Client } = await import('@aws-sdk/client-s3');
    return new S3Client({
      ...config,
      // Buckets as host names would need names that resolve; an endpoint override has none.
      forcePathStyle: config.endpoint !== undefined,
      // An upload may take as long as it needs, but not without anything moving.
      requestHandler: { connectionTimeout, socketTimeout: stallTimeout },
    });
  },
  async sts(config) {
    const { STSClient } = await import('@aws-sdk/client-sts');
    return new STSClient(config);
  },
  async iam(config) {
    const { IAMClient } = await import('@aws-sdk/client-iam');
    return new IAMClient(config);
  },
  async ecr(config) {
    const { ECRClient } = await import('@aws-sdk/client-ecr');
    return new ECRClient(config);
  },
  async ec2(config) {
    const { EC2Client } = await import('@aws-sdk/client-ec2');
    return new EC2Client(config);
  },
  async kms(config) {
    const { KMSClient } = await import('@aws-sdk/client-kms');
    return new KMSClient(config);
  },
  async quotas(config) {
    const { ServiceQuotasClient } = await import('@aws-sdk/client-service-quotas');
    return new ServiceQuotasClient(config);
  },
  async pricing(config) {
    const { PricingClient } = await import('@aws-sdk/client-pricing');
    return new PricingClient(config);
  },
};

type Handler = (args: object) => Promise<{ readonly output: object }>;

interface Metadata {
  readonly httpStatusCode?: number | undefined;
  readonly requestId?: string | undefined;
  readonly attempts?: number | undefined;
}

/** Reports every API call of a client once, with all of its attempts. */
export function observe(
  client: ServiceClient,
  service: ServiceName,
  observer: {
    readonly now: () => number;
    readonly onCall: (record: CallRecord) => void;
    /** Hears of a failure by the operation, before whoever has called; answers its code. */
    readonly onFailure: (error: unknown, operation: string) => string;
  },
): void {
  const middleware =
    (next: Handler, context: { readonly commandName?: string }): Handler =>
    async (args) => {
      const started = observer.now();
      const operation = (context.commandName ?? '').replace(/Command$/, '');
      const report = (carrier: unknown, errorCode?: string) => {
        const { $metadata = {} } = (carrier ?? {}) as { $metadata?: Metadata };
        observer.onCall({
          service: serviceIds[service],
          operation,
          milliseconds: observer.now() - started,
          status: $metadata.httpStatusCode,
          requestId: $metadata.requestId,
          attempts: $metadata.attempts,
          errorCode,
        });
      };
      try {
        const result = await next(args);
        report(result.output);
        return result;
      } catch (error) {
        report(error, observer.onFailure(error, operation));
        throw error;
      }
    };
  client.middlewareStack.add(middleware as never, { step: 'initialize' });
}
