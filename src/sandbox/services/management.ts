import { AppError } from '../../core/errors';
import {
  sandboxProtocolVersion,
  sandboxTarget,
  type SandboxOperations,
} from '../../core/sandbox/protocol';
import { ServiceError, type JsonService } from '../http/jsonService';
import type { InterpreterRegistry } from './interpreters';

/** The life of the sandbox as windows and successors see it. */
export interface Life {
  heartbeat(): void;
  /** Refuses new jobs, ends with the running ones; answers how many there are. */
  drain(now: boolean): number;
}

type Operation = keyof SandboxOperations;

/** Heartbeat, RegisterInterpreter and Drain: what the extension says beside the AWS APIs. */
export function managementService(life: Life, interpreters: InterpreterRegistry): JsonService {
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
  };
  return { target: sandboxTarget, operations };
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
