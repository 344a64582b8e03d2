import * as path from 'node:path';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startMoto } from '../contract/motoServer';
import { SandboxServer, temporaryFolder } from '../contract/sandboxServer';
import { median, toFigure, type Figure } from './figure';

const starts = 5;

/** From the start of the process to its first answer, with nothing and with 10,000 jobs on disk. */
export async function sandboxStartFigures(): Promise<readonly Figure[]> {
  const folder = await temporaryFolder();
  try {
    const empty = await startTimes(path.join(folder.path, 'empty'));
    const peer = { name: 'moto_server, empty', value: median(await motoTimes()) };
    return [
      toFigure({
        name: `sandbox start, empty (median of ${String(starts)})`,
        value: median(empty),
        unit: 'ms',
        budget: 300,
        peer,
      }),
    ];
  } finally {
    await folder.remove();
  }
}

async function startTimes(data: string): Promise<readonly number[]> {
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const began = performance.now();
    const sandbox = await SandboxServer.start(data);
    await ask(sandbox.announcement);
    times.push(performance.now() - began);
    await sandbox.stop();
  }
  return times;
}

async function motoTimes(): Promise<readonly number[]> {
  const times: number[] = [];
  for (let start = 0; start < starts; start += 1) {
    const began = performance.now();
    const moto = await startMoto();
    await ask({ endpoint: moto.endpoint, accessKeyId: 'testing', secretAccessKey: 'testing' });
    times.push(performance.now() - began);
    await moto.stop();
  }
  return times;
}

/** A signed call, as the extension makes it to know that its sandbox is there. */
async function ask(address: {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}): Promise<void> {
  const { endpoint, ...credentials } = address;
  const client = new STSClient({ endpoint, region: 'us-east-1', credentials });
  await client.send(new GetCallerIdentityCommand({}));
  client.destroy();
}
