import { defaultMaxRuntimeSeconds, type TrainingRequest } from '../../../store/jobRecord';
import { invalid } from './invalid';

/** 28 days (API reference, StoppingCondition). */
const longestRuntimeSeconds = 2_419_200;

/** How long a job may run and wait, and what spot instances ask for and do not allow. */
export function checkTimes(request: TrainingRequest): void {
  const { MaxRuntimeInSeconds, MaxWaitTimeInSeconds } = request.StoppingCondition ?? {};
  const runtime = MaxRuntimeInSeconds ?? defaultMaxRuntimeSeconds;
  if (runtime > longestRuntimeSeconds) {
    throw invalid(
      `Invalid MaxRuntimeInSeconds. It must be less than or equal to ${longestRuntimeSeconds}`,
    );
  }
  if (request.EnableManagedSpotTraining !== true) {
    if (MaxWaitTimeInSeconds === undefined) return;
    throw invalid(
      'Invalid MaxWaitTimeInSeconds. It is only supported when EnableManagedSpotTraining is set to true',
    );
  }
  if (MaxWaitTimeInSeconds === undefined || MaxWaitTimeInSeconds < runtime) {
    throw invalid(
      'Invalid MaxWaitTimeInSeconds. It must be present and be greater than or equal to MaxRuntimeInSeconds',
    );
  }
  if ((request.ResourceConfig.KeepAlivePeriodInSeconds ?? 0) > 0) {
    throw invalid(
      'Invalid KeepAlivePeriodInSeconds. It is not supported when EnableManagedSpotTraining is set to true',
    );
  }
}
