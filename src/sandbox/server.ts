import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as path from 'node:path';
import type { Clock } from '../core/clock';
import { AppError } from '../core/errors';
import {
  sandboxProtocolVersion,
  sandboxRegion,
  type PythonInterpreter,
  type SandboxAnnouncement,
  type SandboxCredentials,
  type SandboxLock,
} from '../core/sandbox/protocol';
import { createDeferred } from '../node/deferred';
import { isSystemError } from '../node/files';
import { Reopenable, type Contents } from './contents';
import { Housekeeping } from './housekeeping/housekeeping';
import { createListener } from './http/listener';
import type { OpenJobPart } from './jobPart';
import { startLifetime, type Lifetime } from './life/lifetime';
import { findHolder, takeLock, type HeldLock, type IsAlive } from './life/lock';
import { livenessBy, replaceOlder } from './life/neighbour';
import { createDispatcher } from './services/dispatcher';
import { createInterpreters, type InterpreterRegistry } from './services/interpreters';
import type { OpenFile } from './store/blobs';
import { openCredentials } from './store/credentials';
import { explain, openDataFolder, removeLeftovers } from './store/dataFolder';
import { migrateDataFolder } from './store/migrateDataFolder';
import { Objects } from './store/objects';

/** What a sandbox is started with. */
export interface SandboxParts {
  readonly dataDir: string;
  /** 0: any free port. */
  readonly port: number;
  readonly exitWhenIdle: boolean;
  /** Whether the data folder is a sandbox's whatever it holds. */
  readonly adoptData: boolean;
  /** Consent to install what any job's requirements name; a job may bring its own. */
  readonly installRequirements: boolean;
  /** Interpreter for jobs that name none. */
  readonly python?: (() => Promise<PythonInterpreter | undefined>) | undefined;
  readonly clock: Clock;
  readonly openJobs: OpenJobPart;
  readonly openFile?: OpenFile | undefined;
  /** Starts an interpreter to learn who it is. */
  readonly probePython: (path: string) => Promise<PythonInterpreter>;
  /** Told of failures that no client is told the whole of. */
  readonly report: (error: unknown) => void;
}

export interface RunningSandbox {
  readonly announcement: SandboxAnnouncement;
  readonly housekeeping: Housekeeping;
  /** Resolves, with the reason, once everything has ended. */
  readonly ended: Promise<string>;
  /** Ends the jobs and the server; safe to call again. */
  stop(why: string): Promise<void>;
}

/**
 * Starts the one sandbox of a data folder. Resolves with the lock of the one that runs already when
 * there is one; throws `AppError` with a sentence for the user when it cannot start.
 */
export async function startSandbox(parts: SandboxParts): Promise<RunningSandbox | SandboxLock> {
  await openDataFolder(parts.dataDir, parts.adoptData);
  const credentials = await openCredentials(parts.dataDir);
  const lockFile = path.join(parts.dataDir, 'sandbox.lock');
  const isAlive = livenessBy(credentials, parts.clock);
  const holder = await findHolder(lockFile, isAlive);
  if (holder && !(await replace(holder, credentials, parts))) return holder;

  const dispatcher = createDispatcher(credentials, parts.clock);
  const server = createListener({
    verifier: () => ({ credentials, region: sandboxRegion, now: parts.clock.now() }),
    respond: dispatcher.respond,
    report: parts.report,
  });
  const port = await listen(server, parts.port);
  const own: SandboxLock = {
    pid: process.pid,
    port,
    protocolVersion: sandboxProtocolVersion,
    startedAt: new Date(parts.clock.now()).toISOString(),
  };
  try {
    const lock = await takeLock(lockFile, own, (other) => isOther(other, port, isAlive));
    if ('port' in lock) {
      close(server);
      return lock;
    }
    return await openWith(lock, async () => {
      await removeLeftovers(parts.dataDir);
      await migrateDataFolder(parts.dataDir);
      return await compose(parts, { credentials, dispatcher, lock, port, server });
    });
  } catch (error) {
    close(server);
    throw explain(error, parts.dataDir);
  }
}

/** Who was killed may have left a lock with the port that is ours now: there we would ask ourselves. */
async function isOther(lock: SandboxLock, ownPort: number, isAlive: IsAlive): Promise<boolean> {
  return lock.port !== ownPort && (await isAlive(lock));
}

