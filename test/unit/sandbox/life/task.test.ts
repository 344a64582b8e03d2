import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { CreateBucketCommand, ListBucketsCommand } from '@aws-sdk/client-s3';
import {
  makeTemporaryFolder,
  removeTemporaryFolders,
  startTestSandbox,
} from '../../../fakes/startedSandbox';
import { clientFor } from '../s3/s3Fixture';
import { Program } from './program';

describe('tasks of the sandbox program', function () {
  this.timeout(20_000);
  let dataDir: string;
  const programs: Program[] = [];

  beforeEach(async () => {
    dataDir = path.join(await makeTemporaryFolder(), 'data');
  });

  afterEach(async () => {
    await Promise.all(programs.splice(0).map((program) => program.kill('SIGKILL')));
    await removeTemporaryFolders();
  });

  const run = async (...args: readonly string[]) => {
    const program = Program.start('--data', dataDir, ...args);
    programs.push(program);
    const code = await program.ended;
    return { code, stdout: program.stdout, stderr: program.stderr };
  };

  it('are done in the sandbox that runs', async () => {
    const sandbox = await startTestSandbox({ dataDir });
    const s3 = clientFor(sandbox);
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    const usage = await run('--usage');
    assert.match(usage.stdout, /objects +\S+ (B|KB)\n(.*\n)*0 ended jobs, 0 running\n$/);
    const cleared = await run('--clear', 'everything');
    assert.match(cleared.stdout, /^Removed 0 jobs; .* are free again\.\n$/);
    assert.deepEqual([usage.code, cleared.code, cleared.stderr], [0, 0, '']);
    assert.deepEqual((await s3.send(new ListBucketsCommand())).Buckets ?? [], []);
    s3.destroy();
    await sandbox.stop('test');
  });

  it('are done without one, and leave none behind', async () => {
    const first = await run('--prune', '30');
    assert.deepEqual([first.code, first.stderr], [0, '']);
    await assert.rejects(readFile(path.join(dataDir, 'sandbox.lock')), { code: 'ENOENT' });
  });

  it('say which jobs are in the way', async () => {
    const now = Date.now();
    const busy = { id: 'a', name: 'busy', arn: 'arn', createdAt: now, modifiedAt: now } as const;
    const summaries = () => [{ ...busy, status: 'InProgress', phase: 'Training' } as const];
    const sandbox = await startTestSandbox({ dataDir, jobs: { summaries } });
    const refused = await run('--clear', 'everything');
    assert.deepEqual([refused.code, refused.stdout], [1, '']);
    assert.match(refused.stderr, /still running: busy/);
    await sandbox.stop('test');
  });

  it('refuse what they do not understand', async () => {
    for (const args of [
      ['--clear', 'all'],
      ['--prune', '-1'],
      ['--usage', '--prune', '1'],
    ]) {
      assert.equal((await run(...args)).code, 2, args.join(' '));
    }
  });
});
