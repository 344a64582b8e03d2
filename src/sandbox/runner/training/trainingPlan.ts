import { containerCommand } from '../start/containerCommand';
import type { HostPlan } from '../jobWork';
import { containerFailure } from '../process/scriptFailure';
import { scriptModePlan } from './scriptMode';
import { isTrainerRequest, trainerPlan } from './trainerMode';
import { trainingNotes, trainingWorld, type TrainingPlace } from './trainingWorld';

/**
 * What runs on one host of a training job whose inputs are there, in turn. Throws a `JobFailure` for
 * what it cannot run.
 */
export async function trainingPlan(place: TrainingPlace, signal: AbortSignal): Promise<HostPlan> {
  const { request } = place.job;
  if (isTrainerRequest(request)) return await trainerPlan(place, signal);
  const { ContainerEntrypoint } = request.AlgorithmSpecification;
  if (ContainerEntrypoint === undefined) return await scriptModePlan(place, signal);
  return await entrypointPlan(place);
}

/** A container's own command: it gets what the service gives, and nothing of a toolkit's. */
async function entrypointPlan(place: TrainingPlace): Promise<HostPlan> {
  const { interpreter } = place.host;
  const { container, temporaryFolder } = place.folders;
  const { ContainerEntrypoint = [], ContainerArguments = [] } =
    place.job.request.AlgorithmSpecification;
  const env = await trainingWorld(place, { interpreter, container: {}, isShell: true });
  const command = await containerCommand([...ContainerEntrypoint, ...ContainerArguments], {
    interpreter,
    base: container.base,
    temporaryFolder,
    env,
  });
  const failure = containerFailure;
  return {
    notes: trainingNotes(place),
    commands: [{ interpreter, command, cwd: container.code, env, failure }],
  };
}
