import { setTimeout as sleep } from 'node:timers/promises';
import { JobWorld } from '../../../fakes/jobWorld';

/** What the tests read of DescribeProcessingJob. */
export interface Description {
  readonly ProcessingJobArn: string;
  readonly ProcessingJobStatus: string;
  readonly FailureReason?: string;
  readonly ExitMessage?: string;
  readonly ProcessingStartTime?: number;
  readonly ProcessingEndTime?: number;
  readonly CreationTime: number;
  readonly LastModifiedTime: number;
}

const roleArn = 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox';
export const codePath = '/opt/ml/processing/input/code';
const group = '/aws/sagemaker/ProcessingJobs';

/** Processing jobs in a `JobWorld`; scripts lie in S3 as the SDK's `ScriptProcessor` puts them. */
export class ProcessingScene {
  private constructor(readonly world: JobWorld) {}

  static async open(options: { graceMilliseconds?: number } = {}): Promise<ProcessingScene> {
    return new ProcessingScene(await JobWorld.open(options));
  }

  close(): Promise<void> {
    return this.world.close();
  }

  call(operation: string, input: object): Promise<object> {
    return this.world.sagemaker(operation, input as Readonly<Record<string, unknown>>);
  }

  /** Creates a job that runs the script, with these members of the request changed. */
  async create(name: string, script: string, changes: object = {}): Promise<void> {
    await this.world.objects.put('bucket', `${name}/code/process.py`, script);
    await this.call('CreateProcessingJob', { ...processingRequest(name), ...changes });
  }

  async describe(name: string): Promise<Description> {
    return (await this.call('DescribeProcessingJob', { ProcessingJobName: name })) as Description;
  }

  async ended(name: string): Promise<Description> {
    for (;;) {
      const job = await this.describe(name);
      if (!['InProgress', 'Stopping'].includes(job.ProcessingJobStatus)) return job;
      await sleep(5);
    }
  }

  /** What the host has printed so far. */
  async lines(name: string, host = 'algo-1'): Promise<readonly string[]> {
    const streams = this.world.logs.streams(group) ?? [];
    const stream = streams.find((one) => one.name.startsWith(`${name}/${host}-`));
    if (stream === undefined) return [];
    const { events } = (await this.world.cloudWatchLogs('GetLogEvents', {
      logGroupName: group,
      logStreamName: stream.name,
      startFromHead: true,
    })) as unknown as { readonly events: readonly { readonly message: string }[] };
    return events.map(({ message }) => message);
  }

  async printed(name: string, line: string): Promise<void> {
    while (!(await this.lines(name)).includes(line)) await sleep(5);
  }

  keys(prefix: string): readonly string[] {
    return this.world.objects.list('bucket', prefix).map(({ key }) => key.slice(prefix.length));
  }
}

export function processingRequest(name: string): object {
  return {
    ProcessingJobName: name,
    RoleArn: roleArn,
    AppSpecification: {
      ImageUri: 'image',
      ContainerEntrypoint: ['python3', `${codePath}/process.py`],
    },
    ProcessingResources: clusterOf(1),
    ProcessingInputs: [s3Input('code', `s3://bucket/${name}/code/process.py`, codePath)],
  };
}

export function clusterOf(InstanceCount: number): object {
  return { ClusterConfig: { InstanceType: 'ml.m5.large', InstanceCount, VolumeSizeInGB: 30 } };
}

export function s3Input(name: string, uri: string, path: string, more: object = {}): object {
  return {
    InputName: name,
    S3Input: {
      S3Uri: uri,
      LocalPath: path,
      S3DataType: 'S3Prefix',
      S3InputMode: 'File',
      ...more,
    },
  };
}

export function s3Output(name: string, uri: string, path: string, mode = 'EndOfJob'): object {
  return {
    OutputName: name,
    S3Output: { S3Uri: uri, LocalPath: path, S3UploadMode: mode },
  };
}
