import { requestError, requestWarning, type RequestProblem } from '../requestProblem';
import { longestRuntime, timeConflicts, type JobTimes, type TimeConflict } from '../timeConflicts';
import type { SoundRequest } from './soundRequest';

/** API reference, StoppingCondition: a day where nothing is said. */
const usualRuntime = 24 * 3600;

/** How long a job may run and wait, and its instances stay. */
export function timeRules(request: SoundRequest): RequestProblem[] {
  const { StoppingCondition: stopping = {}, ServerlessJobConfig: serverless } = request;
  // A serverless job has no resources of its own.
  const resources = (serverless === undefined ? request.ResourceConfig : undefined) ?? {};
  const times = {
    maxRuntime: stopping.MaxRuntimeInSeconds ?? usualRuntime,
    maxWait: stopping.MaxWaitTimeInSeconds,
    isSpot: request.EnableManagedSpotTraining === true,
    keepAlive: resources.KeepAlivePeriodInSeconds,
    hasGroups: (resources.InstanceGroups ?? []).length > 0,
  };
  return [...timeConflicts(times)].map((conflict) => problems[conflict](times));
}

const runtimePath = ['StoppingCondition', 'MaxRuntimeInSeconds'];
const waitPath = ['StoppingCondition', 'MaxWaitTimeInSeconds'];
const warmPath = ['ResourceConfig', 'KeepAlivePeriodInSeconds'];

const problems: Readonly<Record<TimeConflict, (times: JobTimes) => RequestProblem>> = {
  runtimeTooLong: ({ maxRuntime }) =>
    requestError(
      runtimePath,
      `is ${maxRuntime} seconds; SageMaker allows at most ${longestRuntime} seconds (28 days).`,
    ),
  waitMissing: () => requestError(waitPath, 'is missing; managed spot training requires it.'),
  waitTooShort: ({ maxWait = 0, maxRuntime }) =>
    requestError(
      waitPath,
      `is ${maxWait} seconds, less than the ${maxRuntime} seconds of MaxRuntimeInSeconds that it includes.`,
    ),
  waitUnread: () => requestWarning(waitPath, 'is for managed spot training, which is not enabled.'),
  warmSpot: () =>
    requestError(warmPath, 'cannot be used with managed spot training; its instances do not stay.'),
  warmGroups: () => requestError(warmPath, 'cannot be used with InstanceGroups.'),
};
