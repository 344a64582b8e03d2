import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { capture } from '../../../scripts/processes';
import { bucket, refusalOf, trainingGroup, until, type Story } from './story';
import { timeOf, type Answer } from './storyClient';

const job = 'story-two-hosts';
const epochs = 8;

const script = `
import argparse, json, os, pathlib, time

parser = argparse.ArgumentParser()
parser.add_argument("--epochs", type=int)
arguments = parser.parse_args()
host, hosts = os.environ["SM_CURRENT_HOST"], json.loads(os.environ["SM_HOSTS"])
rows = {
    name: sum(len(file.read_text().splitlines()) for file in pathlib.Path(folder).rglob("*.csv"))
    for name, folder in ((name, os.environ["SM_CHANNEL_" + name.upper()]) for name in json.loads(os.environ["SM_CHANNELS"]))
}
print(host, "of", len(hosts), json.dumps(rows))
for epoch in range(1, arguments.epochs + 1):
    print(f"epoch={epoch} loss={1 / epoch:.4f};")
    time.sleep(0.4)
if host == hosts[0]:
    pathlib.Path(os.environ["SM_MODEL_DIR"], "model.json").write_text(json.dumps(rows))
print("the last line of", host)
`;

/** A job on two hosts from its creation to its deletion; another is stopped. */
export function tellOfTraining(story: () => Story): void {
  it('stops a job, once', async () => {
    const endless =
      'import time\nfor n in range(600):\n    print("line", n)\n    time.sleep(0.1)\n';
    const name = 'story-stopped';
    await story().sagemaker('CreateTrainingJob', await story().trainingJob(name, endless));
    await until('the first lines', async () =>
      (await streams(story(), name)).length > 0 ? true : undefined,
    );
    await story().sagemaker('StopTrainingJob', { TrainingJobName: name });
    const ended = await story().untilEnded(name);
    assert.equal(ended['TrainingJobStatus'], 'Stopped');
    assert.equal(ended['SecondaryStatus'], 'Stopped');
    const again = story().sagemaker('StopTrainingJob', { TrainingJobName: name });
    assert.equal((await refusalOf(again)).code, 'ValidationException');
  });

  it('trains on two channels and two hosts; its lines are followed to the end', async () => {
    await uploadRows(story());
    const tail = await story().client.tail?.(trainingGroup, `${job}/`);
    const following = tail?.until('the last line of algo-2');
    // The test fails by it further down.
    following?.catch(() => undefined);
    const request = await story().trainingJob(job, script, twoHosts);
    const { TrainingJobArn } = await story().sagemaker('CreateTrainingJob', request);
    assert.equal(TrainingJobArn, `arn:aws:sagemaker:us-east-1:000000000000:training-job/${job}`);
    const description = await story().untilEnded(job);
    assert.equal(description['TrainingJobStatus'], 'Completed', JSON.stringify(description));
    assert.ok(timeOf(description['TrainingEndTime']) > timeOf(description['TrainingStartTime']));
    const transitions = description['SecondaryStatusTransitions'] as readonly Answer[];
    assert.deepEqual(
      transitions.map(({ Status }) => Status),
      ['Starting', 'Downloading', 'Training', 'Uploading', 'Completed'],
    );
    if (following) {
      const lines = await following;
      for (let epoch = 1; epoch <= epochs; epoch++) {
        const isThere = lines.some((line) => line.includes(`epoch=${epoch} loss=`));
        assert.ok(isThere, lines.join('\n'));
      }
    }
  });

  it('has every line of both hosts', async () => {
    const names = await streams(story(), job);
    assert.deepEqual(
      names.map((name) => name.replace(/-\d+$/, '')),
      [`${job}/algo-1`, `${job}/algo-2`],
    );
    for (const [index, name] of names.entries()) {
      const lines = await everyLine(story(), name);
      const host = `algo-${index + 1}`;
      assert.ok(lines.includes(`${host} of 2 {"train": 5, "validation": 2}`), lines.join('\n'));
      assert.equal(lines.filter((line) => line.startsWith('epoch=')).length, epochs);
      assert.ok(lines.includes(`the last line of ${host}`));
    }
  });

  it('has the job’s metric and what its hosts used', async () => {
    const [StartTime, EndTime] = [new Date(Date.now() - 900_000), new Date(Date.now() + 60_000)];
    const statistics = await story().call('cloudwatch', 'GetMetricStatistics', {
      ...{ Namespace: trainingGroup, MetricName: 'train:loss', Period: 60, StartTime, EndTime },
      Dimensions: [{ Name: 'TrainingJobName', Value: job }],
      Statistics: ['SampleCount', 'Minimum', 'Maximum'],
    });
    const points = statistics['Datapoints'] as readonly Record<string, number>[];
    const sum = points.reduce((all, point) => all + (point['SampleCount'] ?? 0), 0);
    assert.equal(sum, 2 * epochs);
    assert.equal(Math.max(...points.map((point) => point['Maximum'] ?? 0)), 1);
    assert.equal(Math.min(...points.map((point) => point['Minimum'] ?? 1)), 1 / epochs);
    const cpu = {
      Namespace: trainingGroup,
      MetricName: 'CPUUtilization',
      Dimensions: [{ Name: 'Host', Value: `${job}/algo-2` }],
    };
    const data = await story().call('cloudwatch', 'GetMetricData', {
      ...{ StartTime, EndTime },
      MetricDataQueries: [{ Id: 'cpu', MetricStat: { Metric: cpu, Period: 60, Stat: 'Maximum' } }],
    });
    const [result] = data['MetricDataResults'] as readonly { readonly Values: number[] }[];
    assert.ok((result?.Values.length ?? 0) > 0, JSON.stringify(data));
    assert.ok(result?.Values.every((value) => value >= 0));
    const { Metrics } = (await story().call('cloudwatch', 'ListMetrics', {
      Namespace: trainingGroup,
      Dimensions: [{ Name: 'Host', Value: `${job}/algo-1` }],
    })) as { Metrics: readonly { readonly MetricName: string }[] };
    const names = Metrics.map(({ MetricName }) => MetricName);
    for (const name of ['CPUUtilization', 'MemoryUtilization', 'DiskUtilization']) {
      assert.ok(names.includes(name), names.join());
    }
  });

  it('has a model that can be opened', async () => {
    const description = await story().sagemaker('DescribeTrainingJob', { TrainingJobName: job });
    const { S3ModelArtifacts } = description['ModelArtifacts'] as Record<string, string>;
    assert.equal(S3ModelArtifacts, `s3://${bucket}/output/${job}/output/model.tar.gz`);
    const file = path.join(story().folder, 'model.tar.gz');
    await story().client.download(bucket, `output/${job}/output/model.tar.gz`, file);
    const model = await capture('tar', ['-xzOf', file, 'model.json']);
    assert.deepEqual(JSON.parse(model), { train: 5, validation: 2 });
    await fs.rm(file);
  });

  it('has tags, that can be added to and taken away', async () => {
    const ResourceArn = `arn:aws:sagemaker:us-east-1:000000000000:training-job/${job}`;
    const tags = async (): Promise<unknown> =>
      (await story().sagemaker('ListTags', { ResourceArn }))['Tags'];
    assert.deepEqual(await tags(), [{ Key: 'team', Value: 'story' }]);
    const added = { Key: 'cost centre', Value: 'é+/=' };
    await story().sagemaker('AddTags', { ResourceArn, Tags: [added] });
    await story().sagemaker('DeleteTags', { ResourceArn, TagKeys: ['team'] });
    assert.deepEqual(await tags(), [added]);
  });

  it('deletes the job', async () => {
    await story().sagemaker('DeleteTrainingJob', { TrainingJobName: job });
    const gone = story().sagemaker('DescribeTrainingJob', { TrainingJobName: job });
    const refusal = await refusalOf(gone);
    assert.equal(refusal.code, 'ValidationException');
    assert.match(refusal.message, /not found/i);
  });
}

