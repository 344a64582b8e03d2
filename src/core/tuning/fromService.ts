import type { Direction, ParameterRange, Trial, TuningJob } from './tuningJob';

type Maybe<T> = T | undefined;

/** The part of HyperParameterTrainingJobSummary that is read. */
export interface TrialSummary {
  readonly TrainingJobName?: Maybe<string>;
  readonly TrainingJobStatus?: Maybe<string>;
  readonly TrainingJobDefinitionName?: Maybe<string>;
  readonly TuningJobName?: Maybe<string>;
  readonly CreationTime?: Maybe<Date>;
  readonly TrainingStartTime?: Maybe<Date>;
  readonly TrainingEndTime?: Maybe<Date>;
  readonly TunedHyperParameters?: Maybe<Readonly<Record<string, string>>>;
  readonly FinalHyperParameterTuningJobObjectiveMetric?: Maybe<{
    readonly Type?: Maybe<string>;
    readonly MetricName?: Maybe<string>;
    readonly Value?: Maybe<number>;
  }>;
  readonly ObjectiveStatus?: Maybe<string>;
  readonly FailureReason?: Maybe<string>;
}

interface NamedRange {
  readonly Name?: Maybe<string>;
  readonly MinValue?: Maybe<string>;
  readonly MaxValue?: Maybe<string>;
  readonly ScalingType?: Maybe<string>;
  readonly Values?: Maybe<readonly string[]>;
  readonly ValueHint?: Maybe<string>;
}

interface Ranges {
  readonly ContinuousParameterRanges?: Maybe<readonly NamedRange[]>;
  readonly IntegerParameterRanges?: Maybe<readonly NamedRange[]>;
  readonly CategoricalParameterRanges?: Maybe<readonly NamedRange[]>;
  readonly AutoParameters?: Maybe<readonly NamedRange[]>;
}

interface Objective {
  readonly Type?: Maybe<string>;
  readonly MetricName?: Maybe<string>;
}

interface Definition {
  readonly DefinitionName?: Maybe<string>;
  readonly TuningObjective?: Maybe<Objective>;
  readonly HyperParameterRanges?: Maybe<Ranges>;
}

/** The part of DescribeHyperParameterTuningJob's answer that is read. */
export interface TuningJobDescription {
  readonly HyperParameterTuningJobName?: Maybe<string>;
  readonly HyperParameterTuningJobArn?: Maybe<string>;
  readonly HyperParameterTuningJobStatus?: Maybe<string>;
  readonly HyperParameterTuningJobConfig?: Maybe<{
    readonly Strategy?: Maybe<string>;
    readonly HyperParameterTuningJobObjective?: Maybe<Objective>;
    readonly ResourceLimits?: Maybe<{
      readonly MaxNumberOfTrainingJobs?: Maybe<number>;
      readonly MaxParallelTrainingJobs?: Maybe<number>;
      readonly MaxRuntimeInSeconds?: Maybe<number>;
    }>;
    readonly ParameterRanges?: Maybe<Ranges>;
    readonly TrainingJobEarlyStoppingType?: Maybe<string>;
    readonly TuningJobCompletionCriteria?: Maybe<{
      readonly TargetObjectiveMetricValue?: Maybe<number>;
    }>;
  }>;
  readonly TrainingJobDefinition?: Maybe<Definition>;
  readonly TrainingJobDefinitions?: Maybe<readonly Definition[]>;
  readonly CreationTime?: Maybe<Date>;
  readonly HyperParameterTuningEndTime?: Maybe<Date>;
  readonly TrainingJobStatusCounters?: Maybe<{
    readonly Completed?: Maybe<number>;
    readonly InProgress?: Maybe<number>;
    readonly RetryableError?: Maybe<number>;
    readonly NonRetryableError?: Maybe<number>;
    readonly Stopped?: Maybe<number>;
  }>;
  readonly BestTrainingJob?: Maybe<TrialSummary>;
  readonly OverallBestTrainingJob?: Maybe<TrialSummary>;
  readonly WarmStartConfig?: Maybe<{
    readonly ParentHyperParameterTuningJobs?: Maybe<
      readonly { readonly HyperParameterTuningJobName?: Maybe<string> }[]
    >;
    readonly WarmStartType?: Maybe<string>;
  }>;
  readonly Autotune?: Maybe<{ readonly Mode?: Maybe<string> }>;
  readonly FailureReason?: Maybe<string>;
  readonly TuningJobCompletionDetails?: Maybe<{ readonly ConvergenceDetectedTime?: Maybe<Date> }>;
  readonly ConsumedResources?: Maybe<{ readonly RuntimeInSeconds?: Maybe<number> }>;
}

/** A trial of the service's list; its number is for `numbered` to say. */
export function toTrial(summary: TrialSummary): Trial {
  const value = summary.FinalHyperParameterTuningJobObjectiveMetric?.Value;
  return {
    name: summary.TrainingJobName ?? '',
    number: 0,
    status: summary.TrainingJobStatus ?? '',
    objectiveStatus: summary.ObjectiveStatus ?? '',
    objective: value === undefined ? '' : String(value),
    hyperparameters: summary.TunedHyperParameters ?? {},
    definition: summary.TrainingJobDefinitionName ?? '',
    createdAt: time(summary.CreationTime) ?? 0,
    startedAt: time(summary.TrainingStartTime),
    endedAt: time(summary.TrainingEndTime),
    failureReason: summary.FailureReason ?? '',
  };
}

