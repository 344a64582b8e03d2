import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DescribeTrainingJobCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetObjectCommand, ListMultipartUploadsCommand } from '@aws-sdk/client-s3';
import { identifyProcess } from '../../../../src/node/processTree';
import { openJobs } from '../../../../src/sandbox/openJobs';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { migrateDataFolder } from '../../../../src/sandbox/store/migrateDataFolder';
import {
  makeTemporaryFolder,
  removeTemporaryFolders,
  startTestSandbox,
} from '../../../fakes/startedSandbox';
import { clientFor } from '../s3/s3Fixture';

/** What version 0.1.0 wrote: a job that completed, and one that was running when it was killed. */
const format1 = path.join(__dirname, '../../../fixtures/dataFormat1');

describe('a data folder of format 1', () => {
  let dataDir: string;
  let sandbox: RunningSandbox | undefined;

  beforeEach(async () => {
    dataDir = path.join(await makeTemporaryFolder(), 'data');
    await cp(format1, dataDir, { recursive: true });
  });

  afterEach(async () => {
    await sandbox?.stop('test');
    sandbox = undefined;
    await removeTemporaryFolders();
  });

  const start = async () => {
    sandbox = await startTestSandbox({ dataDir, openJobs });
    const { announcement } = sandbox;
    const { endpoint, region } = announcement;
    return { endpoint, region, credentials: announcement };
  };

  const describeJob = async (options: Awaited<ReturnType<typeof start>>, name: string) =>
    new SageMakerClient(options).send(new DescribeTrainingJobCommand({ TrainingJobName: name }));

  const format = async () => await readFile(path.join(dataDir, 'version.json'), 'utf8');

  it('is read whole, and carries the new number afterwards', async () => {
    const options = await start();
    assert.equal(await format(), '{"format":2}\n');
    const quick = await describeJob(options, 'quick');
    assert.equal(quick.TrainingJobStatus, 'Completed');
    assert.equal(quick.FinalMetricDataList?.[0]?.Value, 0.5);
    assert.equal(
      quick.ModelArtifacts?.S3ModelArtifacts,
      's3://first/out/quick/output/model.tar.gz',
    );
    const slow = await describeJob(options, 'slow');
    assert.equal(slow.TrainingJobStatus, 'Failed');
    assert.match(slow.FailureReason ?? '', /was ended while this job ran/);
    const logs = new CloudWatchLogsClient(options);
    const { events } = await logs.send(
      new GetLogEventsCommand({
        logGroupName: '/aws/sagemaker/TrainingJobs',
        logStreamName: 'quick/algo-1-1795275274',
        startFromHead: true,
      }),
    );
    assert.deepEqual(
      events?.map(({ message }) => message),
      ['loss=0.5'],
    );
    const s3 = clientFor({ announcement: { ...options.credentials } });
    const stored = await s3.send(new GetObjectCommand({ Bucket: 'first', Key: '../CON:/a key' }));
    assert.equal(await stored.Body?.transformToString(), 'kept');
    assert.deepEqual(stored.Metadata, { who: 'v1' });
    const { Uploads } = await s3.send(new ListMultipartUploadsCommand({ Bucket: 'first' }));
    assert.equal(Uploads?.[0]?.Key, 'unfinished');
    s3.destroy();
  });

  it('gives up no process that a job of its has left behind', async function () {
    if (process.platform === 'win32') this.skip();
    const orphan = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60000)'], {
      detached: true,
      stdio: 'ignore',
    });
    const ended = once(orphan, 'exit');
    const file = path.join(dataDir, 'jobs', '759b2bf85318', 'job.json');
    const job = JSON.parse(await readFile(file, 'utf8')) as object;
    const identity = await identifyProcess(orphan.pid ?? 0);
    const leftovers = { temporaryFolder: path.join(dataDir, 'none'), process: identity };
    await writeFile(file, JSON.stringify({ ...job, leftovers }));
    await start();
    assert.deepEqual(await ended, [null, 'SIGKILL']);
  });

  it('is migrated again when that was cut short', async () => {
    await migrateDataFolder(dataDir);
    await writeFile(path.join(dataDir, 'version.json'), '{"format":1}\n');
    const options = await start();
    assert.equal(await format(), '{"format":2}\n');
    assert.equal((await describeJob(options, 'slow')).TrainingJobStatus, 'Failed');
  });
});
