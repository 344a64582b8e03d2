import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { containerArguments } from '../../../core/training/containerArguments';
import {
  distributionGroups,
  distributionHosts,
} from '../../../core/training/containerDistribution';
import { containerEnvironment } from '../../../core/training/containerEnvironment';
import { resourceConfig, type ResourceConfig } from '../../../core/training/containerFiles';
import {
  readHyperparameters,
  toolkitText,
  type ContainerHyperparameters,
} from '../../../core/training/containerHyperparameters';
import { containerImage, type ContainerImage } from '../../../core/training/containerImage';
import { debuggedCommand, debuggerWords, type DebuggedScript } from '../debug/debuggedCommand';
import { torchrunCommand, torchrunVariables, torchVariables, usesTorchrun } from './distribution';
import {
  entryPointCommand,
  entryPointKind,
  libraryCommand,
  prepareEntryPoint,
  type EntryPoint,
} from './entryPoint';
import { JobFailure } from '../jobFailure';
import { channelConfigs } from '../inputs/jobInputs';
import { mapHyperparameters } from './mapHyperparameters';
import { jobPython, type JobPython } from '../start/jobPython';
import { scriptSource } from './jobScript';
import type { HostPlan } from '../jobWork';
import { shellQuote } from '../start/containerCommand';
import { scriptDebugging } from './scriptDebugging';
import { toolkitFailure } from '../process/scriptFailure';
import type { ScriptCommand } from '../process/scriptProcess';
import { trainingCluster } from './trainingCluster';
import {
  checkSettable,
  imitatesArguments,
  plainWorld,
  trainingNotes,
  trainingWorld,
  type TrainingPlace,
} from './trainingWorld';

/** A script and everything that the image's library makes of the request. */
interface Script {
  readonly place: TrainingPlace;
  readonly image: ContainerImage;
  readonly hyperparameters: ContainerHyperparameters;
  readonly resources: ResourceConfig;
  readonly entry: EntryPoint;
}

/** What runs on a host of a script-mode job, as the image's library would start it. */
export async function scriptModePlan(place: TrainingPlace, signal: AbortSignal): Promise<HostPlan> {
  const script = readScript(place);
  await prepareEntryPoint(script.entry.program, script.entry.kind, codeFolder(place));
  const python = await scriptPython(script, signal);
  const debugging = await scriptDebugging(place, script.entry, signal);
  const command = await scriptCommand(script, python.interpreter, debugging?.script);
  return {
    notes: [...trainingNotes(place), ...scriptNotes(script), ...(debugging?.notes ?? [])],
    commands: [...python.commands, ...(debugging?.commands ?? []), command],
  };
}

function readScript(place: TrainingPlace): Script {
  const { request } = place.job;
  const image = containerImage(request.AlgorithmSpecification.TrainingImage ?? '');
  const program = scriptSource(request)?.program ?? '';
  const kind = entryPointKind(program, codeFolder(place), image.library);
  const { base } = place.folders.container;
  const hyperparameters = readHyperparameters(request.HyperParameters ?? {});
  return {
    place,
    image,
    hyperparameters: { ...hyperparameters, user: mapHyperparameters(hyperparameters.user, base) },
    resources: resourceConfig(trainingCluster(request), place.folders.host),
    entry: { program, kind, library: image.library },
  };
}

function codeFolder({ folders }: TrainingPlace): string {
  return folders.container.code;
}

function scriptNotes({ entry, place }: Script): readonly string[] {
  if (entry.kind !== 'module' || !existsSync(path.join(codeFolder(place), 'setup.py'))) return [];
  return [
    'The local sandbox does not install the package of setup.py: its modules are taken from the ' +
      'source folder, and what it requires must be there already or stand in requirements.txt.',
  ];
}

/** Only for Python the library looks at `requirements.txt`. */
async function scriptPython(script: Script, signal: AbortSignal): Promise<JobPython> {
  const { place, entry, image } = script;
  const { interpreter } = place.host;
  const file = path.join(codeFolder(place), 'requirements.txt');
  if (entry.kind === 'command' || !existsSync(file)) return { interpreter, commands: [] };
  const isPackage = entry.kind === 'module';
  const words = [
    ...[interpreter, '-m', 'pip', 'install'],
    ...(isPackage ? ['.'] : []),
    ...['-r', 'requirements.txt'],
  ];
  const kind = isPackage ? 'InstallModuleError' : 'InstallRequirementsError';
  const need = {
    interpreter,
    file,
    env: plainWorld(place),
    requested: place.job.request.Environment ?? {},
    failure: (code: number, lines: readonly string[]) =>
      toolkitFailure({ kind, words, captures: image.usesShell }, code, lines),
  };
  return await jobPython(need, place.installing, signal);
}

