import type { CallContext } from '../../../http/jsonService';
import { commandProblem } from '../../../runner/start/containerCommand';
import type { ObjectStore } from '../../../store/objectStore';
import type { ProcessingRequest } from '../../../store/processingRequest';
import { checkHostLimit } from '../hostLimit';
import { invalid } from '../rules/invalid';
import { checkInput, checkOutput, checkRole } from '../rules/placeRules';
import { checkExperiment, checkInterpreter } from '../rules/sandboxRules';
import { checkTags } from '../rules/tagRules';
import { checkProcessingInputs, checkProcessingOutputs } from './dataRules';
import type { ProcessingParts } from './processingParts';

/**
 * What the service checks beyond the shapes of its model, and what the sandbox cannot do. Throws a
 * `ServiceError`; a request that passes can be started.
 */
export function checkProcessingRequest(
  input: Readonly<Record<string, unknown>>,
  call: CallContext,
  parts: ProcessingParts,
): ProcessingRequest {
  // Checked against the service model before this is called.
  const request = input as unknown as ProcessingRequest;
  checkProcessingInputs(request.ProcessingInputs ?? []);
  checkProcessingOutputs(request.ProcessingOutputConfig?.Outputs ?? []);
  checkTags(request.Tags ?? []);
  checkExperiment(request.ExperimentConfig);
  checkCommand(request);
  const { InstanceType, InstanceCount } = request.ProcessingResources.ClusterConfig;
  checkHostLimit(InstanceType, InstanceCount, 'processing job usage');
  checkRole(request.RoleArn, call);
  checkPlaces(request, call, parts.objects);
  checkInterpreter(request, parts.runner);
  return request;
}

function checkPlaces(request: ProcessingRequest, call: CallContext, objects: ObjectStore): void {
  for (const { OutputName, AppManaged, S3Output } of request.ProcessingOutputConfig?.Outputs ??
    []) {
    if (AppManaged === true) continue;
    checkOutput(`the S3Uri of output ${OutputName}`, S3Output?.S3Uri, objects);
  }
  for (const { AppManaged, S3Input } of request.ProcessingInputs ?? []) {
    if (AppManaged === true || S3Input === undefined) continue;
    checkInput(S3Input.S3Uri, request.RoleArn, call, objects);
  }
}

/** What an image would run of itself, nobody knows here. */
function checkCommand({ AppSpecification }: ProcessingRequest): void {
  const { ContainerEntrypoint, ContainerArguments = [] } = AppSpecification;
  if (ContainerEntrypoint === undefined) {
    throw invalid(
      'The local sandbox runs no images: AppSpecification.ContainerEntrypoint must say what to run.',
    );
  }
  const problem = commandProblem([...ContainerEntrypoint, ...ContainerArguments]);
  if (problem === undefined) return;
  throw invalid(`The local sandbox cannot run ${ContainerEntrypoint.join(' ')}: ${problem}.`);
}
