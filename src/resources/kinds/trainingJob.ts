import {
  DeleteTrainingJobCommand,
  DescribeTrainingJobCommand,
  ListTrainingJobsCommand,
  StopTrainingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { defineKind } from '../../core/resources/defineKind';

const byName = ({ name }: { name: string }) => ({ TrainingJobName: name });

export const trainingJob = defineKind({
  id: 'trainingJob',
  title: 'Training',
  noun: 'training job',
  icon: 'beaker',
  list: {
    command: ListTrainingJobsCommand,
    input: { SortBy: 'CreationTime', SortOrder: 'Descending', MaxResults: 100 },
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
  }),
  tones: {
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Stopping: 'busy',
    Stopped: 'idle',
    Deleting: 'busy',
  },
  describe: { command: DescribeTrainingJobCommand, input: byName },
  stop: { command: StopTrainingJobCommand, input: byName, when: ['InProgress'] },
  remove: {
    command: DeleteTrainingJobCommand,
    input: byName,
    when: ['Completed', 'Failed', 'Stopped'],
    removalNote:
      'The job goes with its settings and its history; its logs, its model and its uploads stay.',
  },
  offers: { logs: 'always', model: ['Completed'], again: ['Completed', 'Failed', 'Stopped'] },
  consolePath: ({ name }) => `jobs/${encodeURIComponent(name)}`,
});
