import * as path from 'node:path';
import { needs } from './environments';
import { SandboxServer, temporaryFolder, type SandboxSettings } from './sandboxServer';

export interface SuiteSandbox {
  readonly server: SandboxServer;
  /** Where the tests may write; the sandbox's data are below it, in `data`. */
  readonly folder: string;
}

/** A sandbox for all tests of a suite, and what its tests run in Python. It is there in what the suite runs `before` later on. */
export function suiteSandbox(settings?: SandboxSettings): SuiteSandbox {
  let folder: Awaited<ReturnType<typeof temporaryFolder>> | undefined;
  let server: SandboxServer | undefined;

  needs('aws', ...(settings?.interpreter ? [settings.interpreter] : []));

  before(async () => {
    folder = await temporaryFolder();
    server = await SandboxServer.start(path.join(folder.path, 'data'), settings);
  });

  after(async () => {
    await server?.stop();
    await folder?.remove();
  });

  return {
    get server() {
      return started(server);
    },
    get folder() {
      return started(folder).path;
    },
  };
}

function started<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('The suite has not started its sandbox.');
  return part;
}
