import type { CommandLike, Sender } from '../../src/core/resources/kind';

const account = 'arn:aws:sagemaker:us-east-1:123456789012';
const minute = 60_000;
const pageSize = 100;

interface Job {
  readonly name: string;
  readonly createdAt: number;
  status: 'InProgress' | 'Completed' | 'Failed' | 'Stopped';
  endedAt: number;
}

const ends = ['Completed', 'Completed', 'Completed', 'Failed', 'Stopped'] as const;

/** An account with very much in it, which answers at once and writes each page anew, as the SDK does. */
export class BigAccount implements Sender {
  /** Names of the commands that it was sent, in their order. */
  readonly calls: string[] = [];
  /** Newest first. */
  private readonly jobs: Job[];

  constructor(
    readonly sizes: { readonly jobs: number; readonly running: number; readonly endpoints: number },
    private readonly now: () => number,
  ) {
    const { jobs, running } = sizes;
    this.jobs = Array.from({ length: jobs }, (_, index) => this.job(index, index < running));
  }

  send<I extends object, O extends object>({ constructor, input }: CommandLike<I, O>): Promise<O> {
    const { name } = constructor;
    this.calls.push(name);
    return Promise.resolve(this.answer(name, input) as O);
  }

  /** Ends the job that has run longest, and starts another one. */
  turnOver(status: (typeof ends)[number]): void {
    const oldest = this.jobs.findLast((job) => job.status === 'InProgress');
    Object.assign(oldest ?? {}, { status, endedAt: this.now() });
    this.jobs.unshift({ ...this.job(0, true), name: `again-${String(this.jobs.length)}` });
  }

  private job(index: number, isRunning: boolean): Job {
    const createdAt = this.now() - (index + 1) * 7 * minute;
    const base = ['iris', 'churn-baseline', 'xgb-sweep-02', 'bert-large-finetune'][index % 4] ?? '';
    return {
      name: `${base}-${new Date(createdAt).toISOString().slice(0, 19).replace(/[T:]/g, '-')}`,
      createdAt,
      status: isRunning ? 'InProgress' : (ends[index % ends.length] ?? 'Completed'),
      endedAt: createdAt + (3 + (index % 90)) * minute,
    };
  }

  private answer(command: string, input: object): object {
    const { NextToken: token, TrainingJobName: name } = input as Readonly<Record<string, string>>;
    const from = Number(token ?? 0);
    switch (command) {
      case 'ListTrainingJobsCommand': {
        const TrainingJobSummaries = this.jobs.slice(from, from + pageSize).map(trainingSummary);
        return { TrainingJobSummaries, ...next(from, this.jobs.length) };
      }
      case 'ListEndpointsCommand': {
        const { endpoints } = this.sizes;
        const rest = Math.max(0, Math.min(pageSize, endpoints - from));
        const Endpoints = Array.from({ length: rest }, (_, i) => this.endpointSummary(from + i));
        return { Endpoints, ...next(from, endpoints) };
      }
      case 'DescribeTrainingJobCommand':
        return {
          ...trainingSummary(this.jobs.find((job) => job.name === name) ?? this.job(0, true)),
          FailureReason: 'AlgorithmError: ValueError: Expected 4 features',
        };
      default:
        return {};
    }
  }

  private endpointSummary(index: number): object {
    const EndpointName = `prod-${['iris', 'churn', 'bert'][index % 3] ?? ''}-${String(index)}`;
    const created = this.now() - index * 3 * minute;
    return {
      EndpointName,
      EndpointArn: `${account}:endpoint/${EndpointName}`,
      CreationTime: new Date(created),
      LastModifiedTime: new Date(created + minute),
      EndpointStatus: 'InService',
    };
  }
}

const next = (from: number, count: number): object =>
  from + pageSize < count ? { NextToken: String(from + pageSize) } : {};

const trainingSummary = ({ name, createdAt, status, endedAt }: Job): object => ({
  TrainingJobName: name,
  TrainingJobArn: `${account}:training-job/${name}`,
  CreationTime: new Date(createdAt),
  TrainingJobStatus: status,
  SecondaryStatus: status === 'InProgress' ? 'Training' : status,
  LastModifiedTime: new Date(status === 'InProgress' ? createdAt : endedAt),
  ...(status !== 'InProgress' && { TrainingEndTime: new Date(endedAt) }),
});
