import type { SandboxDebugMode } from '../sandbox/protocol';
import type { Json } from './exports/json';
import type { HyperparameterValue } from './hyperparameterValue';
import type { InputMode, LaunchChannel } from './launchChannel';
import type { LaunchDistribution } from './launchDistribution';

/**
 * One training launch; the whole CreateTrainingJob request follows from it. What is optional and left
 * out is as it was always: the connection's role and bucket, one instance, 30 GB.
 */
export interface TrainingLaunch extends LaunchPlace, LaunchOutput, LaunchSecurity {
  readonly jobName: string;
  /** Absolute folder whose files are packed; not read with `algorithm`. */
  readonly sourceDirectory: string;
  /** Entry point relative to `sourceDirectory`, with `/`; not read with `algorithm`. */
  readonly script: string;
  /** Absolute files and folders that are packed at the archive's root too, under their own names. */
  readonly alsoPacked: readonly string[];
  /** Absolute files and folders below `sourceDirectory` that are not packed. */
  readonly excluded?: readonly string[] | undefined;
  /** The image does the work by itself: no code is packed, and hyperparameters go as plain texts. */
  readonly algorithm?: LaunchAlgorithm | undefined;
  readonly hyperparameters: readonly LaunchHyperparameter[];
  readonly distribution?: LaunchDistribution | undefined;
  readonly channels: readonly LaunchChannel[];
  /** How channels that say nothing else are read; `File` by default. */
  readonly inputMode?: InputMode | undefined;
  /** What the service reads from the lines that the script prints. */
  readonly metrics: readonly LaunchMetric[];
  /** Address of the image in a registry; empty where `algorithm.name` stands for it. */
  readonly image: string;
  /** Variables of the container, beside those of the connection; these win. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /**
   * Consent to install what `requirements.txt` names and the interpreter lacks; only for a connection
   * whose jobs run on this computer.
   */
  readonly installRequirements: boolean;
  /** The script waits for a debugger; only for a connection whose jobs run on this computer. */
  readonly debug?: SandboxDebugMode | undefined;
  /**
   * A request that this launch repeats, and what the launch would be with nothing changed: what both
   * launches say alike is as in `request`.
   */
  readonly again?:
    | {
        readonly request: Readonly<Record<string, Json>>;
        readonly unchanged: TrainingLaunch;
      }
    | undefined;
  /**
   * Fields of CreateTrainingJob as the API names them, which win: objects merge deeply, arrays and
   * plain values replace, `null` removes.
   */
  readonly apiFields?: Readonly<Record<string, unknown>> | undefined;
}

/** On what a job runs, and for how long. */
interface LaunchPlace {
  /** Not read with `instanceGroups`. */
  readonly instanceType: string;
  /** 1 by default; not read with `instanceGroups`. */
  readonly instanceCount?: number | undefined;
  /** Several types in one job; at most 5 groups. */
  readonly instanceGroups?: readonly LaunchInstanceGroup[] | undefined;
  /** Storage of each instance in GB; 30 by default, as the SageMaker Python SDK has it. */
  readonly volumeSizeGb?: number | undefined;
  readonly maxRuntimeSeconds: number;
  /** How long the job may wait for capacity that is reserved by `trainingPlanArn`. */
  readonly maxPendingSeconds?: number | undefined;
  /** Spare capacity; the longest time of waiting and running together. */
  readonly spot?: { readonly maxWaitSeconds: number } | undefined;
  /** Kept in S3 while the job runs; an interrupted job goes on from there. */
  readonly checkpoint?: { readonly uri: string; readonly localPath?: string } | undefined;
  /** How long the instances stay warm for the next job. */
  readonly keepAliveSeconds?: number | undefined;
  /** How often the service starts the job anew after an error of its own. */
  readonly retryAttempts?: number | undefined;
  readonly trainingPlanArn?: string | undefined;
}

/** Where a job's results go. */
interface LaunchOutput {
  /** S3 folder; the root of the connection's bucket by default. */
  readonly outputUri?: string | undefined;
  readonly outputKmsKey?: string | undefined;
  /** `GZIP` by default: one archive. `NONE` leaves the files as they are. */
  readonly outputCompression?: 'GZIP' | 'NONE' | undefined;
}

/** As whom a job runs, and who reaches what. */
interface LaunchSecurity {
  /** ARN of the role that the job takes on; the connection's by default. */
  readonly role?: string | undefined;
  readonly vpc?:
    { readonly subnets: readonly string[]; readonly securityGroups: readonly string[] } | undefined;
  /** The container reaches nothing, not even S3: the code comes as a channel of its own, `code`. */
  readonly isNetworkIsolated?: boolean | undefined;
  /** What the containers of a job say to each other is encrypted. */
  readonly encryptsTraffic?: boolean | undefined;
  /** KMS key of the instances' storage. */
  readonly volumeKmsKey?: string | undefined;
}

/** A built-in algorithm, an own image, or an algorithm of the account or the Marketplace. */
interface LaunchAlgorithm {
  /** Name or ARN of an algorithm resource, in the place of `image`. */
  readonly name?: string;
  /** Replaces the image's own entry point. */
  readonly entrypoint?: readonly string[];
  readonly arguments?: readonly string[];
}

interface LaunchInstanceGroup {
  readonly name: string;
  readonly type: string;
  readonly count: number;
}

export interface Hyperparameter {
  readonly name: string;
  /** Decoded value; the request encodes it as JSON, which the images decode without loss. */
  readonly value: string | number | boolean;
}

/** As `Hyperparameter`; a script may be given lists and objects too, which no form field has. */
interface LaunchHyperparameter {
  readonly name: string;
  readonly value: HyperparameterValue;
}

interface LaunchMetric {
  readonly name: string;
  /** Its first group is the number. */
  readonly regex: string;
}

/** Steps of a launch, for progress and for saying where it failed. */
export type LaunchStep = 'packing' | 'readingData' | 'uploadingCode' | 'uploadingData' | 'creating';
