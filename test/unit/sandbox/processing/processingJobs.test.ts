import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { clusterOf, codePath, ProcessingScene, s3Input, s3Output } from './processingScene';

describe('a processing job', () => {
  let scene: ProcessingScene;

  beforeEach(async () => {
    scene = await ProcessingScene.open();
  });

  afterEach(() => scene.close());

  const copies = [
    'import argparse, pathlib, shutil',
    'parser = argparse.ArgumentParser()',
    'parser.add_argument("--data")',
    'parser.add_argument("--out")',
    'args = parser.parse_args()',
    'shutil.copytree(args.data, args.out + "/copied")',
    'print("done", sorted(p.name for p in pathlib.Path(args.data).iterdir()))',
  ].join('\n');
  const data = '/opt/ml/processing/input/data';
  const out = '/opt/ml/processing/output/result';

  function copying(name: string): object {
    return {
      AppSpecification: {
        ImageUri: 'image',
        ContainerEntrypoint: ['python3', `${codePath}/process.py`],
        ContainerArguments: ['--data', data, `--out=${out}`],
      },
      ProcessingInputs: [
        s3Input('code', `s3://bucket/${name}/code/process.py`, codePath),
        s3Input('data', 's3://bucket/data', data),
      ],
      ProcessingOutputConfig: { Outputs: [s3Output('result', 's3://bucket/results/', out)] },
    };
  }

  it('gets its inputs where its arguments say, and its outputs go to S3', async () => {
    await scene.world.objects.put('bucket', 'data/a.csv', '1,2');
    await scene.world.objects.put('bucket', 'data/deep/b.csv', '3,4');
    await scene.create('copy', copies, copying('copy'));
    const job = await scene.ended('copy');
    assert.deepEqual([job.ProcessingJobStatus, job.FailureReason], ['Completed', undefined]);
    assert.deepEqual(await scene.lines('copy'), ["done ['a.csv', 'deep']"]);
    assert.deepEqual(scene.keys('results/'), ['copied/a.csv', 'copied/deep/b.csv']);
    const times = [job.CreationTime, job.ProcessingStartTime, job.ProcessingEndTime];
    assert.deepEqual(
      [...times].sort((a, b) => Number(a) - Number(b)),
      times,
    );
  });

  it('finds the two files that tell a container of its job', async () => {
    const script = [
      'import json, os',
      'base = os.environ["SAGEMAKER_BASE_DIR"]',
      'resources = json.load(open(base + "/config/resourceconfig.json"))',
      'config = json.load(open(base + "/config/processingjobconfig.json"))',
      'print(json.dumps([resources, config["ProcessingJobArn"], config["Environment"]]))',
      'path = config["ProcessingInputs"][0]["S3Input"]["LocalPath"]',
      'print(os.listdir(path), os.environ["PLACE"] == base + "/processing/x")',
    ].join('\n');
    const Environment = { PLACE: '/opt/ml/processing/x' };
    await scene.create('config', script, { Environment, ProcessingResources: clusterOf(2) });
    const { ProcessingJobArn } = await scene.ended('config');
    const [first, second] = await scene.lines('config', 'algo-2');
    assert.deepEqual(JSON.parse(first ?? ''), [
      { current_host: 'algo-2', hosts: ['algo-1', 'algo-2'] },
      ProcessingJobArn,
      Environment,
    ]);
    assert.equal(second, "['process.py'] True");
  });

  it('shares the objects of a sharded input among its hosts', async () => {
    for (const name of ['a', 'b', 'c'])
      await scene.world.objects.put('bucket', `shard/${name}`, '');
    const script = 'import os, sys; print(sorted(os.listdir(sys.argv[1])))';
    await scene.create('shards', script, {
      AppSpecification: {
        ImageUri: 'image',
        ContainerEntrypoint: ['python3', `${codePath}/process.py`, data],
      },
      ProcessingResources: clusterOf(2),
      ProcessingInputs: [
        s3Input('code', 's3://bucket/shards/code/process.py', codePath),
        s3Input('data', 's3://bucket/shard/', data, { S3DataDistributionType: 'ShardedByS3Key' }),
      ],
    });
    await scene.ended('shards');
    assert.deepEqual(await scene.lines('shards', 'algo-1'), ["['a', 'c']"]);
    assert.deepEqual(await scene.lines('shards', 'algo-2'), ["['b']"]);
  });

  it('reads the objects that a manifest names', async () => {
    await scene.world.objects.put('bucket', 'many/x/1', 'one');
    await scene.world.objects.put('bucket', 'many/2', 'two');
    const manifest = JSON.stringify([{ prefix: 's3://bucket/many/' }, 'x/1']);
    await scene.world.objects.put('bucket', 'few.manifest', manifest);
    await scene.create('manifest', copies, {
      ...copying('manifest'),
      ProcessingInputs: [
        s3Input('code', 's3://bucket/manifest/code/process.py', codePath),
        s3Input('data', 's3://bucket/few.manifest', data, { S3DataType: 'ManifestFile' }),
      ],
    });
    assert.equal((await scene.ended('manifest')).ProcessingJobStatus, 'Completed');
    assert.deepEqual(scene.keys('results/'), ['copied/x/1']);
  });

  it('uploads a continuous output while it runs, and keeps it when it fails', async () => {
    const script = [
      'import os, sys, time',
      'out = os.environ["OUT"]',
      'open(out + "/first", "w").write("1")',
      'print("waiting", flush=True)',
      'while not os.path.exists(out + "/go"): time.sleep(0.01)',
      'open(out + "/last", "w").write("2")',
      'os.symlink(out + "/last", out + "/link")',
      'sys.exit(3)',
    ].join('\n');
    await scene.create('continuous', script, {
      Environment: { OUT: out },
      ProcessingOutputConfig: {
        Outputs: [
          s3Output('result', 's3://bucket/live', out, 'Continuous'),
          s3Output('end', 's3://bucket/end', '/opt/ml/processing/end'),
        ],
      },
    });
    await scene.printed('continuous', 'waiting');
    while (scene.keys('live/').length === 0) await sleep(5);
    assert.deepEqual(scene.keys('live/'), ['first']);
    const id = scene.world.processing.jobs.find('continuous')?.id ?? '';
    const folder = scene.world.processing.jobs.folder(id);
    await writeFile(`${folder}/opt/ml/processing/output/result/go`, '');
    const job = await scene.ended('continuous');
    assert.equal(job.ProcessingJobStatus, 'Failed');
    assert.equal(job.FailureReason, 'AlgorithmError: See job logs for more information');
    assert.deepEqual(scene.keys('live/'), ['first', 'go', 'last']);
    assert.deepEqual(scene.keys('end/'), []);
  });

  it('uploads nothing at its end when one of its hosts has failed', async () => {
    const script = [
      'import json, os, sys',
      'base = os.environ["SAGEMAKER_BASE_DIR"]',
      'open(base + "/processing/output/result/half", "w").write("")',
      'host = json.load(open(base + "/config/resourceconfig.json"))["current_host"]',
      'sys.exit(host == "algo-2")',
    ].join('\n');
    await scene.create('half', script, {
      ProcessingResources: clusterOf(2),
      ProcessingOutputConfig: { Outputs: [s3Output('result', 's3://bucket/half-out', out)] },
    });
    assert.equal((await scene.ended('half')).ProcessingJobStatus, 'Failed');
    assert.deepEqual(scene.keys('half-out/'), []);
  });

  it('keeps the last words of all its hosts, cut to 1 KB', async () => {
    const script = [
      'import os',
      'base = os.environ["SAGEMAKER_BASE_DIR"]',
      'open(base + "/output/message", "wb").write("ü".encode() * 300 + b"!")',
    ].join('\n');
    await scene.create('words', script, { ProcessingResources: clusterOf(2) });
    const job = await scene.ended('words');
    assert.equal(job.ProcessingJobStatus, 'Completed');
    assert.equal(job.ExitMessage, `${'ü'.repeat(300)}!${'ü'.repeat(211)}`);
    const { ProcessingJobSummaries } = (await scene.call('ListProcessingJobs', {})) as {
      readonly ProcessingJobSummaries: readonly { readonly ExitMessage?: string }[];
    };
    assert.equal(ProcessingJobSummaries[0]?.ExitMessage, job.ExitMessage);
  });

  it('fails when its last words are no UTF-8', async () => {
    const script =
      'import os; open(os.environ["SAGEMAKER_BASE_DIR"] + "/output/message", "wb").write(b"\\xff")';
    await scene.create('bytes', script);
    const job = await scene.ended('bytes');
    assert.equal(job.ProcessingJobStatus, 'Failed');
    assert.match(job.FailureReason ?? '', /^ClientError: .*not UTF-8 encoded/);
  });

  it('is told where a place of a container is when its script fails on it', async () => {
    await scene.create('fixed', 'open("/opt/ml/processing/input/none/a.csv")');
    const { FailureReason = '' } = await scene.ended('fixed');
    assert.match(FailureReason, /^AlgorithmError: See job logs for more information\. /);
    assert.match(FailureReason, /names \/opt\/ml\/processing\/input\/none\/a\.csv, but/);
    assert.match(FailureReason, /here this is \S+opt\/ml\/processing\/input\/none\/a\.csv\./);
  });

  it('reaches nothing but the sandbox, whatever its Environment says', async () => {
    const script = 'import os; print(os.environ["AWS_ENDPOINT_URL"], os.environ["NAME"])';
    const Environment = { AWS_ENDPOINT_URL: 'https://elsewhere', NAME: 'kept' };
    await scene.create('guarded', script, { Environment });
    await scene.ended('guarded');
    assert.deepEqual(await scene.lines('guarded'), [
      'The local sandbox does not pass these variables of Environment on: AWS_ENDPOINT_URL',
      'http://127.0.0.1:9 kept',
    ]);
  });

  it('has no credentials when it is isolated, and is told that its network is not', async () => {
    const script = 'import os; print([name for name in os.environ if "KEY" in name])';
    await scene.create('isolated', script, { NetworkConfig: { EnableNetworkIsolation: true } });
    await scene.ended('isolated');
    const [note, ...lines] = await scene.lines('isolated');
    assert.match(note ?? '', /does not cut the script off from the network/);
    assert.deepEqual(lines, ['[]']);
  });

  it('is stopped, and at its limit, too', async () => {
    const waits = 'import time\nprint("waiting", flush=True)\ntime.sleep(60)';
    await scene.create('stopped', waits);
    await scene.printed('stopped', 'waiting');
    await scene.call('StopProcessingJob', { ProcessingJobName: 'stopped' });
    const stopped = await scene.ended('stopped');
    assert.deepEqual([stopped.ProcessingJobStatus, stopped.FailureReason], ['Stopped', undefined]);
    await scene.create('limited', waits, { StoppingCondition: { MaxRuntimeInSeconds: 1 } });
    assert.equal((await scene.ended('limited')).ProcessingJobStatus, 'Stopped');
  });

  it('runs any program, and says which one it has not', async function () {
    if (process.platform === 'win32') this.skip();
    const command = (...ContainerEntrypoint: string[]) => ({
      AppSpecification: { ImageUri: 'image', ContainerEntrypoint },
    });
    const shell = `ls ${codePath}; exit 0`;
    await scene.create('shell', '', command('/bin/sh', '-c', shell));
    assert.equal((await scene.ended('shell')).ProcessingJobStatus, 'Completed');
    assert.deepEqual(await scene.lines('shell'), ['process.py']);
    await scene.create('none', '', command('spark-submit', 'x'));
    assert.match(
      (await scene.ended('none')).FailureReason ?? '',
      /^ClientError: The local sandbox cannot run spark-submit: this computer has no such program/,
    );
  });

  it('that died with an earlier sandbox has failed and says so', async () => {
    await scene.create('orphan', 'print("never")');
    const { jobs, runner } = scene.world.processing;
    const ended = await scene.ended('orphan');
    assert.equal(ended.ProcessingJobStatus, 'Completed');
    await jobs.update(jobs.find('orphan')?.id ?? '', (job) => ({
      ...job,
      status: 'InProgress',
      phase: 'Training',
      endedAt: undefined,
    }));
    await runner.recover();
    const job = await scene.describe('orphan');
    assert.equal(job.ProcessingJobStatus, 'Failed');
    assert.match(job.FailureReason ?? '', /The local sandbox was ended while this job ran/);
  });
});
