import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { resourceConfig } from '../../../core/training/containerFiles';
import { strPython } from '../../../core/training/pythonText';
import { parsePythonJson, type PythonDict } from '../../../core/training/pythonValue';
import {
  trainerArguments,
  trainerEnvironment,
  trainerHosts,
  trainerHyperparameters,
  type TrainerJob,
} from '../../../core/training/trainerContainer';
import type { TrainingRequest } from '../../store/jobRecord';
import { containerCommand, shellProblem, shellQuote } from '../start/containerCommand';
import { torchrunCommand, torchrunVariables } from './distribution';
import { extractArchive } from '../inputs/extractArchive';
import { insidePath } from '../inputs/insidePath';
import { JobFailure } from '../jobFailure';
import { channelConfigs } from '../inputs/jobInputs';
import { jobPython, type JobPython } from '../start/jobPython';
import type { HostPlan } from '../jobWork';
import { mapHyperparameters } from './mapHyperparameters';
import { driverFailure, trainerFailure } from '../process/scriptFailure';
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

const driversChannel = 'sm_drivers';
const startScript = `/${driversChannel}/sm_train.sh`;

/** Whether `ModelTrainer` of the SageMaker Python SDK 3 has made the request: it brings its drivers. */
export function isTrainerRequest({
  AlgorithmSpecification: algorithm,
  InputDataConfig: channels = [],
}: TrainingRequest): boolean {
  const { ContainerEntrypoint = [], ContainerArguments = [] } = algorithm;
  const words = [...ContainerEntrypoint, ...ContainerArguments];
  return (
    words.some((word) => word.includes(startScript)) &&
    channels.some(({ ChannelName }) => ChannelName === driversChannel)
  );
}

/** What the drivers find in their channel. */
interface Drivers {
  readonly sourceCode: PythonDict;
  readonly distributed: PythonDict;
  /** The driver that `sm_train.sh` runs, without its ending; `undefined` for a command. */
  readonly driver: string | undefined;
}

/**
 * What runs on a host of such a job: what its `sm_train.sh` would run in the end, with the environment
 * that its drivers would make. Nothing of them is run: they know `/opt/ml` only, and need bash.
 */
export async function trainerPlan(place: TrainingPlace, signal: AbortSignal): Promise<HostPlan> {
  const drivers = await readDrivers(place);
  const cwd = await enterSource(place, drivers, signal);
  const job = trainerJob(place, drivers);
  const variables = trainerEnvironment(job);
  const notes = exportNotes(place, variables);
  const python = await trainerPython(place, drivers, cwd, signal);
  const start = startOf(place, drivers, job, python.interpreter);
  const env = await trainingWorld(place, {
    interpreter: python.interpreter,
    container: { ...variables, ...start.variables },
    isShell: start.isShell,
  });
  const { interpreter } = place.host;
  const { base } = place.folders.container;
  // A command of the user's names places in the container; what the drivers build has none.
  const words =
    start.shellLine === undefined
      ? start.words
      : await containerCommand(['bash', '-e', '-c', start.shellLine], {
          interpreter,
          base,
          temporaryFolder: place.folders.temporaryFolder,
          env,
        });
  checkSettable({}, words);
  const command: ScriptCommand = {
    ...{ interpreter, command: words, cwd, env },
    failure: (code) =>
      start.shellLine === undefined
        ? driverFailure(start.words, code)
        : trainerFailure(place.job.name),
  };
  return { notes: [...trainingNotes(place), ...notes], commands: [...python.commands, command] };
}

async function readDrivers({ folders }: TrainingPlace): Promise<Drivers> {
  const file = (name: string) => path.join(folders.container.data, driversChannel, name);
  const readDict = async (name: string): Promise<PythonDict> => {
    const text = await readFile(file(name), 'utf8').catch(() => '');
    const value = parsePythonJson(text);
    return value?.kind === 'dict' ? value.entries : new Map();
  };
  const script = await readFile(file('sm_train.sh'), 'utf8').catch(() => '');
  return {
    sourceCode: await readDict('sourcecode.json'),
    distributed: await readDict('distributed.json'),
    driver: /\/distributed_drivers\/([\w-]+)\.py/.exec(script)?.[1],
  };
}

/** The working folder; an archive as source is unpacked into it. */
async function enterSource(
  { folders }: TrainingPlace,
  { sourceCode }: Drivers,
  signal: AbortSignal,
): Promise<string> {
  const source = textOf(sourceCode, 'source_dir');
  // Else the image's own working folder, which is nobody's here.
  if (source === undefined) return folders.container.code;
  const folder = path.join(folders.container.data, 'code');
  if (source.endsWith('.tar.gz')) {
    await extractArchive(path.join(folder, path.posix.basename(source)), folder, signal);
  }
  return folder;
}

function trainerJob({ job, folders, host }: TrainingPlace, drivers: Drivers): TrainerJob {
  const { request } = job;
  const { base } = folders.container;
  const hyperparameters = trainerHyperparameters(request.HyperParameters ?? {});
  return {
    name: job.name,
    hyperparameters: mapHyperparameters(hyperparameters, base),
    channels: channelConfigs(request, folders.host),
    resources: resourceConfig(trainingCluster(request), folders.host),
    folders: folders.container,
    separator: folders.separator,
    cpus: host.cpus,
    gpus: host.gpus,
    sourceCode: drivers.sourceCode,
    distributed: drivers.distributed,
    logLevel: request.Environment?.['SM_LOG_LEVEL'],
  };
}

