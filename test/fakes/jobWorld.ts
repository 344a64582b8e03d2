import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGunzip, gzipSync } from 'node:zlib';
import { extract, pack, type Header } from 'tar-stream';
import { sandboxAccountId, sandboxRegion } from '../../src/core/sandbox/protocol';
import { findPython, probePython } from '../../src/node/python';
import { systemClock } from '../../src/node/systemClock';
import { Debuggers } from '../../src/sandbox/runner/debug/debuggers';
import { createJobRunner, type JobRunner } from '../../src/sandbox/runner/jobRunner';
import { processingWork } from '../../src/sandbox/runner/processing/processingWork';
import { trainingWork } from '../../src/sandbox/runner/training/trainingWork';
import { createInterpreters } from '../../src/sandbox/services/interpreters';
import { logsService } from '../../src/sandbox/services/logs/logsService';
import { sagemakerService } from '../../src/sandbox/services/sagemaker/sagemakerService';
import type { ProcessingParts } from '../../src/sandbox/services/sagemaker/processing/processingParts';
import { hasEnded, type JobPhase, type JobRecord } from '../../src/sandbox/store/jobRecord';
import { openJobStore, type JobStore } from '../../src/sandbox/store/jobStore';
import type { ProcessingRequest } from '../../src/sandbox/store/processingRequest';
import { openLogStore, type LogStore } from '../../src/sandbox/store/logStore';
import type { MetricPoint } from '../../src/sandbox/store/metricSink';
import { FakeObjectStore } from './fakeObjectStore';

type Input = Readonly<Record<string, unknown>>;
type Answer = Readonly<Record<string, never>>;

interface Parts {
  readonly dataDir: string;
  readonly objects: FakeObjectStore;
  readonly jobs: JobStore;
  readonly logs: LogStore;
  readonly runner: JobRunner;
  readonly debuggers: Debuggers;
  readonly processing: ProcessingParts;
  readonly python: string;
  readonly reported: readonly unknown[];
  readonly points: readonly MetricPoint[];
}

/** The job half of a sandbox on a folder of its own, without HTTP and with the real Python. */
export class JobWorld {
  readonly clock = systemClock;
  readonly dataDir: string;
  readonly objects: FakeObjectStore;
  readonly jobs: JobStore;
  readonly logs: LogStore;
  readonly runner: JobRunner;
  readonly debuggers: Debuggers;
  readonly processing: ProcessingParts;
  readonly python: string;
  /** Failures that no client is told of. */
  readonly reported: readonly unknown[];
  /** What CloudWatch was given. */
  readonly points: readonly MetricPoint[];

  private constructor(parts: Parts) {
    ({
      dataDir: this.dataDir,
      objects: this.objects,
      jobs: this.jobs,
      logs: this.logs,
      runner: this.runner,
      debuggers: this.debuggers,
      processing: this.processing,
      python: this.python,
      reported: this.reported,
      points: this.points,
    } = parts);
  }

