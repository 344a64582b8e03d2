import {
  DeletePipelineCommand,
  DescribePipelineCommand,
  ListPipelinesCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-sagemaker';
import { call, defineKind, describedBy } from '../../core/resources/defineKind';
import { facts } from '../facts';
import { newestFirst } from '../newestFirst';
import { pipelineExecution } from './pipelineExecution';

const byName = ({ name }: { name: string }) => ({ PipelineName: name });
/** The SDK makes the token that keeps a repeated request from counting twice. */
const once = (item: { name: string }) => ({ ...byName(item), ClientRequestToken: undefined });

export const pipeline = defineKind({
  id: 'pipeline',
  title: 'Pipelines',
  noun: 'pipeline',
  icon: 'type-hierarchy-sub',
  arn: /^pipeline\/([^/]+)$/,
  list: {
    command: ListPipelinesCommand,
    input: newestFirst,
    items: (output) => output.PipelineSummaries,
  },
  toItem: (summary) => ({
    name: summary.PipelineName ?? '',
    arn: summary.PipelineArn,
    createdAt: summary.CreationTime,
    modifiedAt: summary.LastModifiedTime,
    facts: facts(
      ['Last execution', summary.LastExecutionTime],
      ['Description', summary.PipelineDescription],
    ),
  }),
  tones: {},
  describe: describedBy(DescribePipelineCommand, byName, ({ PipelineStatus, LastRunTime }) =>
    facts(['Status', PipelineStatus], ['Last run', LastRunTime]),
  ),
  start: {
    call: call(StartPipelineExecutionCommand, once),
    when: 'always',
    note: 'A new execution begins with the default values of its parameters; the jobs of its steps are paid for.',
  },
  remove: {
    call: call(DeletePipelineCommand, once),
    when: 'always',
    note: 'Its executions go with it; the service refuses it while one runs. Jobs and models of the steps stay.',
  },
  tags: true,
  children: [pipelineExecution],
});
