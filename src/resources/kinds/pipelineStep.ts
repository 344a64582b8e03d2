import { ListPipelineExecutionStepsCommand } from '@aws-sdk/client-sagemaker';
import { defineChildKind } from '../../core/resources/defineKind';
import { facts } from '../facts';
import { descending } from '../newestFirst';

/** The steps of a pipeline's execution. */
export const pipelineStep = defineChildKind({
  id: 'pipelineStep',
  title: 'Steps',
  noun: 'pipeline step',
  icon: 'debug-step-over',
  list: {
    command: ListPipelineExecutionStepsCommand,
    input: ({ arn }) => ({ PipelineExecutionArn: arn, ...descending }),
    items: (output) => output.PipelineExecutionSteps,
  },
  toItem: (summary) => {
    const { type, arn } = work(summary.Metadata);
    return {
      name: summary.StepName ?? '',
      title: summary.StepDisplayName,
      status: summary.StepStatus,
      createdAt: summary.StartTime,
      endedAt: summary.EndTime,
      failureReason: summary.FailureReason,
      workArn: arn,
      facts: facts(['Type', type], ['Attempts', attempts(summary)]),
    };
  },
  tones: {
    Starting: 'busy',
    Executing: 'busy',
    Stopping: 'busy',
    Stopped: 'idle',
    Failed: 'failed',
    Succeeded: 'ok',
  },
  describe: 'list',
});

/** The one member that a step's metadata has names its type; most have the ARN of what they made. */
function work(metadata: object = {}): { readonly type?: string; readonly arn?: string } {
  const [entry] = Object.entries(metadata as Record<string, { readonly Arn?: string } | undefined>);
  return entry ? { type: entry[0], ...(entry[1]?.Arn !== undefined && { arn: entry[1].Arn }) } : {};
}

interface Attempts {
  readonly AttemptCount?: number | undefined;
  readonly CacheHitResult?: object | undefined;
}

function attempts({ AttemptCount = 0, CacheHitResult }: Attempts): string | undefined {
  if (CacheHitResult) {
    return 'from the cache';
  }
  return AttemptCount > 1 ? `attempt ${AttemptCount}` : undefined;
}
