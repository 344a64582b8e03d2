import {
  sandboxTarget,
  type SandboxCredentials,
  type SandboxLock,
} from '../../core/sandbox/protocol';
import { AppError } from '../../core/errors';
import type { Clock } from '../../core/clock';
import { callSandbox } from './signedCall';
import type { IsAlive } from './lock';

/** Asks by a signed GetCallerIdentity whether a lock's holder is there and is one of ours. */
export function livenessBy(credentials: SandboxCredentials, clock: Clock): IsAlive {
  return async ({ port }) => {
    const answer = await callSandbox(
      {
        port,
        service: 'sts',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: 'Action=GetCallerIdentity&Version=2011-06-15',
        now: clock.now(),
      },
      credentials,
    );
    return answer?.status === 200;
  };
}

/**
 * Asks a sandbox of an older version to leave and waits until it has. Throws `AppError` when it
 * still runs jobs, which are never stopped for an update.
 */
export async function replaceOlder(
  lock: SandboxLock,
  credentials: SandboxCredentials,
  clock: Clock,
): Promise<void> {
  const running = await drain(lock.port, credentials, clock);
  if (running > 0) {
    throw new AppError(
      'sandboxUnavailable',
      `An older version of the local sandbox still runs ${running} job(s). ` +
        'It leaves when they have ended; start again then.',
    );
  }
  const isAlive = livenessBy(credentials, clock);
  for (let attempt = 0; attempt < 100; attempt++) {
    if (!(await isAlive(lock))) return;
    await clock.sleep(100);
  }
  throw new AppError(
    'sandboxUnavailable',
    'An older version of the local sandbox was asked to leave, but is still there.',
  );
}

/** How many jobs the other one still runs. */
async function drain(port: number, credentials: SandboxCredentials, clock: Clock): Promise<number> {
  const answer = await callSandbox(
    {
      port,
      service: 'sagemaker',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `${sandboxTarget}.Drain`,
      },
      body: JSON.stringify({ now: false }),
      now: clock.now(),
    },
    credentials,
  );
  const { running } = JSON.parse(answer?.body ?? '{}') as { running?: unknown };
  return typeof running === 'number' ? running : 0;
}
