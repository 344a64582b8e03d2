import { createHash } from 'node:crypto';
import { rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../core/errors';
import type { SandboxLock } from '../../core/sandbox/protocol';
import { createExclusively, readIfExists, writeAtomically } from '../../node/files';

/** The lock of a data folder while this process holds it. */
export interface HeldLock {
  /** Whether it has neither been taken over nor been deleted with the folder. */
  isOurs(): Promise<boolean>;
  release(): Promise<void>;
}

export type IsAlive = (lock: SandboxLock) => Promise<boolean>;

/** A claim is held for the time of one rename; one this old was left by a process that died. */
const deadClaimMilliseconds = 3000;
const patienceMilliseconds = 30_000;

/** Who holds the lock and answers; a number in a file proves nothing. */
export async function findHolder(file: string, isAlive: IsAlive): Promise<SandboxLock | undefined> {
  const lock = parseLock(await readIfExists(file));
  return lock && (await isAlive(lock)) ? lock : undefined;
}

/**
 * Takes the lock for `own`, also from a holder that is dead. Of several processes that try at once
 * exactly one gets it; the others get the living holder.
 */
export async function takeLock(
  file: string,
  own: SandboxLock,
  isAlive: IsAlive,
): Promise<HeldLock | SandboxLock> {
  const text = `${JSON.stringify(own)}\n`;
  for (let waited = 0; waited < patienceMilliseconds; waited += 50) {
    if (await createExclusively(file, text)) return held(file, text);
    const present = await readIfExists(file);
    const lock = parseLock(present);
    if (lock && (await isAlive(lock))) return lock;
    if (present !== undefined && (await replaceStale(file, present, text))) return held(file, text);
    await sleep(50);
  }
  throw new AppError('sandboxUnavailable', `The lock ${file} could not be taken.`);
}

/**
 * Only who has claimed this very content may replace it, and looks again after the claim: so a lock
 * that somebody has taken meanwhile is never taken from him.
 */
async function replaceStale(file: string, stale: string, text: string): Promise<boolean> {
  const name = createHash('sha256').update(stale).digest('hex').slice(0, 16);
  const claim = `${file}.${name}.claim`;
  if (!(await createExclusively(claim, text))) {
    await removeDeadClaim(claim);
    return false;
  }
  try {
    if ((await readIfExists(file)) !== stale) return false;
    await writeAtomically(file, text);
    return true;
  } finally {
    await rm(claim, { force: true });
  }
}

async function removeDeadClaim(claim: string): Promise<void> {
  const age = await stat(claim).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
  if (age > deadClaimMilliseconds) await rm(claim, { force: true });
}

function held(file: string, text: string): HeldLock {
  const isOurs = async (): Promise<boolean> => (await readIfExists(file)) === text;
  return {
    isOurs,
    async release() {
      if (await isOurs()) await rm(file, { force: true });
    },
  };
}

function parseLock(text: string | undefined): SandboxLock | undefined {
  try {
    const lock = JSON.parse(text ?? '') as Partial<SandboxLock>;
    const { pid, port, protocolVersion, startedAt } = lock;
    return isPort(port) && typeof protocolVersion === 'number'
      ? { pid: Number(pid), port, protocolVersion, startedAt: String(startedAt) }
      : undefined;
  } catch {
    return undefined;
  }
}

function isPort(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536;
}
