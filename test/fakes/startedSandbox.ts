import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import type { Clock } from '../../src/core/clock';
import type { PythonInterpreter } from '../../src/core/sandbox/protocol';
import { systemClock } from '../../src/node/systemClock';
import type { JobPart, OpenJobPart } from '../../src/sandbox/jobPart';
import type { OpenFile } from '../../src/sandbox/store/blobs';
import { startSandbox, type RunningSandbox } from '../../src/sandbox/server';

/** A sandbox that has no jobs. */
export const noJobs: JobPart = {
  routes: [],
  queries: [],
  findDebugger: () => ({ waiting: null, hasEnded: true }),
  recover: () => Promise.resolve(),
  running: () => 0,
  summaries: () => [],
  removeEnded: () => Promise.resolve(0),
  prune: () => Promise.resolve(0),
  stopAll: () => Promise.resolve(),
  close: () => Promise.resolve(),
};

export interface StartOptions {
  readonly dataDir?: string;
  readonly clock?: Clock;
  readonly jobs?: Partial<JobPart>;
  /** Instead of `jobs`. */
  readonly openJobs?: OpenJobPart;
  readonly exitWhenIdle?: boolean;
  readonly adoptData?: boolean;
  readonly port?: number;
  readonly reported?: unknown[];
  readonly openFile?: OpenFile;
  /** Interpreter for jobs that name none; none by default. */
  readonly python?: PythonInterpreter;
}

/** Starts the sandbox's server inside this process; fails when another one runs on the folder. */
export async function startTestSandbox(options: StartOptions = {}): Promise<RunningSandbox> {
  const sandbox = await startAny(options);
  if ('port' in sandbox) throw new Error('a sandbox runs already');
  return sandbox;
}

export async function startAny(options: StartOptions) {
  return startSandbox({
    dataDir: options.dataDir ?? (await makeTemporaryFolder()),
    port: options.port ?? 0,
    exitWhenIdle: options.exitWhenIdle ?? false,
    adoptData: options.adoptData ?? false,
    installRequirements: false,
    clock: options.clock ?? systemClock,
    openFile: options.openFile,
    python: () => Promise.resolve(options.python),
    openJobs: options.openJobs ?? (() => Promise.resolve({ ...noJobs, ...options.jobs })),
    probePython: (file) => Promise.resolve({ path: file, version: '3.12.0' }),
    report: (error) => {
      if (!options.reported) throw error;
      options.reported.push(error);
    },
  });
}

const made: string[] = [];

export async function makeTemporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sandbox-test-'));
  made.push(folder);
  return folder;
}

/** Removes what `makeTemporaryFolder` has made. */
export async function removeTemporaryFolders(): Promise<void> {
  await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })));
}
