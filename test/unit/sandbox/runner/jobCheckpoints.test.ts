import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceError } from '../../../../src/sandbox/http/jsonService';
import { JobWorld } from '../../../fakes/jobWorld';

const folder = 'os.environ["SAGEMAKER_BASE_DIR"] + "/checkpoints"';

describe('checkpoints of a job', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open();
  });
  afterEach(() => world.close());

  const textOf = async (key: string) =>
    await readFile(world.objects.get('bucket', key)?.file ?? '', 'utf8');
  const stored = async (key: string, text: string) => {
    while (world.objects.get('bucket', key) === undefined || (await textOf(key)) !== text) {
      await sleep(10);
    }
  };

  it('are in S3 while the script runs, and are given to the next job', async function () {
    // Windows makes links for administrators only.
    if (process.platform === 'win32') return;
    const checkpoints = { CheckpointConfig: { S3Uri: 's3://bucket/kept' } };
    const script = `
import json, os, time
folder = ${folder}
config = os.environ["SM_INPUT_CONFIG_DIR"] + "/checkpointconfig.json"
print(json.load(open(config))["LocalPath"] == folder, sorted(os.listdir(folder)))
os.makedirs(folder + "/deep", exist_ok=True)
open(folder + "/deep/epoch", "w").write("1")
print("saved")
time.sleep(60)`;
    await world.create('first', script, checkpoints);
    await stored('kept/deep/epoch', '1');
    assert.equal((await world.record('first')).status, 'InProgress');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'first' });
    await world.ended('first');

    const next = `
import os
folder = ${folder}
with open(folder + "/deep/epoch", "r+") as file:
    print(file.read()); file.write("2")
open(folder + "/new", "w").write("n")
os.symlink("new", folder + "/last")`;
    const before = world.objects.get('bucket', 'kept/deep/epoch');
    await world.create('next', next, checkpoints);
    assert.equal((await world.ended('next')).failureReason, undefined);
    assert.deepEqual(await world.lines('next'), ['1']);
    assert.equal(await textOf('kept/deep/epoch'), '12');
    assert.equal(await textOf('kept/new'), 'n');
    assert.equal(await textOf('kept/last'), 'n');
    const bytes = await readFile(before?.file ?? '', 'utf8');
    assert.equal(bytes, '1', 'what was stored is not what the script wrote to');
  });

  it('end the job, and do not begin it anew, when S3 refuses them', async () => {
    const script = `
import os
open(${folder} + "/epoch", "w").write("1")
print("ran")`;
    const refusal = 'The specified bucket does not exist';
    world.objects.putFile = () => Promise.reject(new ServiceError('NoSuchBucket', refusal, 404));
    await world.create('job', script, {
      CheckpointConfig: { S3Uri: 's3://bucket/kept' },
      RetryStrategy: { MaximumRetryAttempts: 2 },
    });
    assert.equal(
      (await world.ended('job')).failureReason,
      `ClientError: Artifact upload failed: ${refusal} (s3://bucket, NoSuchBucket)`,
    );
    assert.deepEqual(await world.lines('job'), ['ran']);
  });

  it('lie where LocalPath says, below /opt/ml', async () => {
    await world.objects.put('bucket', 'kept/a', 'a');
    const config = (LocalPath: string) => ({
      CheckpointConfig: { S3Uri: 's3://bucket/kept/', LocalPath },
    });
    const script = 'import os\nprint(os.listdir(os.environ["SAGEMAKER_BASE_DIR"] + "/my/own"))';
    await world.create('job', script, config('/opt/ml/my/own/'));
    await world.ended('job');
    assert.deepEqual(await world.lines('job'), ["['a']"]);
    await assert.rejects(
      world.create('other', script, config('/tmp/checkpoints')),
      /keeps checkpoints below \/opt\/ml only/,
    );
  });

  it('uploads intermediate output where the toolkit would', async () => {
    const script = `
import os, time
open(os.environ["SM_OUTPUT_INTERMEDIATE_DIR"] + "/plot.png", "w").write("pixels")
print("written")
time.sleep(60)`;
    await world.create('job', script, {
      HyperParameters: {
        sagemaker_program: '"train.py"',
        sagemaker_submit_directory: '"s3://bucket/job/sourcedir.tar.gz"',
        sagemaker_s3_output: '"s3://bucket/out/"',
      },
    });
    await stored('out/job/output/intermediate/plot.png', 'pixels');
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    assert.equal((await world.ended('job')).status, 'Stopped');
  });
});