/** Whether the holder has made room: only an older version does. */
async function replace(
  holder: SandboxLock,
  credentials: SandboxCredentials,
  { clock }: SandboxParts,
): Promise<boolean> {
  if (holder.protocolVersion === sandboxProtocolVersion) return false;
  if (holder.protocolVersion > sandboxProtocolVersion) {
    throw new AppError(
      'sandboxUnavailable',
      'A newer version of the local sandbox runs on this data folder. Update, then start again.',
    );
  }
  await replaceOlder(holder, credentials, clock);
  return true;
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (isSystemError(error, 'EADDRINUSE', 'EACCES')) {
      const why = isSystemError(error, 'EACCES') ? 'not allowed' : 'in use';
      throw new AppError('invalid', `Port ${port} is ${why}. Choose another with --port.`, {
        cause: error,
      });
    }
    throw error;
  }
  return (server.address() as AddressInfo).port;
}

async function openWith<Result>(lock: HeldLock, open: () => Promise<Result>): Promise<Result> {
  try {
    return await open();
  } catch (error) {
    await lock.release();
    throw error;
  }
}

interface Foundation {
  readonly credentials: SandboxCredentials;
  readonly dispatcher: ReturnType<typeof createDispatcher>;
  readonly lock: HeldLock;
  readonly port: number;
  readonly server: Server;
}

async function compose(parts: SandboxParts, foundation: Foundation): Promise<RunningSandbox> {
  const interpreters = createInterpreters(parts.probePython);
  const opening = Reopenable.open(() => openContents(parts, foundation, interpreters));
  try {
    const [contents, found] = await Promise.all([opening, parts.python?.()]);
    if (found) await interpreters.register(found.path);
    return await serve(parts, foundation, contents, interpreters);
  } catch (error) {
    const opened = await opening.catch(() => undefined);
    await opened?.close();
    throw error;
  }
}

async function openContents(
  parts: SandboxParts,
  { credentials, port }: Foundation,
  interpreters: InterpreterRegistry,
): Promise<Contents> {
  const { dataDir, clock, report, installRequirements } = parts;
  const objects = await Objects.open(dataDir, clock, parts.openFile);
  const reach = { endpoint: endpointOf(port), credentials, region: sandboxRegion, interpreters };
  const jobs = await parts.openJobs({
    dataDir,
    clock,
    objects,
    ...reach,
    installRequirements,
    report,
  });
  await jobs.recover();
  return { objects, jobs };
}

function endpointOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

async function serve(
  parts: SandboxParts,
  foundation: Foundation,
  contents: Reopenable,
  interpreters: InterpreterRegistry,
): Promise<RunningSandbox> {
  const { credentials, dispatcher, lock, port } = foundation;
  const { dataDir, clock } = parts;
  const ending = createDeferred<string>();
  let stopped: Promise<void> | undefined;
  const stop = (why: string): Promise<void> => {
    stopped ??= end(foundation, lifetime, contents).then(() => ending.resolve(why), ending.reject);
    return stopped;
  };
  const lifetime = startLifetime({
    clock,
    leavesWhenIdle: parts.exitWhenIdle,
    running: () => contents.present?.jobs.running() ?? 0,
    isOurs: () => lock.isOurs(),
    leave: (why) => void stop(why),
  });
  const letIn = ({ objects, jobs }: Contents): void => {
    dispatcher.open({ objects, interpreters, lifetime, housekeeping, jobs });
    objects.sweep().catch(parts.report);
  };
  const housekeeping = new Housekeeping({
    dataDir,
    clock,
    report: parts.report,
    contents: () => contents.require(),
    whileClosed: async (step) => {
      dispatcher.hold();
      try {
        await contents.reopen(step);
      } finally {
        if (contents.present) letIn(contents.present);
        else void stop('It could not open its data again.');
      }
    },
  });
  try {
    await housekeeping.resume();
    letIn(contents.require());
  } catch (error) {
    lifetime.dispose();
    throw error;
  }
  const announcement = {
    endpoint: endpointOf(port),
    region: sandboxRegion,
    ...credentials,
    dataDir,
  };
  return { announcement, housekeeping, ended: ending.promise, stop };
}

async function end(
  { server, lock }: Foundation,
  lifetime: Lifetime,
  contents: Reopenable,
): Promise<void> {
  lifetime.dispose();
  try {
    await contents.close();
  } finally {
    await lock.release();
    close(server);
  }
}

/** Answers that are on their way are finished, idle connections are not waited for. */
function close(server: Server): void {
  server.close();
  setTimeout(() => server.closeAllConnections(), 500).unref();
}