/**
 * The drivers write `export NAME='value'` and do not look at what is in it. Here everything arrives
 * as it is; the log tells what would end the job on SageMaker, and on request it does here.
 */
function exportNotes(
  place: TrainingPlace,
  variables: Readonly<Record<string, string>>,
): readonly string[] {
  const names = Object.keys(variables).filter((name) => !/^[A-Za-z_]\w*$/.test(name));
  const quoted = Object.keys(variables).filter((name) => variables[name]?.includes("'"));
  const problems = [
    ...(names.length > 0 ? [`${names.join(', ')} cannot be the name of a shell's variable`] : []),
    ...(quoted.length > 0 ? [`${quoted.join(', ')} has a quotation mark in it`] : []),
  ];
  if (problems.length > 0 && imitatesArguments(place)) {
    throw new JobFailure(
      `AlgorithmError: ${trainerFailure(place.job.name)} (${problems.join('; ')})`,
    );
  }
  return problems.map(
    (problem) =>
      `On SageMaker the drivers of the SageMaker Python SDK would fail to export this: ${problem}.`,
  );
}

/** The requirements are installed only when the source names them; `auto` when they are there. */
async function trainerPython(
  place: TrainingPlace,
  { sourceCode }: Drivers,
  cwd: string,
  signal: AbortSignal,
): Promise<JobPython> {
  const { interpreter } = place.host;
  const named = textOf(sourceCode, 'requirements');
  const name = named === 'auto' ? 'requirements.txt' : named;
  const file = name === undefined ? undefined : insidePath(cwd, name);
  const isThere = file !== undefined && existsSync(file);
  if (name === undefined || (named === 'auto' && !isThere)) return { interpreter, commands: [] };
  if (!isThere) {
    throw new JobFailure(
      `AlgorithmError: ${trainerFailure(place.job.name)} (the source has no ${name})`,
    );
  }
  const need = {
    ...{ interpreter, file, env: plainWorld(place) },
    requested: place.job.request.Environment ?? {},
    failure: () => trainerFailure(place.job.name),
  };
  return await jobPython(need, place.installing, signal);
}

/** How the script starts. */
interface Start {
  readonly words: readonly string[];
  /** The user's own command, for a shell. */
  readonly shellLine?: string;
  readonly isShell: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

function startOf(
  place: TrainingPlace,
  drivers: Drivers,
  job: TrainerJob,
  interpreter: string,
): Start {
  const shellLine = commandLine(drivers.sourceCode);
  if (shellLine !== undefined) return { words: [], shellLine, isShell: true, variables: {} };
  const entry = textOf(drivers.sourceCode, 'entry_script') ?? '';
  const args = trainerArguments(job.hyperparameters);
  switch (drivers.driver) {
    case undefined:
    case 'basic_script_driver':
      return basicStart(entry, args, interpreter);
    case 'torchrun_driver':
      return {
        words: [...torchrun(place, drivers, job, interpreter), entry, ...args],
        isShell: false,
        variables: torchrunVariables(),
      };
    default:
      throw cannotRun(
        `has no ${drivers.driver}: of the drivers for several processes it knows torchrun`,
      );
  }
}

/** `SourceCode.command` with its `args`, as the SDK joins them. */
function commandLine(sourceCode: PythonDict): string | undefined {
  const command = textOf(sourceCode, 'command');
  if (command === undefined) return undefined;
  const args = sourceCode.get('args');
  const more = args?.kind === 'list' ? args.items.map(strPython).map(shellQuote) : [];
  return [...command.split(/\s+/).filter((word) => word !== ''), ...more].join(' ');
}

/** `basic_script_driver.py` */
function basicStart(entry: string, args: readonly string[], interpreter: string): Start {
  if (entry.endsWith('.py')) {
    return { words: [interpreter, entry, ...args], isShell: false, variables: {} };
  }
  if (!entry.endsWith('.sh')) {
    throw new JobFailure(
      `AlgorithmError: Unsupported entry script type: ${entry}. Only .py and .sh are supported.`,
    );
  }
  const problem = shellProblem();
  if (problem !== undefined) throw cannotRun(`cannot run ${entry}: ${problem}`);
  const line = `chmod +x ${entry} && ./${entry} ${args.map(shellQuote).join(' ')}`;
  return { words: ['/bin/sh', '-c', line], isShell: true, variables: {} };
}

/** `torchrun_driver.py` */
function torchrun(
  { host }: TrainingPlace,
  { distributed }: Drivers,
  { resources }: TrainerJob,
  interpreter: string,
): readonly string[] {
  const wanted = distributed.get('process_count_per_node');
  const hosts = trainerHosts(resources);
  return torchrunCommand({
    interpreter,
    hostCount: hosts.length,
    rank: hosts.indexOf(resources.current_host),
    processesPerHost: (wanted?.kind === 'int' ? Number(wanted.value) : 0) || host.gpus || 1,
    masterPort: host.masterPort,
  });
}

function textOf(dict: PythonDict, name: string): string | undefined {
  const value = dict.get(name);
  return value?.kind === 'str' && value.value !== '' ? value.value : undefined;
}

function cannotRun(what: string): JobFailure {
  return new JobFailure(`ClientError: The local sandbox ${what}.`);
}
