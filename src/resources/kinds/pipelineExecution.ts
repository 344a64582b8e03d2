import {
  DescribePipelineExecutionCommand,
  ListPipelineExecutionsCommand,
  StopPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineChildKind, describedBy } from '../../core/resources/defineKind';
import { lastPart } from '../arn';
import { facts } from '../facts';
import { newestFirst } from '../newestFirst';
import { pipelineStep } from './pipelineStep';

/** The service knows an execution by its ARN alone. */
const byArn = ({ arn }: { arn?: string | undefined }) => ({ PipelineExecutionArn: arn });

/** The executions of a pipeline. */
export const pipelineExecution = defineChildKind({
  id: 'pipelineExecution',
  title: 'Executions',
  noun: 'pipeline execution',
  icon: 'run-all',
  arn: /^pipeline\/[^/]+\/execution\/([^/]+)$/,
  list: {
    command: ListPipelineExecutionsCommand,
    input: ({ name }) => ({
      PipelineName: name,
      ...newestFirst,
    }),
    items: (output) => output.PipelineExecutionSummaries,
  },
  toItem: (summary) => ({
    name: lastPart(summary.PipelineExecutionArn),
    title: summary.PipelineExecutionDisplayName,
    arn: summary.PipelineExecutionArn,
    status: summary.PipelineExecutionStatus,
    createdAt: summary.StartTime,
    failureReason: summary.PipelineExecutionFailureReason,
    facts: facts(['Description', summary.PipelineExecutionDescription]),
  }),
  tones: {
    Executing: 'busy',
    Stopping: 'busy',
    Stopped: 'idle',
    Failed: 'failed',
    Succeeded: 'ok',
  },
  describe: describedBy(
    DescribePipelineExecutionCommand,
    byArn,
    ({ CreatedBy, PipelineVersionId }) =>
      facts(['Started by', CreatedBy?.UserProfileName], ['Version', PipelineVersionId]),
  ),
  stop: {
    call: call(StopPipelineExecutionCommand, (item) => ({
      ...byArn(item),
      ClientRequestToken: undefined,
    })),
    when: ['Executing'],
    note: 'Jobs of its running steps are stopped; a callback or a Lambda step is waited for.',
  },
  children: [pipelineStep],
});
