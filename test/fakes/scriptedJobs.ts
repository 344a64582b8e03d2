import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import type { Connection } from '../../src/aws/connection';
import type { Received } from './fakeService';

type Json = Readonly<Record<string, unknown>>;

interface Answer {
  readonly status: number;
  readonly body: object;
}

const account = '123456789012';
const firstTime = 1_795_000_000;

/** A training job that has ended, as DescribeTrainingJob writes it; valid by the service's model. */
export const scriptedJob = (name: string) => ({
  TrainingJobName: name,
  TrainingJobArn: `arn:aws:sagemaker:us-east-1:${account}:training-job/${name}`,
  ModelArtifacts: { S3ModelArtifacts: `s3://bucket/${name}/output/model.tar.gz` },
  TrainingJobStatus: 'Completed',
  SecondaryStatus: 'Completed',
  AlgorithmSpecification: { TrainingImage: 'image:1', TrainingInputMode: 'File' },
  RoleArn: `arn:aws:iam::${account}:role/Trainer`,
  OutputDataConfig: { S3OutputPath: 's3://bucket/' },
  ResourceConfig: {
    ...{ InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 30 },
    KeepAlivePeriodInSeconds: 1800,
  },
  StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  CreationTime: firstTime,
  TrainingEndTime: firstTime + 600,
  EnableNetworkIsolation: false,
  EnableInterContainerTrafficEncryption: false,
});

/** A service's training jobs with their warm pools, as they are told to it. */
export class ScriptedJobs {
  /** Requests of jobs that were created. */
  readonly created: object[] = [];
  /** Called after each list. */
  listed: () => void = () => undefined;
  private readonly jobs = new Map<string, Json>();

  /** Adds a job, or puts it in the place of another. */
  add(name: string, changes: Json): void {
    this.jobs.set(name, { ...scriptedJob(name), ...changes });
  }

  remove(name: string): void {
    this.jobs.delete(name);
  }

  describe({ sagemaker }: Connection, TrainingJobName: string): Promise<object> {
    return sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
  }

  answer({ operation, body }: Received): Answer {
    const asked = JSON.parse(body.toString()) as Json;
    const name = String(asked['TrainingJobName']);
    switch (operation) {
      case 'ListTrainingJobs':
        return this.list(asked);
      case 'CreateTrainingJob':
        return this.create(name, asked);
      case 'UpdateTrainingJob':
        return this.update(name);
      case 'ListTags':
        return { status: 200, body: { Tags: [] } };
      default:
        return this.jobs.has(name)
          ? { status: 200, body: this.jobs.get(name) ?? {} }
          : refusal('Requested resource not found.');
    }
  }

  private list({ WarmPoolStatusEquals: wanted }: Json): Answer {
    const found = [...this.jobs.values()].filter(
      ({ WarmPoolStatus: pool }) => (pool as Json | undefined)?.['Status'] === wanted,
    );
    const summaries = found.map((job) => ({
      TrainingJobName: job['TrainingJobName'],
      TrainingJobArn: job['TrainingJobArn'],
      TrainingJobStatus: job['TrainingJobStatus'],
      CreationTime: job['CreationTime'],
      WarmPoolStatus: job['WarmPoolStatus'],
    }));
    this.listed();
    return { status: 200, body: { TrainingJobSummaries: summaries } };
  }

  private create(name: string, request: Json): Answer {
    this.created.push(request);
    this.add(name, {});
    return { status: 200, body: { TrainingJobArn: scriptedJob(name).TrainingJobArn } };
  }

  /** The service takes another keep-alive period only of a pool that waits. */
  private update(name: string): Answer {
    const pool = this.jobs.get(name)?.['WarmPoolStatus'] as Json | undefined;
    if (pool?.['Status'] !== 'Available') {
      return refusal('KeepAlivePeriodInSeconds can only be updated while a warm pool waits.');
    }
    this.add(name, { WarmPoolStatus: { Status: 'Terminated' } });
    return { status: 200, body: { TrainingJobArn: scriptedJob(name).TrainingJobArn } };
  }
}

const refusal = (message: string): Answer => ({
  status: 400,
  body: { __type: 'ValidationException', message },
});
