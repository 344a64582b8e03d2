import { setTimeout as sleep } from 'node:timers/promises';

/** `setTimeout` counts no further than 24.8 days; a job may run for 28. */
const longestTimeout = 2 ** 31 - 1;

/** Calls `action` once after any number of milliseconds, also `Infinity`, unless stopped before. */
export function startTimer(milliseconds: number, action: () => void): { stop(): void } {
  const end = Date.now() + milliseconds;
  let timeout: NodeJS.Timeout;
  const wait = () => {
    const left = end - Date.now();
    timeout = setTimeout(left > longestTimeout ? wait : action, Math.min(left, longestTimeout));
  };
  wait();
  return { stop: () => clearTimeout(timeout) };
}

/** Waits; resolves with whether the pause was not cut short. */
export async function waited(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await sleep(milliseconds, undefined, { signal });
    return true;
  } catch {
    return false;
  }
}
