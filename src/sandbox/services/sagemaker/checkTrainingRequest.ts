import type { CallContext } from '../../http/jsonService';
import type { TrainingRequest } from '../../store/jobRecord';
import { checkSupported } from './checkSupported';
import { checkAlgorithm } from './rules/algorithmRules';
import { checkChannels } from './rules/channelRules';
import { checkCheckpoints } from './rules/checkpointRules';
import { checkDebugger } from './rules/debuggerRules';
import { brokenConstraint, invalid } from './rules/invalid';
import { checkExperiment, checkInterpreter } from './rules/sandboxRules';
import { checkPlaces } from './rules/placeRules';
import { checkResources } from './rules/resourceRules';
import { checkTags } from './rules/tagRules';
import { checkTimes } from './rules/timeRules';
import type { SagemakerParts } from './sagemakerParts';

/**
 * What the service checks beyond the shapes of its model, and what the sandbox cannot do. Throws a
 * `ServiceError`; a request that passes can be started.
 */
export function checkTrainingRequest(
  input: Readonly<Record<string, unknown>>,
  call: CallContext,
  { objects, runner }: SagemakerParts,
): TrainingRequest {
  checkWhole(input);
  // Checked against the service model before this is called.
  const request = input as unknown as TrainingRequest;
  checkAlgorithm(request.AlgorithmSpecification);
  checkResources(request.ResourceConfig);
  checkTimes(request);
  checkChannels(request);
  checkCheckpoints(request);
  checkDebugger(request);
  checkTags(request.Tags ?? []);
  checkSupported(request);
  checkPlaces(request, call, objects);
  checkInterpreter(request, runner);
  return request;
}

/** Members of jobs that run on what the sandbox does not have. */
const elsewhere = ['ServerlessJobConfig', 'MlflowConfig', 'ModelPackageConfig'] as const;

/** The model requires less than a job on instances needs, because serverless jobs have neither. */
function checkWhole(input: Readonly<Record<string, unknown>>): void {
  for (const name of elsewhere) {
    if (input[name] !== undefined) throw invalid(`The local sandbox does not have ${name}.`);
  }
  for (const name of ['AlgorithmSpecification', 'ResourceConfig']) {
    const path = name.charAt(0).toLowerCase() + name.slice(1);
    if (input[name] === undefined) throw brokenConstraint(null, path, 'Member must not be null');
  }
  checkExperiment(input['ExperimentConfig'] as Readonly<Record<string, string>> | undefined);
}
