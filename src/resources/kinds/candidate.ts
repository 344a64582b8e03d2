import { ListCandidatesForAutoMLJobCommand } from '@aws-sdk/client-sagemaker';
import { defineChildKind } from '../../core/resources/defineKind';
import { countOf, facts, measured } from '../facts';
import { newestFirst } from '../newestFirst';

/** What an AutoML job has tried. */
export const candidate = defineChildKind({
  id: 'candidate',
  title: 'Candidates',
  noun: 'candidate',
  icon: 'lightbulb',
  list: {
    command: ListCandidatesForAutoMLJobCommand,
    input: ({ name }) => ({
      AutoMLJobName: name,
      ...newestFirst,
    }),
    items: (output) => output.Candidates,
  },
  toItem: (summary) => {
    const metric = summary.FinalAutoMLJobObjectiveMetric;
    return {
      name: summary.CandidateName ?? '',
      status: summary.CandidateStatus,
      createdAt: summary.CreationTime,
      endedAt: summary.EndTime,
      modifiedAt: summary.LastModifiedTime,
      failureReason: summary.FailureReason,
      facts: facts(
        ['Objective', measured(metric?.MetricName, metric?.Value)],
        ['Steps', countOf('step', summary.CandidateSteps?.length)],
      ),
    };
  },
  tones: {
    Completed: 'ok',
    InProgress: 'busy',
    Failed: 'failed',
    Stopped: 'idle',
    Stopping: 'busy',
  },
  describe: 'list',
});
