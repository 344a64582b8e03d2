import {
  DeleteHyperParameterTuningJobCommand,
  DescribeHyperParameterTuningJobCommand,
  ListHyperParameterTuningJobsCommand,
  StopHyperParameterTuningJobCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { countOf, facts, measured } from '../facts';
import { newestFirst } from '../newestFirst';
import { trial } from './trial';

const byName = ({ name }: { name: string }) => ({ HyperParameterTuningJobName: name });

export const tuningJob = defineKind({
  id: 'tuningJob',
  title: 'Tuning',
  noun: 'tuning job',
  icon: 'graph-scatter',
  arn: /^hyper-parameter-tuning-job\/([^/]+)$/,
  list: {
    command: ListHyperParameterTuningJobsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.HyperParameterTuningJobSummaries,
  },
  toItem: (summary) => ({
    name: summary.HyperParameterTuningJobName ?? '',
    arn: summary.HyperParameterTuningJobArn,
    status: summary.HyperParameterTuningJobStatus,
    createdAt: summary.CreationTime,
    endedAt: summary.HyperParameterTuningEndTime,
    modifiedAt: summary.LastModifiedTime,
    facts: facts(
      ['Trials', ended(summary)],
      ['Failed', failed(summary.TrainingJobStatusCounters?.NonRetryableError)],
    ),
  }),
  tones: {
    Completed: 'ok',
    InProgress: 'busy',
    Failed: 'failed',
    Stopped: 'idle',
    Stopping: 'busy',
    Deleting: 'busy',
    DeleteFailed: 'warning',
  },
  describe: describedBy(
    DescribeHyperParameterTuningJobCommand,
    byName,
    ({ BestTrainingJob: best, HyperParameterTuningJobConfig: config }) => {
      const { MetricName, Value } = best?.FinalHyperParameterTuningJobObjectiveMetric ?? {};
      return facts(['Best', measured(MetricName, Value)], ['Strategy', config?.Strategy]);
    },
  ),
  stop: {
    call: call(StopHyperParameterTuningJobCommand, byName),
    when: ['InProgress'],
    note: 'Its running training jobs stop with it; models and logs of the trials stay.',
  },
  remove: {
    call: call(DeleteHyperParameterTuningJobCommand, byName),
    when: ['Completed', 'Failed', 'Stopped', 'DeleteFailed'],
    note: 'Only the tuning job itself goes; its training jobs and their models stay.',
  },
  offers: { results: 'always' },
  tags: true,
  consolePath: ({ name }) => `hyper-tuning-jobs/${encodeURIComponent(name)}`,
  children: [trial],
});

interface Progress {
  readonly TrainingJobStatusCounters?:
    | {
        readonly Completed?: number | undefined;
        readonly NonRetryableError?: number | undefined;
        readonly Stopped?: number | undefined;
      }
    | undefined;
  readonly ResourceLimits?: { readonly MaxNumberOfTrainingJobs?: number | undefined } | undefined;
}

/** How many trials have come to an end, of all that there may be. */
function ended({ TrainingJobStatusCounters: counters, ResourceLimits }: Progress) {
  const { Completed = 0, NonRetryableError = 0, Stopped = 0 } = counters ?? {};
  const count = counters && Completed + NonRetryableError + Stopped;
  return countOf('trial', count, ResourceLimits?.MaxNumberOfTrainingJobs);
}

const failed = (count = 0): string | undefined => (count > 0 ? `${count} failed` : undefined);
