import type { WaitingDebugger } from '../../../core/sandbox/protocol';

/** Where the scripts of running jobs wait for their debuggers. */
export class Debuggers {
  private readonly waiting = new Map<string, WaitingDebugger>();

  /** @param patienceSeconds how long a script waits before its job fails */
  constructor(readonly patienceSeconds = 600) {}

  find(jobName: string): WaitingDebugger | undefined {
    return this.waiting.get(jobName);
  }

  offer(jobName: string, debuggerOfJob: WaitingDebugger): void {
    this.waiting.set(jobName, debuggerOfJob);
  }

  /** One has come, or none is wanted any more. */
  withdraw(jobName: string): void {
    this.waiting.delete(jobName);
  }
}
