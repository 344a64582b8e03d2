import {
  hasEnded,
  type JobRecord,
  type ProfilerConfig,
  type RuleConfiguration,
  type TrainingRequest,
} from '../../store/jobRecord';
import { checkProfiler, checkRuleNames } from './rules/debuggerRules';
import { invalid } from './rules/invalid';
import type { SagemakerParts } from './sagemakerParts';
import { wrongStatus } from './wrongStatus';

export interface UpdateTrainingJobInput {
  readonly TrainingJobName: string;
  readonly ProfilerConfig?: ProfilerConfig;
  readonly ProfilerRuleConfigurations?: readonly RuleConfiguration[];
  readonly ResourceConfig?: { readonly KeepAlivePeriodInSeconds: number };
  readonly RemoteDebugConfig?: { readonly EnableRemoteDebug?: boolean };
}

/**
 * Changes what the service lets a job change: the profiler while it is in progress, remote
 * debugging while it downloads or trains. A retention period belongs to a warm pool that waits, and
 * the sandbox has no warm pools.
 */
export async function updateTrainingJob(
  { jobs, clock }: Pick<SagemakerParts, 'jobs' | 'clock'>,
  id: string,
  input: UpdateTrainingJobInput,
): Promise<{ readonly TrainingJobArn: string }> {
  checkUpdate(input);
  const { arn } = await jobs.update(id, (job) => {
    checkState(job, input);
    return { ...job, request: changedRequest(job.request, input), modifiedAt: clock.now() };
  });
  return { TrainingJobArn: arn };
}

function checkUpdate(input: UpdateTrainingJobInput): void {
  if (Object.keys(input).length === 1) {
    throw invalid('Invalid UpdateTrainingJobRequest, the request cannot be empty');
  }
  if (input.ResourceConfig !== undefined) {
    throw invalid(
      'Invalid UpdateTrainingJobRequest, KeepAlivePeriodInSeconds can only be updated when the warm pool status is Available',
    );
  }
  if (input.ProfilerConfig !== undefined) checkProfiler(input.ProfilerConfig);
  checkRuleNames(input.ProfilerRuleConfigurations ?? []);
}

function checkState(job: JobRecord, input: UpdateTrainingJobInput): void {
  if (hasEnded(job) || job.status === 'Stopping') throw wrongStatus('training job', job);
  const debuggable = job.phase === 'Downloading' || job.phase === 'Training';
  if (input.RemoteDebugConfig !== undefined && !debuggable) {
    throw invalid(
      'Invalid UpdateTrainingJobRequest, RemoteDebugConfig can only be updated when the secondary status is Downloading or Training',
    );
  }
}

function changedRequest(request: TrainingRequest, input: UpdateTrainingJobInput): TrainingRequest {
  const { ProfilerConfig: profiler, ProfilerRuleConfigurations: rules } = input;
  const { RemoteDebugConfig: remote } = input;
  return {
    ...request,
    ...(profiler && { ProfilerConfig: { ...request.ProfilerConfig, ...profiler } }),
    ...(rules && {
      ProfilerRuleConfigurations: [...(request.ProfilerRuleConfigurations ?? []), ...rules],
    }),
    ...(remote && { RemoteDebugConfig: { ...request.RemoteDebugConfig, ...remote } }),
  };
}
