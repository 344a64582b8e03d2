import * as path from 'node:path';
import { ListTrainingJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { startMoto } from '../contract/motoServer';
import { SandboxServer, temporaryFolder } from '../contract/sandboxServer';
import { writeEndedJobs } from './endedJobs';
import { median, toFigure, type Figure } from './figure';

const starts = 5;
const manyJobs = 10_000;

interface Address {
  readonly endpoint: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** From the start of the process to its first answer, with nothing and with 10,000 jobs on disk. */
export async function sandboxStartFigures(): Promise<readonly Figure[]> {
  const folder = await temporaryFolder();
  const full = path.join(folder.path, 'full');
  try {
    await writeEndedJobs(full, manyJobs);
    const peer = { name: 'moto_server, empty', value: median(await motoTimes()) };
    const start = (what: string, times: readonly number[]): Figure =>
      toFigure({
        name: `sandbox start, ${what} (median of ${String(starts)})`,
        value: median(times),
        unit: 'ms',
        budget: 300,
        peer,
      });
    return [
      start('empty', await startTimes(path.join(folder.path, 'empty'))),
      start('10,000 jobs', await startTimes(full)),
      toFigure({
        name: 'a page of 100 out of 10,000 jobs (median of 20)',
        value: median(await pageTimes(full)),
        unit: 'ms',
        budget: 20,
      }),
    ];
  } finally {
    await folder.remove();
  }
}

/** Pages as the tree asks for them, the client warm. */
async function pageTimes(data: string): Promise<readonly number[]> {
  const sandbox = await SandboxServer.start(data);
  const { endpoint, region, ...credentials } = sandbox.announcement;
  const client = new SageMakerClient({ endpoint, region, credentials });
  const times: number[] = [];
  try {
    let token: string | undefined;
    for (let page = 0; page < 20; page += 1) {
      const began = performance.now();
      const answer = await client.send(
        new ListTrainingJobsCommand({
          SortBy: 'CreationTime',
          SortOrder: 'Descending',
          MaxResults: 100,
          NextToken: token,
        }),
      );
      times.push(performance.now() - began);
      token = answer.NextToken;
    }
  } finally {
    client.destroy();
    await sandbox.stop();
  }
  return times;
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
async function ask(address: Address): Promise<void> {
  const { endpoint, accessKeyId, secretAccessKey } = address;
  const credentials = { accessKeyId, secretAccessKey };
  const client = new STSClient({ endpoint, region: 'us-east-1', credentials });
  await client.send(new GetCallerIdentityCommand({}));
  client.destroy();
}
