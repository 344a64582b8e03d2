import {
  DescribeAutoMLJobV2Command,
  ListAutoMLJobsCommand,
  StopAutoMLJobCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts, measured } from '../facts';
import { newestFirst } from '../newestFirst';
import { candidate } from './candidate';

const byName = ({ name }: { name: string }) => ({ AutoMLJobName: name });

/** Of both versions of the API: one list has them all, and the second version describes them all. */
export const autoMLJob = defineKind({
  id: 'autoMLJob',
  title: 'AutoML',
  noun: 'AutoML job',
  icon: 'wand',
  arn: /^automl-job\/([^/]+)$/,
  list: {
    command: ListAutoMLJobsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.AutoMLJobSummaries,
  },
  toItem: (summary) => ({
    name: summary.AutoMLJobName ?? '',
    arn: summary.AutoMLJobArn,
    status: summary.AutoMLJobStatus,
    phase: summary.AutoMLJobSecondaryStatus,
    createdAt: summary.CreationTime,
    endedAt: summary.EndTime,
    modifiedAt: summary.LastModifiedTime,
    failureReason: summary.FailureReason,
    facts: facts(['Partial failure', summary.PartialFailureReasons?.[0]?.PartialFailureMessage]),
  }),
  tones: {
    Completed: 'ok',
    InProgress: 'busy',
    Failed: 'failed',
    Stopped: 'idle',
    Stopping: 'busy',
  },
  describe: describedBy(
    DescribeAutoMLJobV2Command,
    byName,
    ({ BestCandidate, AutoMLProblemTypeConfigName }) => {
      const metric = BestCandidate?.FinalAutoMLJobObjectiveMetric;
      return facts(
        ['Best', measured(metric?.MetricName, metric?.Value)],
        ['Problem', AutoMLProblemTypeConfigName],
      );
    },
  ),
  stop: {
    call: call(StopAutoMLJobCommand, byName),
    when: ['InProgress'],
    note: 'Candidates that have completed until then are kept.',
  },
  tags: true,
  children: [candidate],
});
