import {
  DescribeTrainingJobCommand,
  ListTrainingJobsForHyperParameterTuningJobCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineChildKind, describedBy } from '../../core/resources/defineKind';
import { facts, instances, measured } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ TrainingJobName: name });

/** The training jobs of a tuning job. */
export const trial = defineChildKind({
  id: 'trial',
  title: 'Trials',
  noun: 'training job',
  icon: 'beaker',
  list: {
    command: ListTrainingJobsForHyperParameterTuningJobCommand,
    input: ({ name }) => ({
      HyperParameterTuningJobName: name,
      ...newestFirst,
    }),
    items: (output) => output.TrainingJobSummaries,
  },
  toItem: (summary) => {
    const metric = summary.FinalHyperParameterTuningJobObjectiveMetric;
    return {
      name: summary.TrainingJobName ?? '',
      arn: summary.TrainingJobArn,
      status: summary.TrainingJobStatus,
      createdAt: summary.CreationTime,
      endedAt: summary.TrainingEndTime,
      failureReason: summary.FailureReason,
      facts: facts(
        ['Objective', measured(metric?.MetricName, metric?.Value)],
        ['Hyperparameters', assignments(summary.TunedHyperParameters)],
      ),
    };
  },
  tones: {
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Stopping: 'busy',
    Stopped: 'idle',
    Deleting: 'busy',
  },
  describe: describedBy(DescribeTrainingJobCommand, byName, ({ ResourceConfig }) =>
    facts(['Instances', instances(ResourceConfig)]),
  ),
  stop: {
    call: call(StopTrainingJobCommand, byName),
    when: ['InProgress'],
    note: 'The tuning job goes on without it. What it has saved until then is kept.',
  },
  offers: { logs: 'always', model: ['Completed'], code: 'always' },
  tags: true,
  consolePath: ({ name }) => `jobs/${encodeURIComponent(name)}`,
});

const assignments = (values: Readonly<Record<string, string>> = {}): string =>
  Object.entries(values)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ');
