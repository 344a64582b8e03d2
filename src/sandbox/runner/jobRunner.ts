import { sandboxPythonVariable, type SandboxCredentials } from '../../core/sandbox/protocol';
import { pythonUserBase } from '../../node/python';
import { endOrphan } from '../../node/processTree';
import type { InterpreterRegistry } from '../services/interpreters';
import { hasEnded, type JobRecord, type TrainingRequest } from '../store/jobRecord';
import type { JobStore } from '../store/jobStore';
import type { LogStore } from '../store/logStore';
import type { ObjectStore } from '../store/objectStore';
import { inspectComputer, type Computer } from './computer';
import { JobFailure } from './jobFailure';
import { clearJobFolders } from './jobFolders';
import { JobRun } from './jobRun';
import type { ScriptHost } from './jobScript';
import { enterPhase } from './transitions';

export interface JobRunnerParts {
  readonly jobs: JobStore;
  readonly logs: LogStore;
  readonly objects: ObjectStore;
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

/** Runs training jobs as processes of this computer. */
export interface JobRunner {
  /** Settles the jobs that were running when an earlier sandbox was killed. Before any `start`. */
  recover(): Promise<void>;
  /** Begins a job that has been created; it goes on by itself. */
  start(job: JobRecord): void;
  /** Resolves once the job is `Stopping`; it ends within the grace. */
  stop(id: string): Promise<void>;
  /** How many jobs have not ended. */
  running(): number;
  /** Stops all jobs, as a sandbox that ends must, starts none any more, and resolves when they have ended. */
  stopAll(): Promise<void>;
  /** The interpreter that a job would run with; `undefined` when it names an unregistered one. */
  interpreterFor(request: TrainingRequest): string | undefined;
}

const usualGrace = 120_000;
/** Nobody waits two minutes for a sandbox to end. */
const endingGrace = 5000;

export function createJobRunner(parts: JobRunnerParts): JobRunner {
  const runs = new Map<string, { readonly run: JobRun; readonly ended: Promise<void> }>();
  const host = createHostLookup(parts);
  const graceMilliseconds = parts.graceMilliseconds ?? usualGrace;
  const { report } = parts;
  let isEnding = false;

  const stop = async (id: string, grace?: number) => {
    const change = parts.jobs.update(id, (job) =>
      job.status === 'InProgress' ? enterPhase(job, 'Stopping', Date.now()) : job,
    );
    // Also on a full disk a job can be stopped.
    await change.catch(report);
    runs.get(id)?.run.interrupt('Stopped', grace).catch(report);
  };

  return {
    recover: async () => {
      for (const { id } of parts.jobs.list().filter((job) => !hasEnded(job))) {
        await settleOrphan(parts.jobs, await parts.jobs.read(id));
      }
    },
    start: (job) => {
      // It was created in the last moment; the next sandbox settles it.
      if (isEnding) return;
      const run = new JobRun({ ...parts, graceMilliseconds, host, report }, job);
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
  request: TrainingRequest,
  interpreters: InterpreterRegistry,
): string | undefined {
  const named = request.Environment?.[sandboxPythonVariable];
  if (named === undefined) return interpreters.default()?.path;
  return interpreters.isRegistered(named) ? named : undefined;
}

/** Ends what is left of a job whose sandbox was killed, and says so in its description. */
async function settleOrphan(jobs: JobStore, job: JobRecord): Promise<void> {
  if (job.leftovers?.process !== undefined) await endOrphan(job.leftovers.process);
  await clearJobFolders(jobs.folder(job.id), job.leftovers?.temporaryFolder);
  const failureReason =
    `InternalServerError: The local sandbox was ended while this job ran (${job.phase}). ` +
    'Its log holds what it had printed; nothing was uploaded. Train again to repeat it.';
  await jobs.update(job.id, (present) => ({
    ...enterPhase(present, 'Failed', Date.now()),
    failureReason,
    leftovers: undefined,
  }));
}

/** What a script needs to know of its surroundings; asked once per computer and interpreter. */
function createHostLookup(parts: JobRunnerParts): (job: JobRecord) => Promise<ScriptHost> {
  const { endpoint, region, credentials, interpreters } = parts;
  const userBases = new Map<string, Promise<string | undefined>>();
  let computer: Promise<Computer> | undefined;
  return async (job) => {
    const interpreter = interpreterFor(job.request, interpreters);
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
    };
  };
}
