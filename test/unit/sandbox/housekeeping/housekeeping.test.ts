import assert from 'node:assert/strict';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateBucketCommand, ListBucketsCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { CloudWatchLogsClient, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListTrainingJobsCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { systemClock } from '../../../../src/node/systemClock';
import { Housekeeping } from '../../../../src/sandbox/housekeeping/housekeeping';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { openLogStore } from '../../../../src/sandbox/store/logStore';
import { openMetricStore } from '../../../../src/sandbox/store/metricStore';
import { jobRecord } from '../../../fakes/jobRecord';
import { noJobs, removeTemporaryFolders, startTestSandbox } from '../../../fakes/startedSandbox';
import { clientFor } from '../s3/s3Fixture';
import { exists, makeData, makeEnvironment, startOn, trainingLogs } from './dataFixture';

describe('housekeeping', () => {
  const day = 86_400_000;
  const now = Date.now();
  let sandbox: RunningSandbox | undefined;

  afterEach(async () => {
    await sandbox?.stop('test');
    sandbox = undefined;
    await removeTemporaryFolders();
  });

  const optionsOf = ({ announcement }: RunningSandbox) => ({
    endpoint: announcement.endpoint,
    region: announcement.region,
    credentials: announcement,
  });

  const jobNames = async (running: RunningSandbox) => {
    const client = new SageMakerClient(optionsOf(running));
    const { TrainingJobSummaries } = await client.send(new ListTrainingJobsCommand({}));
    return TrainingJobSummaries?.map((job) => job.TrainingJobName);
  };

  const streamNames = async (running: RunningSandbox) => {
    const client = new CloudWatchLogsClient(optionsOf(running));
    const command = new DescribeLogStreamsCommand({ logGroupName: trainingLogs });
    return (await client.send(command)).logStreams?.map((stream) => stream.logStreamName);
  };

  const metricJobs = async (dataDir: string) => {
    const store = await openMetricStore(path.join(dataDir, 'metrics'));
    const families = await store.families();
    await store.close();
    return families.map(({ dimensions }) => dimensions['TrainingJobName']);
  };

  it('tells how much each area takes, and which jobs there are', async () => {
    const dataDir = await makeData({ name: 'one', at: now }, { name: 'two', at: now });
    await makeEnvironment(dataDir, 'e', now);
    sandbox = await startOn(dataDir);
    const usage = await sandbox.housekeeping.usage();
    assert.equal(usage.endedJobs, 2);
    assert.deepEqual(usage.runningJobs, []);
    assert.ok(usage.bytes.jobs >= 20_000 && usage.bytes.logs > 0 && usage.bytes.metrics > 0);
  });

  it('removes everything but the credentials, and goes on', async () => {
    const dataDir = await makeData({ name: 'one', at: now });
    await makeEnvironment(dataDir, 'e', now);
    sandbox = await startOn(dataDir);
    const s3 = clientFor(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'key', Body: 'x'.repeat(50_000) }));
    const removed = await sandbox.housekeeping.clear([]);
    assert.equal(removed.jobs, 1);
    assert.ok(removed.bytes >= 60_000);
    assert.deepEqual((await s3.send(new ListBucketsCommand())).Buckets ?? [], []);
    assert.deepEqual(await jobNames(sandbox), []);
    assert.deepEqual(await metricJobs(dataDir), []);
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    s3.destroy();
    await sandbox.stop('test');
    const left = (await readdir(dataDir)).sort();
    assert.ok(left.includes('credentials.json') && !left.includes('environments'));
    assert.ok(!left.includes('cleanup.json') && !left.includes('removed'));
  });

  it('takes the ended jobs with their traces, and leaves the objects', async () => {
    const dataDir = await makeData({ name: 'one', at: now - 1000 });
    await makeEnvironment(dataDir, 'e', now - day);
    sandbox = await startOn(dataDir);
    const s3 = clientFor(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    assert.equal((await sandbox.housekeeping.clearEnded()).jobs, 1);
    assert.deepEqual(await jobNames(sandbox), []);
    assert.deepEqual(await streamNames(sandbox), []);
    assert.deepEqual(await metricJobs(dataDir), []);
    assert.equal((await s3.send(new ListBucketsCommand())).Buckets?.length, 1);
    assert.ok(await exists(path.join(dataDir, 'environments', 'e', 'complete')));
    s3.destroy();
  });

  it('leaves the logs and metrics of others where ended jobs are removed', async () => {
    const dataDir = await makeData({ name: 'one', at: now - 1000 });
    const foreign = [
      { group: trainingLogs, name: 'one-more/algo-1-1' },
      { group: 'my-app', name: 'web' },
      { group: 'my-app', name: 'one/web' },
    ];
    const logs = await openLogStore(dataDir, systemClock);
    for (const { group, name } of foreign) {
      await (await logs.createStream(group, name, now - day)).close();
    }
    await logs.close();
    const metrics = await openMetricStore(path.join(dataDir, 'metrics'));
    const point = { name: 'load', value: 1, timestamp: now - day };
    await metrics.put([
      { ...point, namespace: 'MyApp', dimensions: { TrainingJobName: 'one' } },
      { ...point, namespace: trainingLogs, dimensions: { TrainingJobName: 'one-more' } },
      { ...point, namespace: trainingLogs, dimensions: { Host: 'one/algo-1' } },
    ]);
    await metrics.close();
    sandbox = await startOn(dataDir);
    assert.equal((await sandbox.housekeeping.clearEnded()).jobs, 1);
    await sandbox.stop('test');
    const left = await openLogStore(dataDir, systemClock);
    const streams = left.groups().flatMap(({ name }) => left.streams(name) ?? []);
    await left.close();
    assert.deepEqual(
      streams.map(({ group, name }) => ({ group, name })),
      foreign,
    );
    assert.deepEqual(await metricJobs(dataDir), ['one', 'one-more']);
  });

  it('prunes what is older than some days, and nothing else', async () => {
    const dataDir = await makeData(
      { name: 'old', at: now - 11 * day },
      { name: 'new', at: now - 9 * day },
    );
    await makeEnvironment(dataDir, 'old', now - 11 * day);
    await makeEnvironment(dataDir, 'new', now - 9 * day);
    sandbox = await startOn(dataDir);
    assert.equal((await sandbox.housekeeping.prune(10)).jobs, 1);
    assert.deepEqual(await jobNames(sandbox), ['new']);
    assert.deepEqual(await streamNames(sandbox), ['new/algo-1-1']);
    assert.deepEqual(await metricJobs(dataDir), ['new']);
    assert.deepEqual(await readdir(path.join(dataDir, 'environments')), ['new']);
  });

  it('stops only the running jobs that were named', async () => {
    const running = { name: 'busy', status: 'InProgress', phase: 'Training' } as const;
    const summary = { id: 'a', arn: 'arn', createdAt: now, modifiedAt: now, ...running };
    sandbox = await startTestSandbox({ jobs: { summaries: () => [summary] } });
    const { housekeeping } = sandbox;
    await assert.rejects(housekeeping.clear(['other']), /still running: busy/);
    await housekeeping.clear(['busy', 'other']);
  });

  it('refuses while a job runs without a look at the disk', async () => {
    const running = { ...jobRecord('busy', now), status: 'InProgress' } as const;
    const refused = new Housekeeping({
      // No folder has such a name, so that looking into it fails.
      dataDir: 'no\0folder',
      clock: systemClock,
      report: (error) => assert.fail(String(error)),
      contents: () => ({ objects: {} as never, jobs: { ...noJobs, summaries: () => [running] } }),
      whileClosed: () => Promise.reject(new Error('It was closed.')),
    }).clear([]);
    await assert.rejects(refused, /still running: busy/);
  });

  it('is finished by the next start when it was killed in the middle', async () => {
    const dataDir = await makeData({ name: 'one', at: now });
    await (await startOn(dataDir)).stop('test');
    // The order was written down, and one area had been set aside.
    await writeFile(path.join(dataDir, 'cleanup.json'), '{"what":"everything"}');
    await mkdir(path.join(dataDir, 'removed', 'x'), { recursive: true });
    await rename(path.join(dataDir, 'logs'), path.join(dataDir, 'removed', 'x', 'logs'));
    sandbox = await startOn(dataDir);
    assert.deepEqual(await jobNames(sandbox), []);
    assert.deepEqual(await metricJobs(dataDir), []);
    assert.ok(!(await exists(path.join(dataDir, 'removed'))));
    assert.ok(!(await exists(path.join(dataDir, 'cleanup.json'))));
  });

  it('takes up pruning, too', async () => {
    const dataDir = await makeData({ name: 'old', at: now - 11 * day }, { name: 'new', at: now });
    const order = { what: 'old', before: now - 10 * day };
    await writeFile(path.join(dataDir, 'cleanup.json'), JSON.stringify(order));
    sandbox = await startOn(dataDir);
    assert.deepEqual(await jobNames(sandbox), ['new']);
    assert.ok(!(await exists(path.join(dataDir, 'cleanup.json'))));
  });
});
