import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { processesBelow } from '../../scripts/leftovers';
import { needs } from './environments';
import { SandboxServer, temporaryFolder } from './sandboxServer';
import { suiteSandbox } from './suiteSandbox';

interface Description {
  readonly TrainingJobName: string;
  readonly TrainingJobStatus: string;
  readonly SecondaryStatus: string;
  readonly FailureReason?: string;
  readonly ModelArtifacts: { readonly S3ModelArtifacts: string };
  readonly SecondaryStatusTransitions: readonly { readonly Status: string }[];
}

type Refusal = { readonly code: string; readonly message: string; readonly status: number } | null;

describe('the sandbox and boto3', () => {
  const sandbox = suiteSandbox();

  it('trains: bucket, uploads, job, lines to the end, artifact', async () => {
    const { arn, description, lines, model } = await sandbox.server.python<{
      arn: string;
      description: Description;
      lines: readonly string[];
      model: Record<string, string>;
    }>('train_and_follow.py');
    const name = 'contract-train-and-follow';
    assert.equal(arn, `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`);
    assert.equal(description.TrainingJobStatus, 'Completed', lines.join('\n'));
    assert.equal(description.SecondaryStatus, 'Completed');
    assert.deepEqual(
      lines.filter((line) => line.startsWith('epoch ')),
      [1, 2, 3].map((epoch) => `epoch ${String(epoch)} of 3: 3 rows, adam w`),
    );
    const bucket = 'sagemaker-us-east-1-000000000000';
    assert.equal(
      description.ModelArtifacts.S3ModelArtifacts,
      `s3://${bucket}/${name}/output/model.tar.gz`,
    );
    assert.deepEqual(model, { 'model.json': '{"rows": ["a", "b", "c"]}' });
    assert.deepEqual(
      description.SecondaryStatusTransitions.map(({ Status }) => Status),
      ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
    );
  });

  it('refuses with the service’s own errors', async () => {
    const { refusals, jobs } = await sandbox.server.python<{
      refusals: Record<string, Refusal>;
      jobs: readonly string[];
    }>('refusals.py');
    const codes = Object.entries(refusals).map(([name, refusal]) => [name, refusal?.code]);
    assert.deepEqual(Object.fromEntries(codes), {
      duplicate: 'ResourceInUse',
      badName: 'ValidationException',
      unknownJob: 'ValidationException',
      unknownOperation: 'UnknownOperationException',
      unknownKey: 'NoSuchKey',
      unknownBucket: 'NoSuchBucket',
    });
    assert.match(refusals['unknownOperation']?.message ?? '', /ListNotebookInstances/);
    assert.equal(refusals['unknownJob']?.status, 400);
    assert.equal(jobs.filter((job) => job === 'contract-refusals').length, 1);
    assert.ok(!jobs.some((job) => job.includes(' ')));
  });

  it('answers as the service’s model says', async () => {
    assert.deepEqual((await sandbox.server.answers.check()).problems, []);
  });
});

