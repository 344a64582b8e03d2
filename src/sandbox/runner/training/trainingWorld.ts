import { sandboxArgumentsVariable } from '../../../core/sandbox/protocol';
import type { JobRecord } from '../../store/jobRecord';
import { makeProgramFolder, mapContainerPaths } from '../start/containerCommand';
import { JobFailure } from '../jobFailure';
import type { Debuggers } from '../debug/debuggers';
import type { JobFolders } from './jobFolders';
import type { Installing } from '../start/jobPython';
import type { ScriptHost } from '../start/scriptHost';
import { scriptEnvironment, worldNotes } from '../start/scriptEnvironment';

/** One host of a training job, about to run. */
export interface TrainingPlace {
  readonly job: JobRecord;
  readonly folders: JobFolders;
  readonly host: ScriptHost;
  readonly installing: Installing;
  readonly debuggers: Debuggers;
}

interface WorldChoices {
  readonly interpreter: string;
  readonly codeFolder?: string | undefined;
  /** What the image's own code sets beside the job's name. */
  readonly container: Readonly<Record<string, string>>;
  /** Whether programs that are found by name run: then the job's interpreter goes before others. */
  readonly isShell: boolean;
}

/** The environment of a training job's command. */
export async function trainingWorld(
  { job, folders, host }: TrainingPlace,
  { interpreter, codeFolder, container, isShell }: WorldChoices,
): Promise<Readonly<Record<string, string>>> {
  const { base } = folders.container;
  const requested = Object.entries(job.request.Environment ?? {});
  const programFolder =
    isShell && process.platform !== 'win32'
      ? await makeProgramFolder(folders.home, interpreter)
      : undefined;
  const env = scriptEnvironment({
    ...host,
    ...folders,
    interpreter,
    codeFolder,
    programFolder,
    isolated: job.request.EnableNetworkIsolation ?? false,
    container: {
      ...container,
      TRAINING_JOB_NAME: job.name,
      TRAINING_JOB_ARN: job.arn,
      SAGEMAKER_BASE_DIR: base,
      CURRENT_HOST: folders.host,
    },
    requested: Object.fromEntries(
      requested.map(([name, value]) => [name, mapContainerPaths(value, base)]),
    ),
  });
  checkSettable(env);
  return env;
}

/** The environment for looking at an interpreter and installing: without what the request sets. */
export function plainWorld({ folders, host }: TrainingPlace): Readonly<Record<string, string>> {
  return scriptEnvironment({
    ...host,
    ...folders,
    isolated: true,
    container: {},
    requested: {},
  });
}

/** Lines for the log about what the sandbox does otherwise than the request says. */
export function trainingNotes({ job }: TrainingPlace): readonly string[] {
  const { EnableNetworkIsolation: isolated = false, Environment = {} } = job.request;
  return worldNotes({ isolated, requested: Environment });
}

/** Whether arguments are to be treated as the image would, and not passed on as they are. */
export function imitatesArguments({ job }: TrainingPlace): boolean {
  return job.request.Environment?.[sandboxArgumentsVariable] === 'as-image';
}

/**
 * The toolkit fails where the system refuses a variable; what would be passed on altered here must
 * fail in the same way. The messages are Python's.
 */
export function checkSettable(
  environment: Readonly<Record<string, string>>,
  words: readonly string[] = [],
): void {
  for (const [name, value] of Object.entries(environment)) {
    const problem = name.includes('=')
      ? 'illegal environment variable name'
      : (textProblem(name) ?? textProblem(value));
    if (problem !== undefined) throw frameworkError(`${problem} (${JSON.stringify(name)})`);
  }
  const problem = words.map(textProblem).find((found) => found !== undefined);
  if (problem !== undefined) throw frameworkError(problem);
}

function textProblem(text: string): string | undefined {
  if (text.includes('\0')) return 'embedded null byte';
  const isWhole = !/\p{Surrogate}/u.test(text);
  return isWhole ? undefined : "'utf-8' codec can't encode character: surrogates not allowed";
}

function frameworkError(message: string): JobFailure {
  return new JobFailure(`AlgorithmError: Framework Error: \nValueError: ${message}`);
}
