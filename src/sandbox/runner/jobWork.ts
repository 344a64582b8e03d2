import type { ObjectStore } from '../store/objectStore';
import type { Debuggers } from './debug/debuggers';
import type { Installing } from './start/jobPython';
import type { JobRecordOf, MetricDefinition } from '../store/jobRecord';
import type { ScriptHost } from './start/scriptHost';
import type { ScriptCommand } from './process/scriptProcess';

/** What jobs of every kind are done with. */
export interface WorkParts {
  readonly objects: ObjectStore;
  readonly installing: Installing;
  readonly debuggers: Debuggers;
  /** Told of what goes wrong beside the job's outcome. */
  readonly report: (error: unknown) => void;
  /** Between looking for changed files that go to S3 while a job runs, and looking again. */
  readonly syncMilliseconds?: number;
}

/**
 * What one kind of job does on its hosts. `JobRun` drives it: opens and fills every host, runs their
 * commands, uploads what they made, clears what is needed no more.
 */
export interface JobWork {
  /** The log group of its streams, and the CloudWatch namespace of its metrics. */
  readonly logGroup: string;
  /** `algo-1` first. */
  readonly hosts: readonly HostWork[];
  readonly metricDefinitions: readonly MetricDefinition[];
  readonly limits: JobLimits;
  /**
   * Begins what goes on beside the scripts, such as uploads while they run.
   * @param fail ends the job with this failure, for what the scripts cannot go on without
   */
  accompany(fail: (error: unknown) => void): Companion;
  /** After the scripts have ended, also when they failed or were stopped. */
  upload(): Promise<JobResult>;
  /** What the log is to say after that, also when it failed, of what was not uploaded. */
  leftOut(): readonly string[];
  /** Removes what an ended job needs no more; also of a job whose sandbox was killed. */
  clear(): Promise<void>;
}

/** `Infinity` where there is none. */
export interface JobLimits {
  /** Of all attempts together. */
  readonly maxRuntimeSeconds: number;
  /** From the job's creation on. */
  readonly maxWaitSeconds: number;
  /** How often the job is begun anew after the sandbox itself has failed. */
  readonly retries: number;
}

export interface Companion {
  /** Resolves once nothing of it goes on and what changed last has been taken, else rejects. */
  stop(): Promise<void>;
}

/** What an ended job's description gets. */
export type JobResult = Partial<Pick<JobRecordOf<unknown>, 'modelArtifacts' | 'exitMessage'>>;

/** One of a job's computers: a process of this one with folders of its own. */
export interface HostWork {
  /** `algo-1`, `algo-2`, … */
  readonly name: string;
  /** The folder that its scripts have as `HOME`; no other process has it. */
  readonly home: string;
  /** Where its scripts write most. */
  readonly folder: string;
  /** Makes the host's folders and configuration files; nothing of an earlier attempt is left. */
  open(temporaryFolder: string): Promise<void>;
  download(signal: AbortSignal): Promise<void>;
  /** What runs on it, once everything has been downloaded. Throws a `JobFailure` for what it cannot. */
  plan(host: ScriptHost, signal: AbortSignal): Promise<HostPlan>;
  /** All commands have ended with 0. */
  succeed(): Promise<void>;
  /** The job's `FailureReason` for a command that ended otherwise. */
  explain(failed: FailedCommand): Promise<string>;
  /** What the log is to say to whoever reads why, where the reason's words are the service's. */
  hint?(lastLines: readonly string[]): string | undefined;
}

export interface HostPlan {
  /** Lines for the log before the first command's own. */
  readonly notes: readonly string[];
  /** Run one after the other, as long as each ends with 0. */
  readonly commands: readonly ScriptCommand[];
}

export interface FailedCommand {
  readonly command: ScriptCommand;
  /** An exit code, or 128 + the signal's number. */
  readonly code: number;
  /** What it printed last. */
  readonly lastLines: readonly string[];
}
