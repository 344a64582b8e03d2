import {
  DescribeTransformJobCommand,
  ListTransformJobsCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts, instances } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ TransformJobName: name });

export const transformJob = defineKind({
  id: 'transformJob',
  title: 'Transform',
  noun: 'transform job',
  icon: 'arrow-swap',
  arn: /^transform-job\/([^/]+)$/,
  list: {
    command: ListTransformJobsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.TransformJobSummaries,
  },
  toItem: (summary) => ({
    name: summary.TransformJobName ?? '',
    arn: summary.TransformJobArn,
    status: summary.TransformJobStatus,
    createdAt: summary.CreationTime,
    endedAt: summary.TransformEndTime,
    modifiedAt: summary.LastModifiedTime,
    failureReason: summary.FailureReason,
  }),
  tones: {
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Stopping: 'busy',
    Stopped: 'idle',
  },
  describe: describedBy(DescribeTransformJobCommand, byName, ({ TransformResources, ModelName }) =>
    facts(['Instances', instances(TransformResources)], ['Model', ModelName]),
  ),
  stop: {
    call: call(StopTransformJobCommand, byName),
    when: ['InProgress'],
    note: 'A transform job that is stopped stores no output.',
  },
  tags: true,
  consolePath: ({ name }) => `transform-jobs/${encodeURIComponent(name)}`,
});
