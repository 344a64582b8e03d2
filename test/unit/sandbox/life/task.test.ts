import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateBucketCommand,
  ListBucketsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { sandboxTarget } from '../../../../src/core/sandbox/protocol';
import { callSandbox } from '../../../../src/sandbox/life/signedCall';
import { startTestSandbox } from '../../../fakes/startedSandbox';
import { clientFor } from '../s3/s3Fixture';
import { programsOfEachTest } from './program';

describe('tasks of the sandbox program', function () {
  this.timeout(20_000);
  const programs = programsOfEachTest();

  const run = async (...args: readonly string[]) => {
    const program = programs.start(...args);
    const code = await program.ended;
    return { code, stdout: program.stdout, stderr: program.stderr };
  };

  it('are done in the sandbox that runs', async () => {
    const sandbox = await startTestSandbox({ dataDir: programs.dataDir });
    const s3 = clientFor(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    const usage = await run('--usage');
    assert.match(usage.stdout, /S3 +\S+ (B|KB)\n(.*\n)*0 ended jobs, 0 running\n$/);
    const cleared = await run('--clear', 'everything');
    assert.match(cleared.stdout, /^Removed 0 jobs; .* freed\.\n$/);
    assert.deepEqual([usage.code, cleared.code, cleared.stderr], [0, 0, '']);
    assert.deepEqual((await s3.send(new ListBucketsCommand())).Buckets ?? [], []);
    s3.destroy();
    await sandbox.stop('test');
  });

  it('are done without one, and leave none behind', async () => {
    await mkdir(programs.dataDir);
    const first = await run('--prune', '30');
    assert.deepEqual([first.code, first.stderr], [0, '']);
    await assert.rejects(readFile(path.join(programs.dataDir, 'sandbox.lock')), { code: 'ENOENT' });
  });

  it('say which jobs are in the way', async () => {
    const now = Date.now();
    const busy = { id: 'a', name: 'busy', arn: 'arn', createdAt: now, modifiedAt: now } as const;
    const summaries = () => [{ ...busy, status: 'InProgress', phase: 'Training' } as const];
    const sandbox = await startTestSandbox({ dataDir: programs.dataDir, jobs: { summaries } });
    const refused = await run('--clear', 'everything');
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, /still running: busy/);
    await sandbox.stop('test');
  });

  it('are carried out whole or not at all, whenever the sandbox is killed', async function () {
    this.timeout(60_000);
    for (const milliseconds of [0, 8, 16, 24]) {
      const program = programs.start();
      const announcement = await program.announcement();
      const s3 = clientFor({ announcement });
      const Bucket = `bucket-${milliseconds}`;
      await s3.send(new CreateBucketCommand({ Bucket }));
      await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          s3.send(new PutObjectCommand({ Bucket, Key: `k${index}`, Body: `${index}` })),
        ),
      );
      const call = {
        port: Number(new URL(announcement.endpoint).port),
        service: 'sagemaker',
        headers: {
          'content-type': 'application/x-amz-json-1.1',
          'x-amz-target': `${sandboxTarget}.Clear`,
        },
        body: JSON.stringify({ what: 'everything', stop: [] }),
        now: Date.now(),
      };
      const cleared = callSandbox(call, announcement);
      await sleep(milliseconds);
      await program.kill('SIGKILL');
      const wasAcknowledged = (await cleared)?.status === 200;
      s3.destroy();

      const next = await startTestSandbox({ dataDir: programs.dataDir });
      const again = clientFor(next);
      const left = (await again.send(new ListBucketsCommand())).Buckets ?? [];
      const keys = left.map(async ({ Name }) => {
        const { KeyCount } = await again.send(new ListObjectsV2Command({ Bucket: Name }));
        return KeyCount;
      });
      const counts = await Promise.all(keys);
      assert.ok(counts.every((count) => count === 50) && counts.length <= 1, String(counts));
      if (wasAcknowledged) assert.equal(counts.length, 0);
      await next.housekeeping.clear([]);
      again.destroy();
      await next.stop('test');
    }
  });

  it('refuse what they do not understand', async () => {
    for (const args of [
      ['--clear', 'all'],
      ['--prune', '-1'],
      ['--usage', '--prune', '1'],
      ['--usage', '--data', ''],
    ]) {
      assert.equal((await run(...args)).code, 2, args.join(' '));
    }
  });

  it('make no folder that was not there', async () => {
    const mistyped = `${programs.dataDir}-mistyped`;
    const { code, stderr } = await run('--data', mistyped, '--usage');
    assert.equal(code, 1);
    assert.match(stderr, /There is no folder .*mistyped/);
    assert.ok(!existsSync(mistyped));
  });
});