const twoHosts = {
  HyperParameters: {
    sagemaker_program: '"train.py"',
    sagemaker_submit_directory: `"s3://${bucket}/${job}/source/sourcedir.tar.gz"`,
    epochs: String(epochs),
  },
  AlgorithmSpecification: {
    TrainingImage: '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.8.0-cpu-py312',
    TrainingInputMode: 'File',
    MetricDefinitions: [{ Name: 'train:loss', Regex: 'loss=([0-9.]+);' }],
  },
  ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 2, VolumeSizeInGB: 30 },
  InputDataConfig: ['train', 'validation'].map((ChannelName) => ({
    ChannelName,
    DataSource: {
      S3DataSource: {
        S3DataType: 'S3Prefix',
        S3Uri: `s3://${bucket}/${job}/input/${ChannelName}/`,
        S3DataDistributionType: 'FullyReplicated',
      },
    },
  })),
  Tags: [{ Key: 'team', Value: 'story' }],
};

async function uploadRows(story: Story): Promise<void> {
  const folder = path.join(story.folder, 'channels');
  await story.file('channels/train/rows.csv', 'a\nb\nc\n');
  await story.file('channels/train/deep/more rows.csv', 'd\ne\n');
  await story.file('channels/validation/rows.csv', 'f\ng\n');
  await story.client.syncUp(folder, bucket, `${job}/input/`);
}

/** Names of a job's log streams; none while the group itself is not there. */
async function streams(story: Story, name: string): Promise<readonly string[]> {
  const input = { logGroupName: trainingGroup, logStreamNamePrefix: `${name}/` };
  try {
    const { logStreams } = (await story.call('logs', 'DescribeLogStreams', input)) as {
      logStreams: readonly { readonly logStreamName: string }[];
    };
    return logStreams.map(({ logStreamName }) => logStreamName);
  } catch (error) {
    if ((error as { readonly code?: string }).code === 'ResourceNotFoundException') {
      return [];
    }
    throw error;
  }
}

/** A stream from its head to its end, a few events a page. */
async function everyLine(story: Story, logStreamName: string): Promise<readonly string[]> {
  const lines: string[] = [];
  let token: unknown;
  for (;;) {
    const page = await story.call('logs', 'GetLogEvents', {
      ...{ logGroupName: trainingGroup, logStreamName, startFromHead: true, limit: 8 },
      ...(token !== undefined && { nextToken: token }),
    });
    const events = page['events'] as readonly { readonly message: string }[];
    lines.push(...events.map(({ message }) => message));
    if (page['nextForwardToken'] === token) {
      return lines;
    }
    token = page['nextForwardToken'];
  }
}
