import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CloudWatchClient,
  GetMetricStatisticsCommand,
  PutMetricDataCommand,
} from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateBucketCommand } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  SageMakerClient,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { findPython } from '../../../../src/node/python';
import { openJobs } from '../../../../src/sandbox/openJobs';
import type { RunningSandbox } from '../../../../src/sandbox/server';
import { sandboxRoleArn } from '../../../../src/core/sandbox/protocol';
import { FakeClock } from '../../../fakes/fakeClock';
import { removeTemporaryFolders, startTestSandbox } from '../../../fakes/startedSandbox';
import { clientFor } from '../s3/s3Fixture';

describe('the time of a sandbox', () => {
  const minute = 60_000;
  let time: number;
  let sandbox: RunningSandbox;
  let options: object;

  beforeEach(async () => {
    // Not that of the computer, but near enough for signatures.
    time = Math.floor(Date.now() / minute) * minute - 2 * minute;
    sandbox = await startTestSandbox({
      openJobs,
      clock: new FakeClock(time),
      reported: [],
      python: (await findPython()) ?? assert.fail('this test needs Python on the PATH'),
    });
    const { endpoint, region, ...credentials } = sandbox.announcement;
    options = { endpoint, region, credentials };
  });

  afterEach(async () => {
    await sandbox.stop('test');
    await removeTemporaryFolders();
  });

  it('is that of its log groups', async () => {
    const logs = new CloudWatchLogsClient(options);
    await logs.send(new CreateLogGroupCommand({ logGroupName: 'group' }));
    const { logGroups } = await logs.send(new DescribeLogGroupsCommand({}));
    assert.equal(logGroups?.[0]?.creationTime, time);
  });

  it('is that of its metrics', async () => {
    const cloudWatch = new CloudWatchClient(options);
    const metric = { Namespace: 'own', MetricName: 'm' };
    const MetricData = [{ MetricName: 'm', Value: 1 }];
    await cloudWatch.send(new PutMetricDataCommand({ Namespace: 'own', MetricData }));
    const { Datapoints } = await cloudWatch.send(
      new GetMetricStatisticsCommand({
        ...metric,
        StartTime: new Date(time - 5 * minute),
        EndTime: new Date(time + 5 * minute),
        Period: 60,
        Statistics: ['Sum'],
      }),
    );
    assert.equal(Datapoints?.[0]?.Timestamp?.getTime(), time);
  });

  it('is that of its jobs', async () => {
    const s3 = clientFor(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    s3.destroy();
    const sagemaker = new SageMakerClient(options);
    await sagemaker.send(
      new CreateTrainingJobCommand({
        TrainingJobName: 'job',
        RoleArn: sandboxRoleArn,
        AlgorithmSpecification: {
          TrainingImage: '683313688378.dkr.ecr.us-east-1.amazonaws.com/sagemaker-scikit-learn:1',
          TrainingInputMode: 'File',
          ContainerEntrypoint: ['python', '-c', 'print(1)'],
        },
        OutputDataConfig: { S3OutputPath: 's3://bucket/' },
        ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 1 },
        StoppingCondition: { MaxRuntimeInSeconds: 60 },
      }),
    );
    const job = await ended(sagemaker, 'job');
    const transitions = job.SecondaryStatusTransitions ?? [];
    const times = [job.CreationTime, job.LastModifiedTime, job.TrainingEndTime].concat(
      transitions.flatMap(({ StartTime, EndTime }) => [StartTime, EndTime]),
    );
    assert.ok(times.length > 6);
    for (const one of times) assert.equal(one?.getTime(), time);
    const logs = new CloudWatchLogsClient(options);
    const group = { logGroupName: '/aws/sagemaker/TrainingJobs' };
    const { logStreams } = await logs.send(new DescribeLogStreamsCommand(group));
    assert.equal(logStreams?.[0]?.creationTime, time);
    assert.equal(logStreams[0].lastEventTimestamp, time);
  });
});

async function ended(
  sagemaker: SageMakerClient,
  name: string,
): Promise<DescribeTrainingJobCommandOutput> {
  for (;;) {
    const job = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName: name }));
    if (job.TrainingJobStatus !== 'InProgress') return job;
    await sleep(20);
  }
}
