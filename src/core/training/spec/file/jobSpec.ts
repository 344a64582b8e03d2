import type { HyperparameterValue } from '../../hyperparameterValue';
import type { TrainingLaunch } from '../../launch';
import type { LaunchChannel } from '../../launchChannel';
import type { LaunchDistribution } from '../../launchDistribution';

/**
 * A training job as `*.sagemaker.json` says it in the project's own, lower-case fields (`ownFields.ts`
 * tells each). Paths are relative to the file's folder; texts may hold variables.
 */
export interface JobSpec {
  /** What names of jobs begin with. */
  readonly name?: string;
  /** Relative to `sourceDirectory`. */
  readonly script?: string;
  readonly sourceDirectory?: string;
  readonly exclude?: readonly string[];
  readonly alsoPacked?: readonly string[];
  readonly framework?: string | ImageChoice;
  readonly image?: string;
  readonly algorithm?: string | AlgorithmSpec;
  readonly hyperparameters?: Readonly<Record<string, HyperparameterValue>>;
  readonly distribution?: LaunchDistribution['kind'] | LaunchDistribution;
  readonly channels?: Readonly<Record<string, string | ChannelSpec>>;
  readonly inputMode?: TrainingLaunch['inputMode'];
  /** Regular expressions by the metrics' names. */
  readonly metrics?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly instanceType?: string;
  readonly instanceCount?: number;
  readonly instanceGroups?: TrainingLaunch['instanceGroups'];
  readonly volumeSizeGb?: number;
  readonly maxRuntime?: Duration;
  readonly maxPending?: Duration;
  readonly spot?: { readonly maxWait: Duration };
  readonly checkpoint?: string | NonNullable<TrainingLaunch['checkpoint']>;
  readonly keepAlive?: Duration;
  readonly retryAttempts?: number;
  readonly trainingPlan?: string;
  readonly output?: string | OutputSpec;
  readonly role?: string;
  readonly vpc?: TrainingLaunch['vpc'];
  readonly networkIsolation?: boolean;
  readonly encryptTraffic?: boolean;
  readonly volumeKmsKey?: string;
}

/** Seconds, or a text such as `90m`. */
export type Duration = number | string;

/** A prebuilt image: of a framework, or of a built-in algorithm. */
export interface ImageChoice {
  readonly name: string;
  readonly version?: string;
  /** `py312` */
  readonly python?: string;
  /** The framework below Hugging Face, with its version: `pytorch2.8.0`. */
  readonly base?: string;
}

/** An image that does the work by itself: a built-in one by `name`, an own one, or an algorithm resource. */
export interface AlgorithmSpec extends Partial<ImageChoice> {
  /** Name or ARN of an algorithm of the account or the Marketplace. */
  readonly resource?: string;
  readonly entrypoint?: readonly string[];
  readonly arguments?: readonly string[];
}

type WithoutName<T> = T extends unknown ? Omit<T, 'name'> : never;

/** A channel is named by its key. */
export type ChannelSpec = WithoutName<LaunchChannel>;

interface OutputSpec {
  readonly uri?: string;
  readonly kmsKey?: string;
  readonly compression?: TrainingLaunch['outputCompression'];
}

/** What a launch of a file has where neither says anything; as the launch page opens. */
export const specDefaults = {
  maxRuntimeSeconds: 3600,
  instanceType: 'ml.m5.large',
} as const;