/** A tuning job as the service describes it. */
export function toTuningJob(description: TuningJobDescription): TuningJob {
  const definitions = definitionsOf(description);
  return {
    name: description.HyperParameterTuningJobName ?? '',
    arn: description.HyperParameterTuningJobArn ?? '',
    status: description.HyperParameterTuningJobStatus ?? '',
    failureReason: description.FailureReason ?? '',
    ...objective(description, definitions),
    ...configured(description.HyperParameterTuningJobConfig),
    isAutotuned: description.Autotune?.Mode === 'Enabled',
    ...times(description),
    counters: counters(description),
    ranges: ranges([
      description.HyperParameterTuningJobConfig?.ParameterRanges,
      ...definitions.map(({ HyperParameterRanges }) => HyperParameterRanges),
    ]),
    ...warmStart(description),
    ...bests(description),
  };
}

function configured({
  Strategy: strategy = '',
  TrainingJobEarlyStoppingType: earlyStopping,
  TuningJobCompletionCriteria: criteria,
  ResourceLimits: limits = {},
}: NonNullable<TuningJobDescription['HyperParameterTuningJobConfig']> = {}) {
  return {
    strategy,
    stopsEarly: earlyStopping === 'Auto',
    target: criteria?.TargetObjectiveMetricValue ?? null,
    limits: {
      trials: limits.MaxNumberOfTrainingJobs ?? null,
      atOnce: limits.MaxParallelTrainingJobs ?? null,
      seconds: limits.MaxRuntimeInSeconds ?? null,
    },
  };
}

const times = (description: TuningJobDescription) => ({
  createdAt: time(description.CreationTime) ?? 0,
  endedAt: time(description.HyperParameterTuningEndTime),
  usedSeconds: description.ConsumedResources?.RuntimeInSeconds ?? null,
  convergedAt: time(description.TuningJobCompletionDetails?.ConvergenceDetectedTime),
});

const warmStart = ({ WarmStartConfig: config = {} }: TuningJobDescription) => ({
  parents: (config.ParentHyperParameterTuningJobs ?? []).flatMap(
    ({ HyperParameterTuningJobName }) => HyperParameterTuningJobName ?? [],
  ),
  warmStart: config.WarmStartType ?? '',
});

const time = (date: Maybe<Date>): number | null => date?.getTime() ?? null;

function definitionsOf({
  TrainingJobDefinition: one,
  TrainingJobDefinitions: several = [],
}: TuningJobDescription): readonly Definition[] {
  return one ? [one, ...several] : several;
}

/** With several definitions the objective stands in each; a trial's own metric says it as well. */
function objective(
  description: TuningJobDescription,
  definitions: readonly Definition[],
): Pick<TuningJob, 'metric' | 'direction' | 'definitions'> {
  const common = description.HyperParameterTuningJobConfig?.HyperParameterTuningJobObjective;
  const own = definitions.flatMap(({ TuningObjective }) => TuningObjective ?? []);
  const stated = common ? [common] : own;
  const told = description.BestTrainingJob?.FinalHyperParameterTuningJobObjectiveMetric;
  const known = stated.length > 0 || !told ? stated : [told];
  return {
    metric: shared(known.map(({ MetricName = '' }) => MetricName)),
    direction: direction(shared(known.map(({ Type = '' }) => Type))),
    definitions: definitions.length > 1 ? definitions.map(ofDefinition(common)) : [],
  };
}

/** What all say alike; empty where they do not. */
const shared = (texts: readonly string[]): string =>
  texts.every((text) => text === texts[0]) ? (texts[0] ?? '') : '';

const ofDefinition =
  (common: Maybe<Objective>) =>
  ({ DefinitionName: definition = '', TuningObjective }: Definition) => {
    const { MetricName: metric = '', Type } = TuningObjective ?? common ?? {};
    return { definition, metric, direction: direction(Type) };
  };

const direction = (type: Maybe<string>): Direction =>
  type === 'Maximize' || type === 'Minimize' ? type : '';

function counters({ TrainingJobStatusCounters: all = {} }: TuningJobDescription) {
  return {
    completed: all.Completed ?? 0,
    running: all.InProgress ?? 0,
    retried: all.RetryableError ?? 0,
    failed: all.NonRetryableError ?? 0,
    stopped: all.Stopped ?? 0,
  };
}

function bests({
  BestTrainingJob: own,
  OverallBestTrainingJob: overall,
}: TuningJobDescription): Pick<TuningJob, 'best' | 'overallBest'> {
  return {
    best: own ? toTrial(own) : null,
    overallBest: overall ? { trial: toTrial(overall), job: overall.TuningJobName ?? '' } : null,
  };
}

/** The ranges of all definitions; a name that several have is told once. */
function ranges(all: readonly Maybe<Ranges>[]): readonly ParameterRange[] {
  const found = all.flatMap((each = {}) => [
    ...(each.ContinuousParameterRanges ?? []).map((range) => limited('continuous', range)),
    ...(each.IntegerParameterRanges ?? []).map((range) => limited('integer', range)),
    ...(each.CategoricalParameterRanges ?? []).map(({ Name = '', Values = [] }) => {
      return { name: Name, kind: 'categorical' as const, values: Values, scaling: '' };
    }),
    ...(each.AutoParameters ?? []).map(({ Name = '', ValueHint = '' }) => {
      return { name: Name, kind: 'auto' as const, values: [ValueHint], scaling: '' };
    }),
  ]);
  return [...new Map(found.toReversed().map((range) => [range.name, range])).values()].toReversed();
}

const limited = (
  kind: 'continuous' | 'integer',
  { Name = '', MinValue = '', MaxValue = '', ScalingType = '' }: NamedRange,
): ParameterRange => ({ name: Name, kind, values: [MinValue, MaxValue], scaling: ScalingType });
