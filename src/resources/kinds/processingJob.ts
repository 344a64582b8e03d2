import {
  DeleteProcessingJobCommand,
  DescribeProcessingJobCommand,
  ListProcessingJobsCommand,
  StopProcessingJobCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts, imageName, instances } from '../facts';
import { newestFirst } from '../newestFirst';

const byName = ({ name }: { name: string }) => ({ ProcessingJobName: name });

export const processingJob = defineKind({
  id: 'processingJob',
  title: 'Processing',
  noun: 'processing job',
  icon: 'gear',
  arn: /^processing-job\/([^/]+)$/,
  list: {
    command: ListProcessingJobsCommand,
    input: newestFirst,
    find: (NameContains) => ({ NameContains }),
    items: (output) => output.ProcessingJobSummaries,
  },
  toItem: (summary) => ({
    name: summary.ProcessingJobName ?? '',
    arn: summary.ProcessingJobArn,
    status: summary.ProcessingJobStatus,
    createdAt: summary.CreationTime,
    endedAt: summary.ProcessingEndTime,
    modifiedAt: summary.LastModifiedTime,
    failureReason: summary.FailureReason ?? summary.ExitMessage,
    facts: facts(['Exit message', summary.ExitMessage]),
  }),
  tones: {
    InProgress: 'busy',
    Completed: 'ok',
    Failed: 'failed',
    Stopping: 'busy',
    Stopped: 'idle',
  },
  describe: describedBy(
    DescribeProcessingJobCommand,
    byName,
    ({ ProcessingResources, AppSpecification }) =>
      facts(
        ['Instances', instances(ProcessingResources?.ClusterConfig)],
        ['Image', imageName(AppSpecification?.ImageUri)],
      ),
  ),
  stop: {
    call: call(StopProcessingJobCommand, byName),
    when: ['InProgress'],
    note: 'What it has uploaded until then is kept.',
  },
  remove: {
    call: call(DeleteProcessingJobCommand, byName),
    when: ['Completed', 'Failed', 'Stopped'],
    note: 'The job goes with its settings and its history; its logs and its outputs stay.',
  },
  tags: true,
  consolePath: ({ name }) => `processing-jobs/${encodeURIComponent(name)}`,
});