  /** `python` runs the scripts instead of the first one of the PATH. */
  static async open(
    options: { graceMilliseconds?: number; python?: string; debuggerSeconds?: number } = {},
  ) {
    const dataDir = await mkdtemp(path.join(os.tmpdir(), 'job-world-'));
    const python = options.python ?? (await pythonPath);
    const interpreters = createInterpreters(probePython);
    await interpreters.register(python);
    const [jobs, processingJobs, logs] = await Promise.all([
      openJobStore(path.join(dataDir, 'jobs')),
      openJobStore<ProcessingRequest>(path.join(dataDir, 'processing')),
      openLogStore(dataDir, systemClock),
    ]);
    const objects = new FakeObjectStore(path.join(dataDir, 'blobs'), 'bucket');
    const reported: unknown[] = [];
    const points: MetricPoint[] = [];
    const report = (error: unknown) => void reported.push(error);
    const surroundings = {
      logs,
      metrics: {
        put: (added: readonly MetricPoint[]) => Promise.resolve(void points.push(...added)),
      },
      clock: systemClock,
      interpreters,
      endpoint: 'http://127.0.0.1:9',
      credentials: { accessKeyId: 'SANDBOXKEY', secretAccessKey: 'sandbox-secret' },
      region: sandboxRegion,
      report,
      graceMilliseconds: options.graceMilliseconds ?? 5000,
    };
    const installing = { environments: path.join(dataDir, 'environments'), consents: false };
    const debuggers = new Debuggers(options.debuggerSeconds);
    const work = { objects, report, installing, debuggers, syncMilliseconds: 50 };
    const runner = createJobRunner({
      ...surroundings,
      jobs,
      workOf: (job, folder) => trainingWork(job, folder, work),
    });
    const processingRunner = createJobRunner({
      ...surroundings,
      jobs: processingJobs,
      workOf: (job, folder) => processingWork(job, folder, work),
    });
    const processing = {
      jobs: processingJobs,
      runner: processingRunner,
      objects,
      clock: systemClock,
    };
    return new JobWorld({
      dataDir,
      objects,
      jobs,
      logs,
      runner,
      debuggers,
      processing,
      python,
      reported,
      points,
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.runner.stopAll(), this.processing.runner.stopAll()]);
    await this.jobs.close();
    await this.processing.jobs.close();
    await this.logs.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  sagemaker(operation: string, input: Input): Promise<Answer> {
    return this.call(sagemakerService(this).operations[operation], input);
  }

  cloudWatchLogs(operation: string, input: Input): Promise<Answer> {
    return this.call(logsService(this.logs, this.clock).operations[operation], input);
  }

  /** Uploads the code, a file name and its text each, and creates a job that runs `train.py`. */
  async create(name: string, code: string | Record<string, string>, changes: Input = {}) {
    const files = typeof code === 'string' ? { 'train.py': code } : code;
    const members = Object.entries(files).map(([file, text]) => ({ header: { name: file }, text }));
    await this.objects.put('bucket', `${name}/sourcedir.tar.gz`, await archive(members));
    await this.sagemaker('CreateTrainingJob', { ...trainingRequest(name), ...changes });
  }

  /** Runs a job of its own to its end. */
  async run(code: string | Record<string, string>, changes: Input = {}): Promise<JobRecord> {
    await this.create('job', code, changes);
    return await this.ended('job');
  }

  async ended(name: string): Promise<JobRecord> {
    await this.until(name, hasEnded);
    return await this.record(name);
  }

  async until(name: string, test: (job: JobRecord) => boolean): Promise<void> {
    while (!test(await this.record(name))) await sleep(5);
  }

  record(name: string): Promise<JobRecord> {
    return this.jobs.read(this.jobs.find(name)?.id ?? '');
  }

  /** What the job's first host has printed so far. */
  lines(name: string): Promise<readonly string[]> {
    return this.linesOf(name, 'algo-1');
  }

  /** What one of the job's hosts has printed so far, all its streams together. */
  async linesOf(name: string, host: string): Promise<readonly string[]> {
    const group = '/aws/sagemaker/TrainingJobs';
    const streams = this.logs.streams(group) ?? [];
    const own = streams.filter((one) => one.name.startsWith(`${name}/${host}-`));
    const limits = { events: Infinity, bytes: Infinity };
    const lines = own.map((stream) =>
      this.logs.use(group, stream.name, async (reader) => {
        const { events } = await reader.forward(0, reader.length, limits);
        return events.map((event) => event.message);
      }),
    );
    return (await Promise.all(lines)).flatMap((printed) => printed ?? []);
  }

  /** The files of an archive in S3 and their texts. */
  async archived(key: string): Promise<Readonly<Record<string, string>>> {
    const members = extract();
    const { file } = this.objects.get('bucket', key) ?? { file: '' };
    createReadStream(file).pipe(createGunzip()).pipe(members);
    const texts: Record<string, string> = {};
    for await (const member of members) {
      const chunks: Buffer[] = [];
      for await (const chunk of member) chunks.push(chunk as Buffer);
      texts[member.header.name] = Buffer.concat(chunks).toString();
    }
    return texts;
  }

  /** Resolves once the job has printed the line. */
  async printed(name: string, line: string): Promise<void> {
    while (!(await this.lines(name)).includes(line)) await sleep(5);
  }

  private async call(
    operation: ((input: Input, call: never) => Promise<object>) | undefined,
    input: Input,
  ): Promise<Answer> {
    if (operation === undefined) throw new Error('no such operation');
    const call = { region: sandboxRegion, accountId: sandboxAccountId } as never;
    // Over the wire: what JSON cannot carry must not be relied on.
    return JSON.parse(JSON.stringify(await operation(input, call))) as Answer;
  }
}

/** Its library quotes the script's error in the reason of a failure. */
const pytorchImage =
  '763104351884.dkr.ecr.us-east-1.amazonaws.com/pytorch-training:2.8.0-cpu-py312';

export function phasesOf(job: JobRecord): readonly JobPhase[] {
  return job.transitions.map(({ phase }) => phase);
}

export function trainingRequest(name: string): Input {
  return {
    TrainingJobName: name,
    RoleArn: 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox',
    AlgorithmSpecification: { TrainingImage: pytorchImage, TrainingInputMode: 'File' },
    HyperParameters: {
      sagemaker_program: '"train.py"',
      sagemaker_submit_directory: `"s3://bucket/${name}/sourcedir.tar.gz"`,
    },
    OutputDataConfig: { S3OutputPath: 's3://bucket/out/' },
    ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 30 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  };
}

export interface ArchiveMember {
  readonly header: Partial<Header> & Pick<Header, 'name'>;
  readonly text?: string;
}

/** A `.tar.gz` of exactly these members. */
export async function archive(members: readonly ArchiveMember[]): Promise<Buffer> {
  const tar = pack();
  for (const { header, text } of members) tar.entry(header, text ?? '');
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return gzipSync(Buffer.concat(chunks));
}

const pythonPath = findPython().then((python) => {
  if (python === undefined) throw new Error('These tests need Python 3.9 or newer on the PATH.');
  return python.path;
});
