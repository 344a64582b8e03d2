import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import type { Connection } from '../../src/aws/connection';
import { trainAgain } from '../../src/aws/training/trainAgain';
import { letGoWarmPool, listWarmPools } from '../../src/aws/training/warmPools';
import { onOtherType } from '../../src/core/training/after/otherTypes';
import { resumeRefusal } from '../../src/core/training/after/resume';
import { spotSavedShare, spotUse } from '../../src/core/training/after/spotUse';
import { stillWarm } from '../../src/core/training/after/warmPool';
import { warmPoolMatch } from '../../src/core/training/after/warmPoolMatch';
import { isLackOfCapacity } from '../../src/core/training/failureCause';
import { systemClock } from '../../src/node/systemClock';
import { fakeConnection } from '../fakes/fakeKind';
import { FakeService, json, type Received } from '../fakes/fakeService';
import { scriptedJob, ScriptedJobs } from '../fakes/scriptedJobs';
import { Answers, type WrittenAnswer } from './answers';
import { needs } from './environments';
import { sagemakerAt, type OpenSender } from './sagemakerAt';
import { temporaryFolder } from './sandboxServer';

const { signal } = new AbortController();

describe('after jobs have ended, against a server that answers by the service model', function () {
  this.timeout(60_000);
  const answered: WrittenAnswer[] = [];
  const requests: { operation: string; input: unknown }[] = [];
  let jobs: ScriptedJobs;
  let service: FakeService;
  let api: OpenSender;
  let connection: Connection;

  needs('aws');

  const hear = ({ operation, headers, body }: Received, status: number, answer: object): void => {
    requests.push({ operation, input: JSON.parse(body.toString()) as unknown });
    answered.push({
      ...{ client: 'scripted', service: 'sagemaker', operation, status },
      request: { 'content-type': String(headers['content-type']) },
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify(answer)).toString('base64'),
    });
  };
  const operations = (): readonly string[] => service.received.map(({ operation }) => operation);

  describe('calls', () => {
    beforeEach(async () => {
      jobs = new ScriptedJobs();
      service = await FakeService.start((request, response) => {
        const { status, body } = jobs.answer(request);
        hear(request, status, body);
        json(body, status)(request, response);
      });
      api = sagemakerAt(service.endpoint);
      connection = {
        ...fakeConnection('aws', { runsHere: false, billable: true }),
        sagemaker: api,
      };
    });

    afterEach(async () => {
      api.dispose();
      await service.stop();
    });

    it('list what is warm with one call for each state and one for each pool, and no other job', async () => {
      jobs.add('cold', {});
      jobs.add('warm', { WarmPoolStatus: { Status: 'Available' } });
      jobs.add('used', { WarmPoolStatus: { Status: 'InUse' } });
      jobs.add('taken', { WarmPoolStatus: { Status: 'Reused', ReusedByJob: 'used' } });
      const statuses = ['Available', 'InUse'] as const;
      const { pools, isAll } = await listWarmPools(connection, { statuses, signal });
      assert.deepEqual(
        pools.map(({ jobName, status }) => [jobName, status]),
        [
          ['warm', 'Available'],
          ['used', 'InUse'],
        ],
      );
      assert.equal(isAll, true);
      assert.deepEqual(operations(), [
        ...['ListTrainingJobs', 'ListTrainingJobs'],
        ...['DescribeTrainingJob', 'DescribeTrainingJob'],
      ]);
      const [warm] = pools;
      assert.ok(warm?.since !== undefined);
      assert.equal(stillWarm(warm, warm.since + 60_000), 1_740_000);
    });

    it('look at 40 pools at most, and say that there are more', async () => {
      for (let index = 0; index < 45; index++) {
        jobs.add(`warm-${index}`, { WarmPoolStatus: { Status: 'Available' } });
      }
      const { pools, isAll } = await listWarmPools(connection, { statuses: ['Available'], signal });
      assert.deepEqual([pools.length, isAll], [40, false]);
      assert.equal(operations().length, 41);
    });

    it('leave out a pool that was taken, and a job that was deleted, since they were listed', async () => {
      jobs.add('warm', { WarmPoolStatus: { Status: 'Available' } });
      jobs.add('taken', { WarmPoolStatus: { Status: 'Available' } });
      jobs.add('gone', { WarmPoolStatus: { Status: 'Available' } });
      jobs.listed = () => {
        jobs.add('taken', { WarmPoolStatus: { Status: 'Reused' } });
        jobs.remove('gone');
      };
      const { pools } = await listWarmPools(connection, { statuses: ['Available'], signal });
      assert.deepEqual(
        pools.map(({ jobName }) => jobName),
        ['warm'],
      );
    });

    it('let a pool go, once', async () => {
      jobs.add('warm', { WarmPoolStatus: { Status: 'Available' } });
      await letGoWarmPool(connection, 'warm');
      const { pools } = await listWarmPools(connection, { statuses: ['Available'], signal });
      assert.deepEqual(pools, []);
      await assert.rejects(letGoWarmPool(connection, 'warm'), { reason: 'invalid' });
    });

    it('tell that a job like the pool’s takes it, and one on another type does not', async () => {
      jobs.add('warm', { WarmPoolStatus: { Status: 'Available' } });
      const { pools } = await listWarmPools(connection, { statuses: ['Available'], signal });
      const job = pools[0]?.job ?? assert.fail();
      await trainAgain(connection, 'warm', { clock: systemClock });
      const again = jobs.created.at(-1) ?? assert.fail();
      assert.deepEqual(warmPoolMatch(job, again), []);
      const other = onOtherType(again, 'ml.g5.xlarge', 'ml.g6.xlarge');
      assert.deepEqual(
        warmPoolMatch(job, other).map(({ field }) => field),
        ['instanceType'],
      );
    });

    it('resume a spot job that has waited too long, with its own checkpoints', async () => {
      jobs.add('spot', {
        ...{ TrainingJobStatus: 'Stopped', SecondaryStatus: 'MaxWaitTimeExceeded' },
        ...{ EnableManagedSpotTraining: true, TrainingTimeInSeconds: 3600 },
        BillableTimeInSeconds: 1080,
        StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 7200 },
        CheckpointConfig: { S3Uri: 's3://bucket/checkpoints/' },
        SecondaryStatusTransitions: ['Training', 'Interrupted', 'MaxWaitTimeExceeded'].map(
          (Status, index) => ({ Status, StartTime: 1_795_000_000 + index }),
        ),
      });
      const described = await jobs.describe(connection, 'spot');
      const use = spotUse(described) ?? assert.fail();
      assert.equal(use.interruptions, 1);
      assert.equal(use.hasWaitedTooLong, true);
      assert.equal(spotSavedShare(use)?.toFixed(2), '0.70');
      assert.equal(resumeRefusal(described), undefined);
      const name = await trainAgain(connection, 'spot', { clock: systemClock });
      const created = jobs.created.at(-1) as Record<string, unknown>;
      assert.notEqual(name, 'spot');
      assert.deepEqual(created['CheckpointConfig'], { S3Uri: 's3://bucket/checkpoints/' });
      assert.equal(created['EnableManagedSpotTraining'], true);
    });

    it('create a job on another type where AWS had no instances, all else as it was', async () => {
      jobs.add('lacking', {
        ...{ TrainingJobStatus: 'Failed', SecondaryStatus: 'Failed' },
        FailureReason: 'CapacityError: Unable to provision requested ML compute capacity.',
      });
      const described = (await jobs.describe(connection, 'lacking')) as Record<string, unknown>;
      assert.equal(isLackOfCapacity(String(described['FailureReason'])), true);
      await trainAgain(connection, 'lacking', {
        clock: systemClock,
        change: (request) => onOtherType(request, 'ml.g5.xlarge', 'ml.g6.xlarge'),
      });
      const { TrainingJobName: name, ...created } = jobs.created.at(-1) as Record<string, object>;
      assert.notEqual(name, 'lacking');
      const { ResourceConfig, AlgorithmSpecification, RoleArn, OutputDataConfig } =
        scriptedJob('lacking');
      assert.deepEqual(created['ResourceConfig'], {
        ...ResourceConfig,
        InstanceType: 'ml.g6.xlarge',
      });
      assert.deepEqual(created['AlgorithmSpecification'], AlgorithmSpecification);
      assert.deepEqual(
        [created['RoleArn'], created['OutputDataConfig']],
        [RoleArn, OutputDataConfig],
      );
    });
  });

  // In a block of its own, because those run after all that a block has itself.
  describe('on the wire', () => {
    it('asked for nothing that the model does not allow, and were answered as it says', async () => {
      assert.ok(answered.length > 60);
      const folder = await temporaryFolder();
      try {
        const requestFile = path.join(folder.path, 'requests.jsonl');
        const answers = await Answers.below(folder.path);
        for (const answer of answered) {
          await answers.write(answer);
        }
        const lines = requests.map((request) => JSON.stringify(request));
        await fs.writeFile(requestFile, lines.join('\n'));
        const program = path.join(await pythonEnvironment('aws'), 'python');
        const script = path.join(__dirname, 'python', 'check_requests.py');
        const env = cleanEnvironment({ PYTHONDONTWRITEBYTECODE: '1' });
        const output = await capture(program, [script, requestFile], { env });
        assert.deepEqual(JSON.parse(output), { checked: requests.length, problems: [] });
        const report = await answers.check();
        assert.equal(report.checked, answered.length);
        assert.deepEqual(report.problems, []);
      } finally {
        await folder.remove();
      }
    });
  });
});
