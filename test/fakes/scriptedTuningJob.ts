type Row = Readonly<Record<string, unknown>>;

const account = 'arn:aws:sagemaker:us-east-1:123456789012:';

/** What a server answers. */
interface Answer {
  readonly status: number;
  readonly body: object;
}

/** One tuning job whose trials begin and end as told, as the service tells of it: answers keep to the model. */
export class ScriptedTuningJob {
  private trials: Row[] = [];
  private status = 'InProgress';

  /** `began`: in seconds since the epoch; `pause`: seconds from one trial to the next. */
  constructor(
    readonly name: string,
    private readonly began = 1_763_700_000,
    private readonly pause = 1,
  ) {}

  begin(count: number): void {
    for (let i = 0; i < count; i++) {
      const ordinal = this.trials.length + 1;
      const name = `${this.name}-${String(ordinal).padStart(3, '0')}`;
      this.trials.push({
        TrainingJobName: name,
        TrainingJobArn: `${account}training-job/${name}`,
        CreationTime: this.beginOf(ordinal),
        TrainingStartTime: this.beginOf(ordinal) + 10,
        TrainingJobStatus: 'InProgress',
        ObjectiveStatus: 'Pending',
        TunedHyperParameters: { eta: String(ordinal / 1000), booster: 'dart' },
      });
    }
  }

  /** Ends a trial, counted from 1; without a value it has failed. */
  end(ordinal: number, value?: number): void {
    this.trials = this.trials.map((row, index) =>
      index === ordinal - 1 ? { ...row, ...ending(this.beginOf(ordinal), value) } : row,
    );
  }

  complete(): void {
    this.status = 'Completed';
  }

  /** What DescribeHyperParameterTuningJob and ListTrainingJobsForHyperParameterTuningJob answer. */
  answer(operation: string, asked: Row): Answer {
    if (asked['HyperParameterTuningJobName'] !== this.name) {
      const refusal = { __type: 'ResourceNotFound', message: 'There is no such tuning job.' };
      return { status: 400, body: refusal };
    }
    return {
      status: 200,
      body: operation === 'DescribeHyperParameterTuningJob' ? this.description() : this.page(asked),
    };
  }

  /** The tuning job as a list writes it. */
  get summary(): Row {
    const all: Row = this.description();
    return {
      ...Object.fromEntries(inSummary.map((member) => [member, all[member]])),
      Strategy: 'Bayesian',
    };
  }

  /** A trial as a list writes it. */
  trial(name: unknown): Row | undefined {
    return this.trials.find(({ TrainingJobName }) => TrainingJobName === name);
  }

  private beginOf(ordinal: number): number {
    return this.began + ordinal * this.pause;
  }

  private page({ NextToken: token = '0', MaxResults: size = 10 }: Row): object {
    const rows = this.trials.toReversed();
    const end = Number(token) + Number(size);
    const next = end < rows.length ? { NextToken: String(end) } : {};
    return { TrainingJobSummaries: rows.slice(Number(token), end), ...next };
  }

  private description(): Row {
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
      CreationTime: this.began,
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

/** Members of a description that a summary has as well. */
const inSummary = [
  ...['HyperParameterTuningJobName', 'HyperParameterTuningJobArn', 'HyperParameterTuningJobStatus'],
  ...['CreationTime', 'TrainingJobStatusCounters', 'ObjectiveStatusCounters'],
];

/** `began`: when the trial did. */
const ending = (began: number, value: number | undefined): Row =>
  value === undefined
    ? {
        TrainingJobStatus: 'Failed',
        ObjectiveStatus: 'Failed',
        FailureReason: 'AlgorithmError: exit code 1',
        TrainingEndTime: began + 60,
      }
    : {
        TrainingJobStatus: 'Completed',
        ObjectiveStatus: 'Succeeded',
        // The wire's words for what JSON has no number for.
        FinalHyperParameterTuningJobObjectiveMetric: {
          MetricName: 'loss',
          Value: Number.isFinite(value) ? value : String(value),
        },
        TrainingEndTime: began + 90,
      };
