import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { containerArguments } from '../../core/training/containerArguments';
import { containerEnvironment } from '../../core/training/containerEnvironment';
import { resourceConfig } from '../../core/training/containerFiles';
import { containerImage } from '../../core/training/containerImage';
import {
  readHyperparameters,
  toolkitText,
  type ContainerHyperparameters,
} from '../../core/training/containerHyperparameters';
import type { JobRecord, TrainingRequest } from '../store/jobRecord';
import { insidePath } from './insidePath';
import { JobFailure } from './jobFailure';
import type { JobFolders } from './jobFolders';
import { channelConfigs } from './jobInputs';
import { scriptEnvironment, type SandboxAccess } from './scriptEnvironment';
import { scriptFailure } from './scriptFailure';
import type { ScriptCommand } from './scriptProcess';
import { trainingCluster } from './trainingCluster';

/** What a script run needs to know of this computer and this sandbox. */
export interface ScriptHost {
  readonly access: SandboxAccess;
  readonly interpreter: string;
  readonly userBase: string | undefined;
  readonly cpus: number;
  readonly gpus: number;
  /** A free loopback port, the same for all hosts of a job. */
  readonly masterPort: number;
}

/** The two hyperparameters that make a request a script-mode job. */
export interface ScriptSource {
  readonly program: string;
  readonly submitDirectory: string;
}

/** `undefined` when the request names no script; then the sandbox has nothing to run. */
export function scriptSource(request: TrainingRequest): ScriptSource | undefined {
  const hyperparameters = readHyperparameters(request.HyperParameters ?? {});
  const program = toolkitText(hyperparameters, 'sagemaker_program');
  const submitDirectory = toolkitText(hyperparameters, 'sagemaker_submit_directory');
  if (program === undefined || submitDirectory === undefined) return undefined;
  return { program, submitDirectory };
}

/** The command of a job whose code has been unpacked; throws a `JobFailure` for what it cannot run. */
export function scriptCommand(
  job: JobRecord,
  folders: JobFolders,
  host: ScriptHost,
): ScriptCommand {
  const hyperparameters = readHyperparameters(job.request.HyperParameters ?? {});
  const program = scriptSource(job.request)?.program ?? '';
  const { code } = folders.container;
  checkEntryPoint(program, code);
  const command = [host.interpreter, program, ...containerArguments(hyperparameters.user)];
  return {
    interpreter: host.interpreter,
    command,
    failure: (exitCode, lastLines) => scriptFailure(exitCode, command, lastLines),
    cwd: code,
    env: scriptEnvironment({
      ...host,
      isolated: false,
      home: folders.home,
      temporaryFolder: folders.temporaryFolder,
      emptyFile: folders.emptyFile,
      codeFolder: code,
      container: {
        ...goldenEnvironment(job.request, hyperparameters, folders, host),
        ...jobVariables(job, hyperparameters, folders, host),
      },
      requested: job.request.Environment ?? {},
    }),
  };
}

function jobVariables(
  { name, arn }: JobRecord,
  hyperparameters: ContainerHyperparameters,
  folders: JobFolders,
  host: ScriptHost,
): Readonly<Record<string, string>> {
  const setting = (setting: string) => toolkitText(hyperparameters, `sagemaker_${setting}`);
  return {
    TRAINING_JOB_NAME: name,
    TRAINING_JOB_ARN: arn,
    SAGEMAKER_JOB_NAME: setting('job_name') ?? '',
    SAGEMAKER_REGION: setting('region') ?? host.access.region,
    SAGEMAKER_BASE_DIR: folders.container.base,
    CURRENT_HOST: folders.host,
  };
}

function goldenEnvironment(
  request: TrainingRequest,
  hyperparameters: ContainerHyperparameters,
  folders: JobFolders,
  host: ScriptHost,
): Readonly<Record<string, string>> {
  return containerEnvironment({
    name: request.TrainingJobName,
    hyperparameters,
    channels: channelConfigs(request, folders.host),
    resources: resourceConfig(trainingCluster(request), folders.host),
    folders: folders.container,
    separator: folders.separator,
    cpus: host.cpus,
    gpus: host.gpus,
    image: containerImage(request.AlgorithmSpecification.TrainingImage ?? ''),
  });
}

/** How the toolkit decides what an entry point is (`_entry_point_type.py`). */
function checkEntryPoint(program: string, codeFolder: string): void {
  const why = unsupportedEntryPoint(program, codeFolder);
  if (why !== undefined) {
    throw new JobFailure(`ClientError: The local sandbox cannot run ${program}: ${why}`);
  }
}

function unsupportedEntryPoint(program: string, codeFolder: string): string | undefined {
  if (insidePath(codeFolder, program) === undefined) {
    return 'the entry point must lie inside the source archive.';
  }
  if (!program.endsWith('.py')) {
    return 'shell commands as entry points are not supported yet, only Python scripts (.py).';
  }
  if (existsSync(path.join(codeFolder, 'setup.py'))) {
    return 'its source has a setup.py, and Python packages as entry points are not supported yet.';
  }
  return undefined;
}
