import { FakeService, json, type Received } from './fakeService';

type Row = Readonly<Record<string, unknown>>;

const account = 'arn:aws:sagemaker:us-east-1:123456789012:';
/** When the tuning job began, in seconds since the epoch. */
const began = 1_763_700_000;

/** A server with one tuning job whose trials begin and end as told; its answers keep to the model. */
export class ScriptedTuning {
  private trials: Row[] = [];
  private status = 'InProgress';
  /** The operations that were asked for. */
  readonly asked: string[] = [];

  private constructor(
    readonly name: string,
    private readonly service: FakeService,
  ) {}

  /** `answered` hears of every call with its answer. */
  static async start(
    name: string,
    answered: (request: Received, status: number, body: object) => void,
  ): Promise<ScriptedTuning> {
    const scripted: { server?: ScriptedTuning } = {};
    const service = await FakeService.start((request, response) => {
      const { status, body } = scripted.server?.answer(request) ?? { status: 500, body: {} };
      answered(request, status, body);
      json(body, status)(request, response);
    });
    scripted.server = new ScriptedTuning(name, service);
    return scripted.server;
  }

  get endpoint(): string {
    return this.service.endpoint;
  }

  stop(): Promise<void> {
    return this.service.stop();
  }

  begin(count: number): void {
    for (let i = 0; i < count; i++) {
      const ordinal = this.trials.length + 1;
      const name = `${this.name}-${String(ordinal).padStart(3, '0')}`;
      this.trials.push({
        TrainingJobName: name,
        TrainingJobArn: `${account}training-job/${name}`,
        CreationTime: began + ordinal,
        TrainingStartTime: began + ordinal + 10,
        TrainingJobStatus: 'InProgress',
        ObjectiveStatus: 'Pending',
        TunedHyperParameters: { eta: String(ordinal / 1000), booster: 'dart' },
      });
    }
  }

  /** Ends a trial, counted from 1; without a value it has failed. */
  end(ordinal: number, value?: number): void {
    this.trials = this.trials.map((row, index) =>
      index === ordinal - 1 ? { ...row, ...ending(ordinal, value) } : row,
    );
  }

  complete(): void {
    this.status = 'Completed';
  }

  private answer({ operation, body }: Received): {
    readonly status: number;
    readonly body: object;
  } {
    this.asked.push(operation);
    const asked = JSON.parse(body.toString()) as Row;
    if (asked['HyperParameterTuningJobName'] !== this.name) {
      const refusal = { __type: 'ResourceNotFound', message: 'There is no such tuning job.' };
      return { status: 400, body: refusal };
    }
    return {
      status: 200,
      body: operation === 'DescribeHyperParameterTuningJob' ? this.description() : this.page(asked),
    };
  }

  private page({ NextToken: token = '0', MaxResults: size = 10 }: Row): object {
    const rows = this.trials.toReversed();
    const end = Number(token) + Number(size);
    const next = end < rows.length ? { NextToken: String(end) } : {};
    return { TrainingJobSummaries: rows.slice(Number(token), end), ...next };
  }

  private description(): object {
    const count = (status: string): number =>
      this.trials.filter(({ TrainingJobStatus }) => TrainingJobStatus === status).length;
    return {
      HyperParameterTuningJobName: this.name,
      HyperParameterTuningJobArn: `${account}hyper-parameter-tuning-job/${this.name}`,
      HyperParameterTuningJobStatus: this.status,
      HyperParameterTuningJobConfig: {
        Strategy: 'Bayesian',
        HyperParameterTuningJobObjective: { Type: 'Minimize', MetricName: 'loss' },
        ResourceLimits: { MaxNumberOfTrainingJobs: 200, MaxParallelTrainingJobs: 4 },
        ParameterRanges: {
          ContinuousParameterRanges: [{ Name: 'eta', MinValue: '0', MaxValue: '1' }],
          CategoricalParameterRanges: [{ Name: 'booster', Values: ['dart', 'gbtree'] }],
        },
      },
      CreationTime: began,
      TrainingJobStatusCounters: {
        Completed: count('Completed'),
        InProgress: count('InProgress'),
        NonRetryableError: count('Failed'),
        RetryableError: 0,
        Stopped: 0,
      },
      ObjectiveStatusCounters: { Succeeded: count('Completed'), Pending: 0, Failed: 0 },
    };
  }
}

const ending = (ordinal: number, value: number | undefined): Row =>
  value === undefined
    ? {
        TrainingJobStatus: 'Failed',
        ObjectiveStatus: 'Failed',
        FailureReason: 'AlgorithmError: exit code 1',
        TrainingEndTime: began + ordinal + 60,
      }
    : {
        TrainingJobStatus: 'Completed',
        ObjectiveStatus: 'Succeeded',
        // The wire's words for what JSON has no number for.
        FinalHyperParameterTuningJobObjectiveMetric: {
          MetricName: 'loss',
          Value: Number.isFinite(value) ? value : String(value),
        },
        TrainingEndTime: began + ordinal + 90,
      };
