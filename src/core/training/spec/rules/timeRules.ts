import { requestError, requestWarning, type RequestProblem } from '../requestProblem';
import type { SoundRequest } from './soundRequest';

/** API reference, StoppingCondition: 28 days at most, and a day where nothing is said. */
const longestRuntime = 28 * 24 * 3600;
const usualRuntime = 24 * 3600;

const runtimePath = ['StoppingCondition', 'MaxRuntimeInSeconds'];
const waitPath = ['StoppingCondition', 'MaxWaitTimeInSeconds'];

/** How long a job may run and wait. */
export function timeRules(request: SoundRequest): RequestProblem[] {
  const runtime = request.StoppingCondition?.MaxRuntimeInSeconds ?? usualRuntime;
  const wait = request.StoppingCondition?.MaxWaitTimeInSeconds;
  return [
    ...(runtime > longestRuntime
      ? [
          requestError(
            runtimePath,
            `is ${runtime} seconds; SageMaker allows at most ${longestRuntime} seconds (28 days).`,
          ),
        ]
      : []),
    ...(request.EnableManagedSpotTraining === true ? spotRules(runtime, wait) : waitRules(wait)),
  ];
}

/** API reference, StoppingCondition, MaxWaitTimeInSeconds: waiting and running together. */
function spotRules(runtime: number, wait: number | undefined): RequestProblem[] {
  if (wait === undefined) {
    return [requestError(waitPath, 'is missing; managed spot training requires it.')];
  }
  return wait < runtime
    ? [
        requestError(
          waitPath,
          `is ${wait} seconds, less than the ${runtime} seconds of MaxRuntimeInSeconds that it includes.`,
        ),
      ]
    : [];
}

function waitRules(wait: number | undefined): RequestProblem[] {
  return wait === undefined
    ? []
    : [requestWarning(waitPath, 'is for managed spot training, which is not enabled.')];
}
