import type { SandboxCredentials } from '../../core/sandbox/protocol';

/** Where a sandbox listens and what opens it. */
export interface SandboxAddress {
  /** `http://127.0.0.1:PORT` */
  readonly endpoint: string;
  readonly credentials: SandboxCredentials;
  readonly pid: number;
  readonly protocolVersion: number;
}
