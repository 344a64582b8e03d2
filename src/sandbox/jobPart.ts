import type { Clock } from '../core/clock';
import type { SandboxCredentials, SandboxOperations } from '../core/sandbox/protocol';
import type { JsonRoute } from './http/jsonProtocol';
import type { QueryService } from './http/queryProtocol';
import type { InterpreterRegistry } from './services/interpreters';
import type { JobSummary } from './store/jobRecord';
import type { ObjectStore } from './store/objectStore';

/** What jobs need of the rest of the sandbox. */
export interface JobSurroundings {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly objects: ObjectStore;
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly credentials: SandboxCredentials;
  readonly region: string;
  readonly interpreters: InterpreterRegistry;
  /** Consent to install what any job's requirements name. */
  readonly installRequirements: boolean;
  /** Told of failures that no client is told of. */
  readonly report: (error: unknown) => void;
}

/** The part of the sandbox that runs jobs, as the server sees it. */
export interface JobPart {
  /** The services that speak JSON. */
  readonly routes: readonly JsonRoute[];
  /** The services that speak Query; one may speak both. */
  readonly queries: readonly QueryService[];
  findDebugger(jobName: string): SandboxOperations['FindDebugger']['answer'];
  /** Marks the jobs that died with an earlier process. */
  recover(): Promise<void>;
  /** How many jobs run. */
  running(): number;
  /** All jobs of all kinds. */
  summaries(): readonly JobSummary[];
  /** Removes jobs that ended before a time, in ms since the epoch, and their traces; tells how many. */
  removeEnded(before: number): Promise<number>;
  /** The same, with all logs and metrics that were last written to before it, whoever wrote them. */
  prune(before: number): Promise<number>;
  /** Ends all jobs and waits until they have ended. */
  stopAll(): Promise<void>;
  /** Closes the stores; nothing runs any more. */
  close(): Promise<void>;
}

export type OpenJobPart = (surroundings: JobSurroundings) => Promise<JobPart>;
