import { sandboxDebugVariable, sandboxVariables } from '../../../core/sandbox/protocol';
import { readHyperparameters } from '../../../core/training/containerHyperparameters';
import { containerImage } from '../../../core/training/containerImage';
import { commandProblem } from '../../runner/start/containerCommand';
import { missingLauncher, usesTorchrun } from '../../runner/training/distribution';
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
  const wish = unsupportedWish(request);
  if (wish !== undefined) return wish;
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

/** A debugger joins one process, and must know what runs in it. */
function unsupportedDebugging(request: TrainingRequest): string | undefined {
  if (request.Environment?.[sandboxDebugVariable] === undefined) return undefined;
  const { ContainerEntrypoint, TrainingImage = '' } = request.AlgorithmSpecification;
  const only = `debugs scripts of script mode that run in one process, which ${sandboxDebugVariable} asks for`;
  if (ContainerEntrypoint !== undefined) return `${only}, and this job has a ContainerEntrypoint`;
  const hyperparameters = readHyperparameters(request.HyperParameters ?? {});
  return usesTorchrun(hyperparameters, containerImage(TrainingImage))
    ? `${only}, and torchrun starts several`
    : undefined;
}

function unsupportedDistribution(request: TrainingRequest, image: string): string | undefined {
  const launcher = missingLauncher(
    readHyperparameters(request.HyperParameters ?? {}),
    containerImage(image),
    clusterHosts(trainingCluster(request)).length,
  );
  return launcher && `has no ${launcher}`;
}

/** What the variables that speak to the sandbox ask for. */
function unsupportedWish(request: TrainingRequest): string | undefined {
  return unknownValue(request.Environment ?? {}) ?? unsupportedDebugging(request);
}

function unknownValue(environment: Readonly<Record<string, string>>): string | undefined {
  for (const [name, values] of sandboxVariables) {
    const value = environment[name];
    if (values === undefined || value === undefined || values.includes(value)) continue;
    return `takes ${values.join(' or ')} as ${name}, not ${JSON.stringify(value)}`;
  }
  return undefined;
}
