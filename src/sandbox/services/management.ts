import { AppError } from '../../core/errors';
import {
  sandboxProtocolVersion,
  sandboxTarget,
  type SandboxOperations,
  type SandboxRemoved,
} from '../../core/sandbox/protocol';
import type { JobPart } from '../jobPart';
import type { Housekeeping } from '../housekeeping/housekeeping';
import { ServiceError, type JsonService } from '../http/jsonService';
import type { InterpreterRegistry } from './interpreters';

/** The life of the sandbox as windows and successors see it. */
export interface Life {
  heartbeat(): void;
  /** Refuses new jobs, ends with the running ones; answers how many there are. */
  drain(now: boolean): number;
}

type Operation = keyof SandboxOperations;

/** What the extension and the command line say beside the AWS APIs. */
export function managementService(
  life: Life,
  interpreters: InterpreterRegistry,
  housekeeping: Housekeeping,
  jobs: Pick<JobPart, 'findDebugger'>,
): JsonService {
  const answer = <Name extends Operation>(value: SandboxOperations[Name]['answer']) =>
    Promise.resolve(value);
  const operations: Record<Operation, JsonService['operations'][string]> = {
    Heartbeat: () => {
      life.heartbeat();
      return answer<'Heartbeat'>({
        protocolVersion: sandboxProtocolVersion,
        pid: process.pid,
      });
    },
    RegisterInterpreter: (input) => register(interpreters, input['path']),
    Drain: (input) => answer<'Drain'>({ running: life.drain(input['now'] === true) }),
    FindDebugger: ({ job }) => {
      if (typeof job === 'string') return answer<'FindDebugger'>(jobs.findDebugger(job));
      throw new ServiceError('ValidationException', 'job must be the name of a training job.');
    },
    Usage: () => housekeeping.usage(),
    Clear: (input) => clear(housekeeping, input),
    Prune: (input) => prune(housekeeping, input['days']),
  };
  return { target: sandboxTarget, operations };
}

async function clear(
  housekeeping: Housekeeping,
  { what, stop }: Readonly<Record<string, unknown>>,
): Promise<SandboxRemoved> {
  if (what === 'endedJobs') return await housekeeping.clearEnded();
  if (what === 'everything' && Array.isArray(stop))
    return await housekeeping.clear(stop.map(String));
  throw new ServiceError(
    'ValidationException',
    'what must be endedJobs or everything, with a list of names in stop.',
  );
}

async function prune(housekeeping: Housekeeping, days: unknown): Promise<SandboxRemoved> {
  if (typeof days === 'number' && days >= 0) return await housekeeping.prune(days);
  throw new ServiceError('ValidationException', 'days must be a number of days.');
}

async function register(
  interpreters: InterpreterRegistry,
  path: unknown,
): Promise<SandboxOperations['RegisterInterpreter']['answer']> {
  if (typeof path !== 'string' || path === '') {
    throw new ServiceError('ValidationException', 'path must be the path of an interpreter.');
  }
  try {
    return await interpreters.register(path);
  } catch (error) {
    if (!AppError.is(error, 'noPython')) throw error;
    throw new ServiceError('InvalidInterpreterException', error.message);
  }
}
