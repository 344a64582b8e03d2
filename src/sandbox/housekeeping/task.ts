import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { AppError } from '../../core/errors';
import { formatBytes } from '../../core/formatBytes';
import {
  sandboxAreas,
  sandboxProtocolVersion,
  sandboxTarget,
  type SandboxCredentials,
  type SandboxLock,
  type SandboxOperations,
  type SandboxRemoved,
  type SandboxUsage,
} from '../../core/sandbox/protocol';
import { totalBytes } from '../../core/sandbox/totalBytes';
import { findHolder } from '../life/lock';
import { livenessBy } from '../life/neighbour';
import { callSandbox } from '../life/signedCall';
import { ServiceError } from '../http/jsonService';
import type { Task } from '../options';
import { startSandbox, type SandboxParts } from '../server';
import { openCredentials } from '../store/credentials';
import { openDataFolder } from '../store/dataFolder';
import type { Housekeeping } from './housekeeping';

type Answer = SandboxUsage | SandboxRemoved;

/** Deleting many files takes its time. */
const patienceMilliseconds = 3_600_000;

/**
 * Does a task in the sandbox that runs on the data folder, or in one that is started for it. Throws
 * `AppError` with a sentence for whoever asked.
 */
export async function runTask(parts: SandboxParts, task: Task): Promise<Answer> {
  // A mistyped folder is not to be made.
  if (!existsSync(parts.dataDir)) {
    throw new AppError('notFound', `There is no folder ${parts.dataDir}.`);
  }
  await openDataFolder(parts.dataDir, parts.adoptData);
  const credentials = await openCredentials(parts.dataDir);
  const lockFile = path.join(parts.dataDir, 'sandbox.lock');
  const holder = await findHolder(lockFile, livenessBy(credentials, parts.clock));
  if (holder) return await ask(holder, task, credentials, parts.clock.now());
  const sandbox = await startSandbox(parts);
  if ('port' in sandbox) return await ask(sandbox, task, credentials, parts.clock.now());
  try {
    return await doHere(sandbox.housekeeping, task);
  } finally {
    await sandbox.stop('Its task is done.');
  }
}

async function doHere(housekeeping: Housekeeping, task: Task): Promise<Answer> {
  try {
    if (task.operation === 'Usage') return await housekeeping.usage();
    if (task.operation === 'Prune') return await housekeeping.prune(task.days);
    return await (task.what === 'everything' ? housekeeping.clear([]) : housekeeping.clearEnded());
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new AppError('conflict', error.message, { cause: error });
  }
}

async function ask(
  { port, protocolVersion }: SandboxLock,
  task: Task,
  credentials: SandboxCredentials,
  now: number,
): Promise<Answer> {
  if (protocolVersion !== sandboxProtocolVersion) {
    throw new AppError(
      'sandboxUnavailable',
      'A local sandbox of another version runs on this data folder. End it first.',
    );
  }
  const answer = await callSandbox(
    {
      port,
      service: 'sagemaker',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${sandboxTarget}.${task.operation}`,
      },
      body: JSON.stringify(requestOf(task)),
      now,
      patienceMilliseconds,
    },
    credentials,
  );
  if (answer === undefined) {
    throw new AppError('sandboxUnavailable', 'The local sandbox that runs there did not answer.');
  }
  const content = JSON.parse(answer.body) as Answer & { readonly message?: string };
  if (answer.status === 200) return content;
  throw new AppError('conflict', content.message ?? 'The local sandbox refused.');
}

function requestOf(task: Task): SandboxOperations[Task['operation']]['request'] {
  if (task.operation === 'Usage') return {};
  return task.operation === 'Prune' ? { days: task.days } : { what: task.what, stop: [] };
}

/** What was done, or what there is, as lines for a terminal. */
export function describeTask(dataDir: string, answer: Answer): string {
  if ('endedJobs' in answer) return describeUsage(dataDir, answer);
  return `Removed ${count(answer.jobs, 'job')}; ${formatBytes(answer.bytes)} freed.\n`;
}

function describeUsage(dataDir: string, usage: SandboxUsage): string {
  const { bytes, endedJobs, runningJobs } = usage;
  const rows = sandboxAreas.map(
    (area) => [area === 'objects' ? 'S3' : area, formatBytes(bytes[area])] as const,
  );
  const table = [...rows, ['together', formatBytes(totalBytes(usage))] as const].map(
    ([name, size]) => `  ${name.padEnd(12)} ${size.padStart(10)}\n`,
  );
  const names = runningJobs.length > 0 ? `: ${runningJobs.join(', ')}` : '';
  return (
    `Data of the local sandbox in ${dataDir}\n${table.join('')}` +
    `${count(endedJobs, 'ended job')}, ${runningJobs.length} running${names}\n`
  );
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
