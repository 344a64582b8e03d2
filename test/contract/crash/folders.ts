import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  type CloudWatchLogsClient,
} from '@aws-sdk/client-cloudwatch-logs';
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { ListTrainingJobsCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import { allKeys } from './listing';
import type { Clients } from './victim';

/** The folders hold what the lists name and nothing else, when nobody works. */
export async function checkFolders(data: string, { sagemaker, logs }: Clients): Promise<void> {
  const jobs = await fs.readdir(path.join(data, 'jobs'), { withFileTypes: true });
  const folders = jobs.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  for (const name of folders) await fs.access(path.join(data, 'jobs', name, 'job.json'));
  assert.equal(folders.length, await countJobs(sagemaker), 'folders of jobs');
  // First, as a stream to which nothing was written gets its file when somebody looks at it.
  const streams = await countStreams(logs);
  const files = await fs.readdir(path.join(data, 'logs'));
  assert.equal(files.length - 1, streams, 'files of log streams');
  assert.deepEqual(await fs.readdir(path.join(data, 's3', 'incoming')), []);
  const all = await fs.readdir(data, { recursive: true });
  // Those directly in the data folder may be another process's for a minute.
  const begun = all.filter((name) => name.endsWith('.tmp') && name.includes(path.sep));
  assert.deepEqual(begun, [], 'files that were being written');
}

/** There are the bytes of the objects and parts and no others, soon after a start. */
export async function checkBlobs(
  data: string,
  { s3 }: Clients,
  parts: readonly string[],
): Promise<void> {
  const wanted = new Set(parts.map((text) => sha256(text)));
  for (const Key of await allKeys(s3, 'crash', '')) {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'crash', Key }));
    wanted.add(sha256((await Body?.transformToByteArray()) ?? ''));
  }
  const folder = path.join(data, 's3', 'blobs');
  const present = async () =>
    (await fs.readdir(folder, { recursive: true }))
      .map((name) => path.basename(name))
      .filter((name) => name.length === 64)
      .sort();
  for (let tries = 0; tries < 600 && (await present()).length > wanted.size; tries++) {
    await sleep(100);
  }
  assert.deepEqual(await present(), [...wanted].sort(), 'blobs');
}

async function countJobs(sagemaker: SageMakerClient): Promise<number> {
  const { TrainingJobSummaries } = await sagemaker.send(
    new ListTrainingJobsCommand({ MaxResults: 100 }),
  );
  return TrainingJobSummaries?.length ?? 0;
}

async function countStreams(logs: CloudWatchLogsClient): Promise<number> {
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
  let count = 0;
  for (const { logGroupName } of logGroups) {
    for (let nextToken: string | undefined; ;) {
      const page = await logs.send(new DescribeLogStreamsCommand({ logGroupName, nextToken }));
      count += page.logStreams?.length ?? 0;
      nextToken = page.nextToken;
      if (nextToken === undefined) break;
    }
  }
  return count;
}

function sha256(bytes: Uint8Array | string): string {
  return createHash('sha256').update(bytes).digest('hex');
}