describe('the sandbox on a computer with keys', () => {
  needs('aws');

  const planted = {
    accessKeyId: 'AKIAQPLANTEDKEYID123',
    secret: 'plantedSecretPlantedSecretPlantedSecret1',
    token: 'plantedSessionToken',
    profile: 'planted-production',
  };

  it('gives a script that uses boto3 nothing but the sandbox', async () => {
    const folder = await temporaryFolder();
    const home = path.join(folder.path, 'home');
    await fs.mkdir(path.join(home, '.aws'), { recursive: true });
    const keys = `aws_access_key_id=${planted.accessKeyId}\naws_secret_access_key=${planted.secret}\n`;
    await fs.writeFile(
      path.join(home, '.aws', 'credentials'),
      `[default]\n${keys}[${planted.profile}]\n${keys}`,
    );
    await fs.writeFile(
      path.join(home, '.aws', 'config'),
      `[default]\nregion=eu-central-1\nendpoint_url=http://planted.invalid\n`,
    );
    const sandbox = await SandboxServer.start(path.join(folder.path, 'data'), {
      env: {
        HOME: home,
        AWS_ACCESS_KEY_ID: planted.accessKeyId,
        AWS_SECRET_ACCESS_KEY: planted.secret,
        AWS_SESSION_TOKEN: planted.token,
        AWS_PROFILE: planted.profile,
        AWS_DEFAULT_PROFILE: planted.profile,
        AWS_REGION: 'eu-central-1',
        AWS_ENDPOINT_URL_S3: 'http://planted.invalid',
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://localhost:9/planted',
        AWS_WEB_IDENTITY_TOKEN_FILE: path.join(home, 'planted-token'),
        NODE_OPTIONS: '--max-old-space-size=2048',
        ELECTRON_RUN_AS_NODE: '1',
        VSCODE_PLANTED: 'planted',
        SOME_PLANTED_SECRET: 'plantedSecret',
      },
    });
    try {
      const { status, lines } = await sandbox.python<{ status: string; lines: readonly string[] }>(
        'planted_keys.py',
      );
      assert.equal(status, 'Completed', lines.join('\n'));
      const line = lines.find((text) => text.startsWith('RESULT '));
      assert.ok(line, lines.join('\n'));
      const seen = JSON.parse(line.slice('RESULT '.length)) as Record<string, unknown> & {
        environment: Record<string, string>;
      };
      const { endpoint, accessKeyId } = sandbox.announcement;
      assert.equal(seen['identity'], '000000000000');
      assert.deepEqual((seen['buckets'] as string[]).sort(), [
        'contract-own-bucket',
        'sagemaker-us-east-1-000000000000',
      ]);
      assert.equal(seen['jobs'], 1);
      assert.deepEqual(seen['endpoints'], [endpoint]);
      assert.equal(seen['accessKeyId'], accessKeyId);
      assert.deepEqual(seen['profiles'], []);
      assert.doesNotMatch(lines.join('\n'), /planted|AKIAQPLANTED/i);
      const names = Object.keys(seen.environment).join(' ');
      assert.doesNotMatch(names, /ELECTRON_|VSCODE_|NODE_OPTIONS|AWS_PROFILE|AWS_CONTAINER/);
    } finally {
      await sandbox.stop();
      await folder.remove();
    }
  });
});

describe('the sandbox, killed in the middle of a job', () => {
  needs('aws');

  it('keeps what it acknowledged and says what happened to the job', async () => {
    const folder = await temporaryFolder();
    const data = path.join(folder.path, 'data');
    const first = await SandboxServer.start(data);
    let second: SandboxServer | undefined;
    try {
      const { lines } = await first.python<{ lines: readonly string[] }>('start_counting.py');
      await first.kill();
      second = await SandboxServer.start(data);
      const after = await second.python<{
        survivor: Description;
        survivorLines: readonly string[];
        survivorModel: Record<string, string>;
        killed: Description;
        killedLines: readonly string[];
        listed: Record<string, string>;
        objects: readonly string[];
      }>('look_again.py');
      assert.deepEqual(first.announcement.secretAccessKey, second.announcement.secretAccessKey);
      assert.equal(after.survivor.TrainingJobStatus, 'Completed');
      assert.ok(after.survivorLines.includes('done'));
      assert.deepEqual(after.survivorModel, { 'model.txt': 'kept' });
      assert.deepEqual(after.killedLines.slice(0, lines.length), lines);
      assert.equal(after.killed.TrainingJobStatus, 'Failed');
      assert.match(after.killed.FailureReason ?? '', /sandbox/i);
      assert.deepEqual(after.listed, {
        'contract-survivor': 'Completed',
        'contract-killed': 'Failed',
      });
      assert.deepEqual(after.objects.filter((key) => key.includes('sourcedir')).sort(), [
        'contract-killed/source/sourcedir.tar.gz',
        'contract-survivor/source/sourcedir.tar.gz',
      ]);
      const running = await processesBelow(data);
      const scripts = running.filter((line) => !line.includes('sandbox.js'));
      assert.deepEqual(scripts, [], 'The killed job’s script must not run on.');
    } finally {
      await first.stop();
      await second?.stop();
      await folder.remove();
    }
  });
});
