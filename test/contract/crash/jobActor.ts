import assert from 'node:assert/strict';
import { GetLogEventsCommand, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  AddTagsCommand,
  CreateTrainingJobCommand,
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTagsCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { parseS3Uri } from '../../../src/core/s3Uri';
import type { Random } from '../../fakes/seededRandom';
import { sklearnJob } from '../../fakes/sklearnJob';
import { sourceArchive } from '../../fakes/sourceArchive';
import type { Actor } from './actor';
import type { Clients } from './victim';

interface Job {
  /** As it was described once it had ended. */
  end?: DescribeTrainingJobCommandOutput | undefined;
  tags: Readonly<Record<string, string>>;
  /** What has been read of its log. */
  lines: readonly string[];
}

/** The request whose answer has not come. */
interface Uncertain {
  readonly what: 'create' | 'delete' | 'tag';
  readonly name: string;
  readonly tags?: Readonly<Record<string, string>>;
}

const group = '/aws/sagemaker/TrainingJobs';
const ended = ['Completed', 'Failed', 'Stopped'];
const script = `
import argparse, os, time
parser = argparse.ArgumentParser()
parser.add_argument("--lines", type=int)
parser.add_argument("--pause", type=float)
parser.add_argument("--rest", type=float)
args, _ = parser.parse_known_args()
for number in range(args.lines):
    # In one piece: half a line counts as a line once it has waited long enough.
    os.write(1, f"line {number} {'.' * (number * 37 % 200)}\\n".encode())
    time.sleep(args.pause)
# Silent: it does not notice that nobody listens any more.
time.sleep(args.rest)
with open(os.path.join(os.environ["SM_MODEL_DIR"], "model.txt"), "w") as file:
    file.write("kept")
`;

/** Starts training jobs, watches, stops, tags and deletes them. */
export class JobActor implements Actor {
  readonly name = 'jobs';
  private readonly jobs = new Map<string, Job>();
  private uncertain: Uncertain | undefined;
  private count = 0;

  constructor(
    private readonly bucket: string,
    private readonly prefix: string,
  ) {}

  /** Uploads what all jobs run. */
  async prepare({ s3 }: Clients): Promise<void> {
    const Body = await sourceArchive({ 'train.py': script });
    await s3.send(new PutObjectCommand({ Bucket: this.bucket, Key: 'sourcedir.tar.gz', Body }));
  }

  async step(clients: Clients, random: Random): Promise<void> {
    const running = [...this.jobs].filter(([, job]) => job.end === undefined).map(([name]) => name);
    const over = [...this.jobs].filter(([, job]) => job.end !== undefined).map(([name]) => name);
    const choice = random.below(12);
    if (running.length < 2) await this.create(clients, random);
    else if (choice < 4) await this.watch(clients, random.pick(running));
    else if (choice < 7) await this.readLog(clients, random.pick(running));
    else if (choice < 8) await this.stop(clients, random.pick(running));
    else if (choice < 10) await this.tag(clients, random.pick([...running, ...over]), random);
    else if (over.length > 2) await this.remove(clients, random.pick(over));
  }

  async check(clients: Clients): Promise<void> {
    const listed = await this.list(clients);
    this.settle(listed);
    assert.deepEqual([...listed.keys()].sort(), [...this.jobs.keys()].sort());
    for (const [name, job] of this.jobs) {
      await this.checkJob(clients, name, job);
      assert.equal(listed.get(name), job.end?.TrainingJobStatus, `${name} in the list`);
    }
    this.uncertain = undefined;
  }

  /** What was uncertain is known now. */
  private settle(listed: ReadonlyMap<string, string>): void {
    const { what, name = '' } = this.uncertain ?? {};
    if (what === 'create' && listed.has(name)) this.jobs.set(name, { tags: {}, lines: [] });
    if (what === 'delete' && !listed.has(name)) this.jobs.delete(name);
  }

  private async checkJob(clients: Clients, name: string, job: Job): Promise<void> {
    const found = await this.describe(clients, name);
    assert.ok(
      ended.includes(found.TrainingJobStatus ?? ''),
      `${name} is ${found.TrainingJobStatus}`,
    );
    if (job.end) assert.deepEqual(found, job.end, name);
    else if (found.TrainingJobStatus === 'Failed') {
      assert.match(found.FailureReason ?? '', /local sandbox was ended/, name);
    }
    job.end = found;
    await this.checkModel(clients, found);
    await this.checkTags(clients, name, job);
    const lines = await this.lines(clients, name);
    assert.deepEqual(lines.slice(0, job.lines.length), job.lines, `log of ${name}`);
    for (const [number, line] of lines.entries()) {
      assert.equal(line, `line ${number} ${'.'.repeat((number * 37) % 200)}`, name);
    }
    job.lines = lines;
  }

  private async checkModel(
    { s3 }: Clients,
    { TrainingJobStatus, ModelArtifacts }: DescribeTrainingJobCommandOutput,
  ): Promise<void> {
    if (TrainingJobStatus !== 'Completed') return;
    const { bucket = '', key = '' } = parseS3Uri(ModelArtifacts?.S3ModelArtifacts ?? '') ?? {};
    await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
  }

  private async checkTags({ sagemaker }: Clients, name: string, job: Job): Promise<void> {
    const answer = await sagemaker.send(new ListTagsCommand({ ResourceArn: arnOf(name) }));
    const pairs = (answer.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? ''] as const);
    const tags: Readonly<Record<string, string>> = Object.fromEntries(pairs);
    const { what, name: tagged, tags: next } = this.uncertain ?? {};
    const isNext = what === 'tag' && tagged === name && tags['tag'] === next?.['tag'];
    if (isNext) job.tags = next ?? {};
    assert.deepEqual(tags, job.tags, `tags of ${name}`);
  }

  private async list({ sagemaker }: Clients): Promise<ReadonlyMap<string, string>> {
    const listed = new Map<string, string>();
    for (let NextToken: string | undefined; ;) {
      const input = { NameContains: this.prefix, MaxResults: 5, NextToken };
      const page = await sagemaker.send(new ListTrainingJobsCommand(input));
      for (const job of page.TrainingJobSummaries ?? []) {
        listed.set(job.TrainingJobName ?? '', job.TrainingJobStatus ?? '');
      }
      NextToken = page.NextToken;
      if (NextToken === undefined) return listed;
    }
  }

  private async create({ sagemaker }: Clients, random: Random): Promise<void> {
    const name = `${this.prefix}-${this.count++}`;
    const source = `s3://${this.bucket}/sourcedir.tar.gz`;
    const request = sklearnJob({ name, source, output: `s3://${this.bucket}/out` });
    this.uncertain = { what: 'create', name };
    await sagemaker.send(
      new CreateTrainingJobCommand({
        ...request,
        HyperParameters: {
          ...request.HyperParameters,
          lines: String(random.pick([5, 40, 4000])),
          pause: String(random.pick([0, 0.01])),
          rest: String(random.pick([0, 0, 300])),
        },
      }),
    );
    this.jobs.set(name, { tags: {}, lines: [] });
    this.uncertain = undefined;
  }

  private async watch(clients: Clients, name: string): Promise<void> {
    const found = await this.describe(clients, name);
    const job = this.jobs.get(name);
    if (job && ended.includes(found.TrainingJobStatus ?? '')) job.end = found;
  }

  private async readLog(clients: Clients, name: string): Promise<void> {
    const job = this.jobs.get(name);
    if (job) job.lines = await this.lines(clients, name);
  }

  private async stop({ sagemaker }: Clients, TrainingJobName: string): Promise<void> {
    try {
      await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName }));
    } catch (error) {
      // It has ended meanwhile.
      if ((error as Error).name !== 'ValidationException') throw error;
    }
  }

  private async tag({ sagemaker }: Clients, name: string, random: Random): Promise<void> {
    const tags = { tag: `t${random.below(100)}` };
    this.uncertain = { what: 'tag', name, tags };
    const Tags = [{ Key: 'tag', Value: tags.tag }];
    await sagemaker.send(new AddTagsCommand({ ResourceArn: arnOf(name), Tags }));
    const job = this.jobs.get(name);
    if (job) job.tags = tags;
    this.uncertain = undefined;
  }

  private async remove({ sagemaker }: Clients, name: string): Promise<void> {
    this.uncertain = { what: 'delete', name };
    await sagemaker.send(new DeleteTrainingJobCommand({ TrainingJobName: name }));
    this.jobs.delete(name);
    this.uncertain = undefined;
  }

  private async describe({ sagemaker }: Clients, TrainingJobName: string) {
    const found = await sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    return { ...found, $metadata: {} };
  }

  private async lines({ logs }: Clients, name: string): Promise<readonly string[]> {
    const prefix = { logGroupName: group, logStreamNamePrefix: `${name}/` };
    const streams = await logs.send(new DescribeLogStreamsCommand(prefix)).catch(noGroupYet);
    const logStreamName = streams?.logStreams?.[0]?.logStreamName;
    if (logStreamName === undefined) return [];
    const lines: string[] = [];
    for (let nextToken: string | undefined; ;) {
      const input = { logGroupName: group, logStreamName, startFromHead: true, nextToken };
      const page = await logs.send(new GetLogEventsCommand(input));
      lines.push(...(page.events ?? []).map(({ message }) => message ?? ''));
      if (page.nextForwardToken === nextToken) return lines;
      nextToken = page.nextForwardToken;
    }
  }
}

/** The first job that prints makes the group. */
function noGroupYet(error: unknown): undefined {
  if ((error as Error).name === 'ResourceNotFoundException') return undefined;
  throw error;
}

function arnOf(name: string): string {
  return `arn:aws:sagemaker:us-east-1:000000000000:training-job/${name}`;
}
