import type { Clock } from '../../core/clock';
import { sandboxPythonVariable, type SandboxCredentials } from '../../core/sandbox/protocol';
import { pythonUserBase } from '../../node/python';
import { endMarked, endOrphan } from '../../node/processTree';
import type { InterpreterRegistry } from '../services/interpreters';
import {
  hasEnded,
  type JobRecordOf,
  type JobRequest,
  type TrainingRequest,
} from '../store/jobRecord';
import type { JobStore } from '../store/jobStore';
import type { LogStore } from '../store/logStore';
import type { MetricSink } from '../store/metricSink';
import { inspectComputer, type Computer } from './computer';
import { freePort } from './freePort';
import { JobFailure } from './jobFailure';
import { removeFolder } from './removeFolder';
import { JobRun } from './jobRun';
import type { ScriptHost } from './start/scriptHost';
import type { JobWork } from './jobWork';
import { enterPhase } from './transitions';

export interface JobRunnerParts<Request extends JobRequest> {
  readonly jobs: JobStore<Request>;
  readonly logs: LogStore;
  readonly metrics: MetricSink;
  readonly clock: Clock;
  /** What one of these jobs does, in the job's own folder. */
  readonly workOf: (job: JobRecordOf<Request>, folder: string) => JobWork;
  /** `http://127.0.0.1:PORT` of this sandbox. */
  readonly endpoint: string;
  readonly credentials: SandboxCredentials;
  readonly region: string;
  readonly interpreters: InterpreterRegistry;
  /** Between the request to end and the end by force; 120 s as the service has it. */
  readonly graceMilliseconds?: number;
  /** Told of failures that no client is told of. */
  readonly report: (error: unknown) => void;
}

/** Runs one kind of jobs as processes of this computer. */
export interface JobRunner<Request extends JobRequest = TrainingRequest> {
  /** Settles the jobs that were running when an earlier sandbox was killed. Before any `start`. */
  recover(): Promise<void>;
  /** Begins a job that has been created; it goes on by itself. */
  start(job: JobRecordOf<Request>): void;
  /** Resolves once the job is `Stopping`; it ends within the grace. */
  stop(id: string): Promise<void>;
  /** How many jobs have not ended. */
  running(): number;
  /** Stops all jobs, as a sandbox that ends must, starts none any more, and resolves when they have ended. */
  stopAll(): Promise<void>;
  /** The interpreter that a job would run with; `undefined` when it names an unregistered one. */
  interpreterFor(request: JobRequest): string | undefined;
}

const usualGrace = 120_000;
/** Nobody waits two minutes for a sandbox to end. */
const endingGrace = 5000;

export function createJobRunner<Request extends JobRequest>(
  parts: JobRunnerParts<Request>,
): JobRunner<Request> {
  const runs = new Map<string, { readonly run: JobRun<Request>; readonly ended: Promise<void> }>();
  const host = createHostLookup(parts);
  const graceMilliseconds = parts.graceMilliseconds ?? usualGrace;
  const { clock, report } = parts;
  let isEnding = false;

  const stop = async (id: string, grace?: number) => {
    const change = parts.jobs.update(id, (job) =>
      job.status === 'InProgress' ? enterPhase(job, 'Stopping', clock.now()) : job,
    );
    // Also on a full disk a job can be stopped.
    await change.catch(report);
    runs.get(id)?.run.interrupt('Stopped', grace).catch(report);
  };

  return {
    recover: async () => {
      for (const { id } of parts.jobs.list().filter((job) => !hasEnded(job))) {
        await settleOrphan(parts, await parts.jobs.read(id));
      }
    },
    start: (job) => {
      // It was created in the last moment; the next sandbox settles it.
      if (isEnding) return;
      const work = parts.workOf(job, parts.jobs.folder(job.id));
      const run = new JobRun({ ...parts, graceMilliseconds, host, report }, job, work);
      runs.set(job.id, { run, ended: run.run().finally(() => runs.delete(job.id)) });
    },
    stop: (id) => stop(id),
    running: () => runs.size,
    stopAll: async () => {
      isEnding = true;
      const grace = Math.min(endingGrace, graceMilliseconds);
      const ended = [...runs.values()].map((entry) => entry.ended);
      await Promise.all([...runs.keys()].map((id) => stop(id, grace)));
      await Promise.all(ended);
    },
    interpreterFor: (request) => interpreterFor(request, parts.interpreters),
  };
}

function interpreterFor(
  request: JobRequest,
  interpreters: InterpreterRegistry,
): string | undefined {
  const named = request.Environment?.[sandboxPythonVariable];
  if (named === undefined) return interpreters.default()?.path;
  return interpreters.isRegistered(named) ? named : undefined;
}

/** Ends what is left of a job whose sandbox was killed, and says so in its description. */
async function settleOrphan<Request extends JobRequest>(
  { jobs, clock, workOf }: JobRunnerParts<Request>,
  job: JobRecordOf<Request>,
): Promise<void> {
  for (const orphan of job.leftovers?.processes ?? []) await endOrphan(orphan);
  const work = workOf(job, jobs.folder(job.id));
  for (const { home } of work.hosts) await endMarked('HOME', home);
  await work.clear();
  if (job.leftovers !== undefined) await removeFolder(job.leftovers.temporaryFolder);
  const failureReason =
    `InternalServerError: The local sandbox was ended while this job ran (${job.phase}). ` +
    'Its log holds what it had printed; nothing was uploaded. Start it again to repeat it.';
  await jobs.update(job.id, (present) => ({
    ...enterPhase(present, 'Failed', clock.now()),
    failureReason,
    leftovers: undefined,
  }));
}

type Surroundings = Pick<
  JobRunnerParts<JobRequest>,
  'endpoint' | 'region' | 'credentials' | 'interpreters'
>;

/** What a script needs to know of its surroundings; asked once per computer and interpreter. */
function createHostLookup(parts: Surroundings): (request: JobRequest) => Promise<ScriptHost> {
  const { endpoint, region, credentials, interpreters } = parts;
  const userBases = new Map<string, Promise<string | undefined>>();
  let computer: Promise<Computer> | undefined;
  return async (request) => {
    const interpreter = interpreterFor(request, interpreters);
    if (interpreter === undefined) {
      throw new JobFailure(
        'ClientError: No Python interpreter has been chosen for the local sandbox.',
      );
    }
    computer ??= inspectComputer();
    const userBase = userBases.get(interpreter) ?? pythonUserBase(interpreter);
    userBases.set(interpreter, userBase);
    userBase.catch(() => userBases.delete(interpreter));
    return {
      ...(await computer),
      access: { endpoint, region, credentials },
      interpreter,
      userBase: await userBase,
      masterPort: await freePort(),
    };
  };
}
