import { setTimeout as sleep } from 'node:timers/promises';
import * as path from 'node:path';
import { freePort } from '../../scripts/host/server';
import { cleanEnvironment, endGroup, spawnGroup } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';

export interface MotoServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Starts moto's server, the second backend of the contract tests, and waits until it answers. */
export async function startMoto(): Promise<MotoServer> {
  const port = await freePort();
  const program = path.join(await pythonEnvironment('aws'), 'moto_server');
  const child = spawnGroup(program, ['-H', '127.0.0.1', '-p', String(port)], {
    env: cleanEnvironment(),
    stdio: 'ignore',
  });
  const endpoint = `http://127.0.0.1:${String(port)}`;
  const stop = (): Promise<void> => endGroup(child);
  for (let tries = 0; tries < 300 && child.exitCode === null; tries += 1) {
    if (await answers(endpoint)) {
      return { endpoint, stop };
    }
    await sleep(100);
  }
  await stop();
  throw new Error('moto_server did not start.');
}

async function answers(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/moto-api/data.json`)).ok;
  } catch {
    return false;
  }
}
