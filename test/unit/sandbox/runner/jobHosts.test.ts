import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobWorld } from '../../../fakes/jobWorld';

const s3Channel = (name: string, source: object) => ({
  ChannelName: name,
  DataSource: { S3DataSource: { S3DataType: 'S3Prefix', ...source } },
});
const instances = (count: number) => ({
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: count, VolumeSizeInGB: 30 },
});

describe('hosts of a job', () => {
  let world: JobWorld;
  beforeEach(async () => {
    world = await JobWorld.open({ graceMilliseconds: 3000 });
  });
  afterEach(() => world.close());

  const run = async (code: string, changes: object) => {
    await world.create('job', code, { ...changes });
    return await world.ended('job');
  };
  const writeKeys = async (...keys: readonly string[]) => {
    for (const key of keys) await world.objects.put('bucket', key, key);
  };

  it('gives each its number, its log stream and its share of the data, and joins the models', async () => {
    await writeKeys('all/a', 'all/b', 'shard/1', 'shard/2', 'shard/3');
    const job = await run(
      `
import json, os
base = os.environ["SAGEMAKER_BASE_DIR"]
config = json.load(open(base + "/input/config/resourceconfig.json"))
host = config["current_host"]
names = lambda channel: sorted(os.listdir(os.environ["SM_CHANNEL_" + channel]))
print(host, os.environ["SM_HOSTS"], os.environ["SM_CURRENT_HOST"], names("ALL"), names("SHARD"))
open(os.environ["SM_MODEL_DIR"] + "/" + host, "w").write(host)
open(os.environ["SM_MODEL_DIR"] + "/same", "w").write(host)
`,
      {
        ...instances(2),
        InputDataConfig: [
          s3Channel('all', { S3Uri: 's3://bucket/all/' }),
          s3Channel('shard', {
            S3Uri: 's3://bucket/shard/',
            S3DataDistributionType: 'ShardedByS3Key',
          }),
        ],
      },
    );
    assert.equal(job.failureReason, undefined);
    const hosts = '["algo-1","algo-2"]';
    assert.deepEqual(await world.linesOf('job', 'algo-1'), [
      `algo-1 ${hosts} algo-1 ['a', 'b'] ['1', '3']`,
    ]);
    assert.deepEqual(await world.linesOf('job', 'algo-2'), [
      `algo-2 ${hosts} algo-2 ['a', 'b'] ['2']`,
    ]);
    const names = await world.archived('out/job/output/model.tar.gz');
    assert.deepEqual(names, { 'algo-1': 'algo-1', 'algo-2': 'algo-2', same: 'algo-1' });
  });

  it('gives a channel to the hosts of its groups only', async () => {
    await writeKeys('x/1', 'y/1');
    const group = (name: string, type: string, count: number) => ({
      InstanceGroupName: name,
      InstanceType: type,
      InstanceCount: count,
    });
    const job = await run(
      `
import os
print(os.environ["SM_CURRENT_INSTANCE_TYPE"], os.environ["SM_CHANNELS"], os.environ["SM_IS_HETERO"])
print(sorted(os.listdir(os.environ["SM_INPUT_DIR"] + "/data")))
`,
      {
        ResourceConfig: {
          InstanceGroups: [group('cpu', 'ml.m5.large', 1), group('gpu', 'ml.g5.xlarge', 1)],
          VolumeSizeInGB: 30,
        },
        InputDataConfig: [
          s3Channel('x', { S3Uri: 's3://bucket/x/', InstanceGroupNames: ['cpu'] }),
          s3Channel('y', { S3Uri: 's3://bucket/y/', InstanceGroupNames: ['cpu', 'gpu'] }),
        ],
      },
    );
    assert.equal(job.failureReason, undefined);
    assert.deepEqual(await world.linesOf('job', 'algo-1'), [
      'ml.m5.large ["x","y"] true',
      "['x', 'y']",
    ]);
    assert.deepEqual(await world.linesOf('job', 'algo-2'), ['ml.g5.xlarge ["y"] true', "['y']"]);
  });

  it('gives a channel with an empty list of groups to all hosts', async () => {
    await writeKeys('x/1');
    const channel = s3Channel('x', { S3Uri: 's3://bucket/x/', InstanceGroupNames: [] });
    const print = 'import os; print(os.listdir(os.environ["SM_CHANNEL_X"]))';
    await run(print, { ...instances(1), InputDataConfig: [channel] });
    assert.deepEqual(await world.linesOf('job', 'algo-1'), ["['1']"]);
  });

  it('ends with the first host that fails, and says its reason', async () => {
    const begun = Date.now();
    const job = await run(
      `
import os, time
if os.environ["SM_CURRENT_HOST"] == "algo-2":
    raise ValueError("second host")
time.sleep(60)
`,
      instances(3),
    );
    assert.equal(job.status, 'Failed');
    assert.match(job.failureReason ?? '', /ValueError: second host/);
    assert.ok(Date.now() - begun < 20_000, 'the others do not run on');
  });

  it('lets the hosts find each other on this computer', async () => {
    const job = await run(
      `
import os, socket, time
address = (os.environ["MASTER_ADDR"], int(os.environ["MASTER_PORT"]))
if os.environ["SM_CURRENT_HOST"] == "algo-1":
    client, _ = socket.create_server(address).accept()
    print(client.recv(5).decode())
else:
    for _ in range(100):
        try: connection = socket.create_connection(address); break
        except OSError: time.sleep(0.1)
    connection.send(b"hello")
`,
      {
        ...instances(2),
        AlgorithmSpecification: {
          TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.5',
          TrainingInputMode: 'File',
        },
      },
    );
    assert.equal(job.failureReason, undefined);
    assert.deepEqual(await world.linesOf('job', 'algo-1'), ['hello']);
  });

  it('stops all hosts, which were sampled apart', async () => {
    await world.create('job', 'import time\nprint("begin")\ntime.sleep(60)', { ...instances(2) });
    while ((await world.linesOf('job', 'algo-2')).length === 0) await world.printed('job', 'begin');
    const sampled = () => new Set(world.points.map(({ dimensions }) => dimensions['Host']));
    await sleep(300);
    await world.sagemaker('StopTrainingJob', { TrainingJobName: 'job' });
    assert.equal((await world.ended('job')).status, 'Stopped');
    assert.deepEqual([...sampled()].sort(), ['job/algo-1', 'job/algo-2']);
  });

  it('refuses more hosts than a computer should run', async () => {
    await assert.rejects(run('print(1)', instances(17)), {
      code: 'ResourceLimitExceeded',
      message: /'ml\.m5\.large for training job usage' is 16 Instances, .* of 17 Instances/,
    });
    const many = Number.MAX_SAFE_INTEGER;
    await assert.rejects(run('print(1)', instances(many)), { code: 'ResourceLimitExceeded' });
    const group = { InstanceType: 'ml.m5.large', InstanceCount: many };
    const InstanceGroups = [{ InstanceGroupName: 'group', ...group }];
    await assert.rejects(
      run('print(1)', { ResourceConfig: { VolumeSizeInGB: 1, InstanceGroups } }),
      { code: 'ResourceLimitExceeded' },
    );
  });

  it('reads the objects that a manifest names', async () => {
    await writeKeys('data/a', 'data/deep/b', 'data/c');
    const manifest = JSON.stringify([{ prefix: 's3://bucket/data/' }, 'a', 'deep/b']);
    await world.objects.put('bucket', 'list.manifest', manifest);
    const channel = s3Channel('train', {
      S3DataType: 'ManifestFile',
      S3Uri: 's3://bucket/list.manifest',
    });
    const script = `
import os
for folder, _, files in os.walk(os.environ["SM_CHANNEL_TRAIN"]):
    for name in files: print(open(folder + "/" + name).read())`;
    const job = await run(script, { InputDataConfig: [channel] });
    assert.equal(job.failureReason, undefined);
    assert.deepEqual(await world.linesOf('job', 'algo-1'), ['data/a', 'data/deep/b']);
    const folder = path.join(world.jobs.folder(job.id), 'opt/ml/input/config/inputdataconfig.json');
    assert.match(await readFile(folder, 'utf8'), /"train"/);
    await world.objects.put('bucket', 'list.manifest', '[{"prefix":"s3://bucket/data/"},"none"]');
    await world.create('missing', script, { InputDataConfig: [channel] });
    const { failureReason } = await world.ended('missing');
    assert.match(failureReason ?? '', /^ClientError: Data download failed: .*data\/none/);
  });

  it('fails for keys that cannot be files side by side', async () => {
    for (const [index, keys] of [
      ['data/a', 'data/a/b'],
      [`data/${'x'.repeat(300)}`],
      ['data/../x'],
    ].entries()) {
      await writeKeys(...keys.map((key) => `${index}/${key}`));
      const name = `job-${index}`;
      const channel = s3Channel('train', { S3Uri: `s3://bucket/${index}/data/` });
      await world.create(name, 'print(1)', { InputDataConfig: [channel] });
      const { failureReason } = await world.ended(name);
      assert.match(failureReason ?? '', /^ClientError: Data download failed: the key .*train/);
    }
  });

  for (const [what, changes, says] of [
    ['compressed files', { CompressionType: 'Gzip' }, /CompressionType Gzip .* Pipe mode only/],
    ['wrapped records', { RecordWrapperType: 'RecordIO' }, /RecordWrapperType .* Pipe mode only/],
  ] as const) {
    it(`refuses ${what} in words`, async () => {
      await writeKeys('data/a');
      const channel = { ...s3Channel('train', { S3Uri: 's3://bucket/data/' }), ...changes };
      await assert.rejects(run('print(1)', { InputDataConfig: [channel] }), says);
    });
  }
});
