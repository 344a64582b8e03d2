import type { SandboxDebugMode } from '../sandbox/protocol';

/** One training launch as the form edits it; everything CreateTrainingJob needs follows from it. */
export interface TrainingLaunch {
  readonly jobName: string;
  /** Absolute folder whose files are packed. */
  readonly sourceDirectory: string;
  /** Entry point relative to `sourceDirectory`, with `/`. */
  readonly script: string;
  /** Absolute files and folders that are packed at the archive's root too, under their own names. */
  readonly alsoPacked: readonly string[];
  readonly hyperparameters: readonly Hyperparameter[];
  readonly channels: readonly LaunchChannel[];
  /** What the service reads from the lines that the script prints. */
  readonly metrics: readonly LaunchMetric[];
  readonly image: string;
  readonly instanceType: string;
  readonly maxRuntimeSeconds: number;
  /**
   * Consent to install what `requirements.txt` names and the interpreter lacks; only for a connection
   * whose jobs run on this computer.
   */
  readonly installRequirements: boolean;
  /** The script waits for a debugger; only for a connection whose jobs run on this computer. */
  readonly debug?: SandboxDebugMode | undefined;
}

export interface Hyperparameter {
  readonly name: string;
  /** Decoded value; the request encodes it as JSON, which the images decode without loss. */
  readonly value: string | number | boolean;
}

interface LaunchMetric {
  readonly name: string;
  /** Its first group is the number. */
  readonly regex: string;
}

interface LaunchChannel {
  readonly name: string;
  /** Absolute local file or folder that is uploaded. */
  readonly path: string;
}

/** Steps of a launch, for progress and for saying where it failed. */
export type LaunchStep = 'packing' | 'uploadingCode' | 'uploadingData' | 'creating';
