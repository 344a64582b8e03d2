import { FakeService, fault, json, type Received, type Script } from '../fakes/fakeService';
import type { ScriptedTuningJob } from '../fakes/scriptedTuningJob';
import { signInOf } from '../fakes/signInStandIn';

type Row = Readonly<Record<string, unknown>>;

/** What an account has and how it is called. */
export interface AccountOptions {
  readonly id: string;
  readonly alias: string;
  /** Training jobs by name with their status, the newest first. */
  readonly jobs?: Readonly<Record<string, string>>;
  readonly tuning?: ScriptedTuningJob;
}

/** An account of AWS on this computer: training jobs, one tuning job, their logs, and whose it is. */
export class JourneyAccount {
  private readonly jobs: Row[];
  private readonly startedAt = Date.now();

  private constructor(
    private readonly options: AccountOptions,
    private readonly service: FakeService,
  ) {
    this.jobs = Object.entries(options.jobs ?? {}).map(([name, status], place) =>
      this.job(name, status, place),
    );
  }

  static async start(options: AccountOptions): Promise<JourneyAccount> {
    const made: { account?: JourneyAccount } = {};
    const service = await FakeService.start((request, response) => {
      made.account?.answerTo(request)(request, response);
    });
    made.account = new JourneyAccount(options, service);
    return made.account;
  }

  get endpoint(): string {
    return this.service.endpoint;
  }

  /** Names that an operation was called with, in the order of the calls. */
  named(operation: string): readonly unknown[] {
    return this.service.received
      .filter((request) => request.operation === operation)
      .map(({ body }) => (JSON.parse(body.toString()) as Row)['TrainingJobName']);
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  /** Profiles of an AWS configuration file. */
  profile(name: string, region: string): readonly string[] {
    const keys = ['aws_access_key_id = AKIDJOURNEY', 'aws_secret_access_key = s'];
    return [`[profile ${name}]`, `region = ${region}`, `endpoint_url = ${this.endpoint}`, ...keys];
  }

  private answerTo(request: Received): Script {
    const answer = answers[request.operation];
    if (!answer) {
      return signInOf(this.options);
    }
    return answer(this, JSON.parse(request.body.toString()) as Row);
  }

  list(): Script {
    return json({ TrainingJobSummaries: this.jobs });
  }

  listTuning(): Script {
    const { tuning } = this.options;
    return json({ HyperParameterTuningJobSummaries: tuning ? [tuning.summary] : [] });
  }

  ofTuning(operation: string, asked: Row): Script {
    const { status, body } = this.options.tuning?.answer(operation, asked) ?? gone;
    return json(body, status);
  }

  describe({ TrainingJobName: name }: Row): Script {
    const found = this.find(name) ?? this.options.tuning?.trial(name);
    return found
      ? json({
          ...found,
          SecondaryStatus: found['TrainingJobStatus'] === 'InProgress' ? 'Training' : 'Completed',
          ModelArtifacts: { S3ModelArtifacts: `s3://models-${this.options.id}/${String(name)}` },
          ResourceConfig: { InstanceType: 'ml.m5.large', InstanceCount: 1, VolumeSizeInGB: 10 },
          StoppingCondition: { MaxRuntimeInSeconds: 3600 },
        })
      : json(gone.body, gone.status);
  }

  end({ TrainingJobName: name }: Row): Script {
    return this.replace(name, (job) => [{ ...job, TrainingJobStatus: 'Stopping' }]);
  }

  remove({ TrainingJobName: name }: Row): Script {
    return this.replace(name, () => []);
  }

  streams({ logStreamNamePrefix: prefix }: Row): Script {
    return json({ logStreams: [{ logStreamName: `${String(prefix)}algo-1-1` }] });
  }

  /** A line every two seconds, so that a page is seen to follow. */
  events({ logStreamName: stream, nextToken: token = '0' }: Row): Script {
    const timestamp = Date.now();
    const written = 1 + Math.floor((timestamp - this.startedAt) / 2000);
    const lines = Array.from(
      { length: written },
      (_, at) => `${this.options.alias} line ${at + 1}`,
    );
    const events = lines.slice(Number(token)).map((line) => ({
      timestamp,
      ingestionTime: timestamp,
      message: `${line} of ${String(stream)}`,
    }));
    return json({ events, nextForwardToken: String(written) });
  }

  private replace(name: unknown, change: (job: Row) => readonly Row[]): Script {
    const found = this.find(name);
    if (!found) {
      return fault('ValidationException', 'Requested resource not found.');
    }
    this.jobs.splice(this.jobs.indexOf(found), 1, ...change(found));
    return json({});
  }

  private find(name: unknown): Row | undefined {
    return this.jobs.find(({ TrainingJobName }) => TrainingJobName === name);
  }

  private job(name: string, status: string, place: number): Row {
    const created = Date.now() / 1000 - 600 * (place + 1);
    return {
      TrainingJobName: name,
      TrainingJobArn: `arn:aws:sagemaker:us-east-1:${this.options.id}:training-job/${name}`,
      TrainingJobStatus: status,
      CreationTime: created,
      ...(status !== 'InProgress' && { TrainingEndTime: created + 300 }),
    };
  }
}

const gone = { status: 400, body: { __type: 'ResourceNotFound', message: 'Could not find it.' } };

type Operation = (account: JourneyAccount, asked: Row) => Script;

const ofTuning =
  (operation: string): Operation =>
  (account, asked) =>
    account.ofTuning(operation, asked);

/** By operation; the rest are lists with nothing in them, and questions of sign-in. */
const answers: Readonly<Partial<Record<string, Operation>>> = {
  ListTrainingJobs: (account) => account.list(),
  DescribeTrainingJob: (account, asked) => account.describe(asked),
  StopTrainingJob: (account, asked) => account.end(asked),
  DeleteTrainingJob: (account, asked) => account.remove(asked),
  ListHyperParameterTuningJobs: (account) => account.listTuning(),
  DescribeHyperParameterTuningJob: ofTuning('DescribeHyperParameterTuningJob'),
  ListTrainingJobsForHyperParameterTuningJob: ofTuning(
    'ListTrainingJobsForHyperParameterTuningJob',
  ),
  DescribeLogStreams: (account, asked) => account.streams(asked),
  GetLogEvents: (account, asked) => account.events(asked),
};
