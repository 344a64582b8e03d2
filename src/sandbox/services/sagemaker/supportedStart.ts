import { sandboxVariables } from '../../../core/sandbox/protocol';
import { readHyperparameters } from '../../../core/training/containerHyperparameters';
import { containerImage } from '../../../core/training/containerImage';
import { commandProblem } from '../../runner/start/containerCommand';
import { missingLauncher } from '../../runner/training/distribution';
import { scriptSource } from '../../runner/training/jobScript';
import { isTrainerRequest } from '../../runner/training/trainerMode';
import { clusterHosts, trainingCluster } from '../../runner/training/trainingCluster';
import type { TrainingRequest } from '../../store/jobRecord';

/** Why the sandbox cannot start what a request asks for, after the words "The local sandbox". */
export function unsupportedStart(request: TrainingRequest): string | undefined {
  const { AlgorithmSpecification: algorithm } = request;
  if (algorithm.TrainingImage === undefined) {
    return 'needs AlgorithmSpecification.TrainingImage; it has no algorithms of its own';
  }
  const variable = unknownValue(request.Environment ?? {});
  if (variable !== undefined) return variable;
  if (isTrainerRequest(request)) return undefined;
  if (algorithm.ContainerEntrypoint !== undefined) {
    const words = [...algorithm.ContainerEntrypoint, ...(algorithm.ContainerArguments ?? [])];
    const problem = commandProblem(words);
    return problem && `cannot run the ContainerEntrypoint: ${problem}`;
  }
  if (algorithm.ContainerArguments !== undefined) {
    return "has no containers, so ContainerArguments need a ContainerEntrypoint: it knows no image's own";
  }
  if (scriptSource(request) === undefined) {
    return (
      'runs scripts: HyperParameters must hold sagemaker_program and sagemaker_submit_directory, ' +
      'or AlgorithmSpecification a ContainerEntrypoint'
    );
  }
  return unsupportedDistribution(request, algorithm.TrainingImage);
}

function unsupportedDistribution(request: TrainingRequest, image: string): string | undefined {
  const launcher = missingLauncher(
    readHyperparameters(request.HyperParameters ?? {}),
    containerImage(image),
    clusterHosts(trainingCluster(request)).length,
  );
  return launcher && `has no ${launcher}`;
}

function unknownValue(environment: Readonly<Record<string, string>>): string | undefined {
  for (const [name, values] of sandboxVariables) {
    const value = environment[name];
    if (values === undefined || value === undefined || values.includes(value)) continue;
    return `takes ${values.join(' or ')} as ${name}, not ${JSON.stringify(value)}`;
  }
  return undefined;
}
