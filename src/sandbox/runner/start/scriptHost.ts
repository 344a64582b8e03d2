import type { SandboxAccess } from './scriptEnvironment';

/** What a script run needs to know of this computer and this sandbox. */
export interface ScriptHost {
  readonly access: SandboxAccess;
  readonly interpreter: string;
  readonly userBase: string | undefined;
  readonly cpus: number;
  readonly gpus: number;
  /** A free loopback port, the same for all hosts of a job. */
  readonly masterPort: number;
}