async function scriptCommand(
  script: Script,
  interpreter: string,
  debugged: DebuggedScript | undefined,
): Promise<ScriptCommand> {
  const { place, image, hyperparameters } = script;
  const launcher = launcherOf(script, interpreter);
  const args = containerArguments(hyperparameters.user);
  const start = launcher ?? entryStart(script, args, interpreter);
  const env = await trainingWorld(place, {
    interpreter,
    codeFolder: codeFolder(place),
    container: containerVariables(script, launcher !== undefined),
    isShell: script.entry.kind === 'command',
  });
  checkSettable({}, start.words);
  const runs = debugged === undefined ? start : startDebugged(start, debugged);
  const command: ScriptCommand = {
    interpreter: place.host.interpreter,
    command: imitatesArguments(place) ? asImage(runs.quoted, image) : runs.words,
    cwd: codeFolder(place),
    env,
    failure: (code, lines) =>
      toolkitFailure(
        { kind: 'ExecuteUserScriptError', words: start.quoted, captures: image.usesShell },
        code,
        lines,
      ),
  };
  return debugged === undefined ? command : debuggedCommand(command, debugged);
}

/** A command, and the words that the library quotes for it. */
interface Start {
  readonly words: readonly string[];
  readonly quoted: readonly string[];
}

function entryStart({ entry }: Script, args: readonly string[], interpreter: string): Start {
  return {
    words: entryPointCommand(entry, args, interpreter),
    quoted: libraryCommand(entry, args, interpreter),
  };
}

/** The same under the debugger, whose own words mean the same to a shell. */
function startDebugged({ words, quoted }: Start, debugged: DebuggedScript): Start {
  const added = debuggerWords(debugged);
  return {
    words: [...words.slice(0, 1), ...added, ...words.slice(1)],
    quoted: [...quoted.slice(0, 1), ...added.map(shellQuote), ...quoted.slice(1)],
  };
}

/** `torchrun`, on the hosts of the groups that share the work. */
function launcherOf(script: Script, interpreter: string): Start | undefined {
  const { hyperparameters, image, resources, entry, place } = script;
  if (!usesTorchrun(hyperparameters, image)) return undefined;
  const groups = distributionGroups(hyperparameters, resources.current_group_name);
  const hosts = distributionHosts(resources, groups);
  const rank = hosts.indexOf(resources.current_host);
  if (rank < 0) return undefined;
  checkTorchEntry(entry);
  const processes = toolkitText(hyperparameters, 'sagemaker_mpi_num_of_processes_per_host');
  const words = [
    ...torchrunCommand({
      interpreter,
      hostCount: hosts.length,
      rank,
      processesPerHost: Number(processes ?? 0) || place.host.gpus || 1,
      masterPort: place.host.masterPort,
    }),
    entry.program,
    ...containerArguments(hyperparameters.user),
  ];
  return { words, quoted: words };
}

/** The toolkit's own sentences (`torch_distributed.py`). */
function checkTorchEntry({ kind }: EntryPoint): void {
  if (kind === 'file') return;
  throw new JobFailure(
    kind === 'module'
      ? 'AlgorithmError: Python packages are not supported for torch_distributed. ' +
          'Please use a python script as the entry-point'
      : 'AlgorithmError: Unsupported entry point type for torch_distributed',
  );
}

/**
 * The arguments as they reach the script in the image: where the library keeps the error output, the
 * words become one line for a shell; elsewhere the last word loses its quotation marks (`process.py`).
 */
function asImage(words: readonly string[], image: ContainerImage): readonly string[] {
  if (image.usesShell) return ['/bin/sh', '-c', words.join(' ')];
  if (image.library === 'containers') return words;
  return [...words.slice(0, -1), (words.at(-1) ?? '').replace(/^"+|"+$/g, '')];
}

function containerVariables(
  { place, image, hyperparameters, resources }: Script,
  isLaunched: boolean,
): Readonly<Record<string, string>> {
  const { folders, host, job } = place;
  const setting = (name: string) => toolkitText(hyperparameters, `sagemaker_${name}`);
  return {
    ...containerEnvironment({
      name: job.name,
      hyperparameters,
      channels: channelConfigs(job.request, folders.host),
      resources,
      folders: folders.container,
      separator: folders.separator,
      cpus: host.cpus,
      gpus: host.gpus,
      image,
    }),
    ...(image.framework === 'pytorch' ? torchVariables(host.masterPort) : {}),
    ...(isLaunched ? torchrunVariables() : {}),
    SAGEMAKER_JOB_NAME: setting('job_name') ?? '',
    SAGEMAKER_REGION: setting('region') ?? host.access.region,
  };
}
