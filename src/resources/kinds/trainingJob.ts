import {
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts, instances, measured } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ TrainingJobName: name });

export const trainingJob = defineKind({
  id: 'trainingJob',
  title: 'Training',
  noun: 'training job',
  icon: 'beaker',
  arn: /^training-job\/([^/]+)$/,
  list: {
    command: ListTrainingJobsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.TrainingJobSummaries,
  },
  toItem: (summary) => ({
    name: summary.TrainingJobName ?? '',
    arn: summary.TrainingJobArn,
    status: summary.TrainingJobStatus,
    phase: summary.SecondaryStatus,
    createdAt: summary.CreationTime,
    endedAt: summary.TrainingEndTime,
    modifiedAt: summary.LastModifiedTime,
    facts: facts(['Warm pool', keptWarm(summary.WarmPoolStatus?.Status)]),
  }),
  tones: {
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Stopping: 'busy',
    Stopped: 'idle',
    Deleting: 'busy',
  },
  describe: describedBy(
    DescribeTrainingJobCommand,
    byName,
    ({ ResourceConfig, FinalMetricDataList = [] }) =>
      facts(
        ['Instances', instances(ResourceConfig)],
        ...FinalMetricDataList.slice(0, 1).map(
          ({ MetricName, Value }) => ['Metric', measured(MetricName, Value)] as const,
        ),
      ),
  ),
  stop: {
    call: call(StopTrainingJobCommand, byName),
    when: ['InProgress'],
    note: 'What it has saved until then is kept.',
  },
  remove: {
    call: call(DeleteTrainingJobCommand, byName),
    when: ['Completed', 'Failed', 'Stopped'],
    note: 'The job goes with its settings and its history; its logs, its model and its uploads stay.',
  },
  offers: {
    logs: 'always',
    model: ['Completed'],
    again: ['Completed', 'Failed', 'Stopped'],
    resume: ['Failed', 'Stopped'],
    elsewhere: ['Failed', 'Stopped'],
    code: 'always',
  },
  tags: true,
  consolePath: ({ name }) => `jobs/${encodeURIComponent(name)}`,
});

/** A pool that is kept costs money until it is used or ends. */
const keptWarm = (status?: string): string | undefined => warmPools[status ?? ''];

const warmPools: Readonly<Record<string, string>> = {
  Available: 'warm pool kept',
  InUse: 'warm pool in use',
};
