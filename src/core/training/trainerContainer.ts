import type { ContainerWorld, ResourceConfig } from './containerFiles';
import { firstHost } from './hostNames';
import { dumpsPythonPlainly } from './pythonText';
import {
  compareCodePoints,
  parsePythonJson,
  pythonDict,
  pythonInt,
  pythonList,
  pythonStr,
  toPython,
  type PythonDict,
  type PythonValue,
} from './pythonValue';

/** What the drivers of the SageMaker Python SDK 3 (`ModelTrainer`) derive a script's world from. */
export interface TrainerJob extends ContainerWorld {
  readonly name: string;
  /** All of the request's: the drivers know no settings of their own among them. */
  readonly hyperparameters: PythonDict;
  /** `sourcecode.json` and `distributed.json` of the drivers; empty when there is none. */
  readonly sourceCode: PythonDict;
  readonly distributed: PythonDict;
  /** `SM_LOG_LEVEL` of the request's `Environment`. */
  readonly logLevel: string | undefined;
}

const masterPort = 7777;
const defaultLogLevel = 20;

/** Hosts as the drivers count them: `algo-10` comes before `algo-2`. */
export function trainerHosts({ hosts }: ResourceConfig): readonly string[] {
  return [...hosts].sort(compareCodePoints);
}

/** Hyperparameters as the drivers decode them: JSON where a value is JSON, else the text as it is. */
export function trainerHyperparameters(raw: Readonly<Record<string, string>>): PythonDict {
  return new Map(Object.entries(raw).map(([name, text]) => [name, deserialize(text)]));
}

/**
 * The script's arguments (`common/utils.py`, `hyperparameters_to_cli_args`): in the order of the
 * request, always two dashes, values as JSON but strings as they are. A string that is JSON within is
 * decoded once more.
 */
export function trainerArguments(hyperparameters: PythonDict): readonly string[] {
  return [...hyperparameters].flatMap(([name, value]) => [
    `--${name}`,
    serialize(value.kind === 'str' ? deserialize(value.value) : value),
  ]);
}

/** The `SM_*` variables of a script (`scripts/environment.py`, `set_env`). */
export function trainerEnvironment(job: TrainerJob): Readonly<Record<string, string>> {
  const channels = Object.keys(job.channels);
  const { hyperparameters } = job;
  const values = new Map<string, PythonValue>([
    ...folderValues(job),
    ...sourceValues(job),
    ...channels.map((name): Entry => [`CHANNEL_${name.toUpperCase()}`, channelFolder(job, name)]),
    ['CHANNELS', pythonList(channels)],
    ...[...hyperparameters].map(([name, value]): Entry => [
      `HP_${name.replaceAll('-', '_').toUpperCase()}`,
      value,
    ]),
    ['HPS', { kind: 'dict', entries: hyperparameters }],
    ...hostValues(job),
  ]);
  values.set('TRAINING_ENV', trainingEnvironment(job, values));
  return Object.fromEntries([...values].map(([name, value]) => [`SM_${name}`, serialize(value)]));
}

type Entry = readonly [name: string, value: PythonValue];

function folderValues({ folders, separator, logLevel }: TrainerJob): readonly Entry[] {
  return [
    ['MODEL_DIR', pythonStr(folders.model)],
    ['INPUT_DIR', pythonStr(folders.input)],
    ['INPUT_DATA_DIR', pythonStr(folders.data)],
    ['INPUT_CONFIG_DIR', pythonStr(folders.config)],
    ['OUTPUT_DIR', pythonStr(folders.output)],
    ['OUTPUT_FAILURE', pythonStr(`${folders.output}${separator}failure`)],
    ['OUTPUT_DATA_DIR', pythonStr(folders.outputData)],
    ['LOG_LEVEL', logLevel === undefined ? pythonInt(defaultLogLevel) : pythonStr(logLevel)],
    ['MASTER_ADDR', pythonStr(firstHost)],
    ['MASTER_PORT', pythonInt(masterPort)],
  ];
}

function sourceValues({ sourceCode, distributed, ...job }: TrainerJob): readonly Entry[] {
  const { data } = job.folders;
  const below = (...parts: string[]) => pythonStr([data, ...parts].join(job.separator));
  const source: readonly Entry[] = [
    ['SOURCE_DIR', below('code')],
    ['ENTRY_SCRIPT', sourceCode.get('entry_script') ?? pythonStr('')],
  ];
  const driver: readonly Entry[] = [
    ['DISTRIBUTED_DRIVER_DIR', below('sm_drivers', 'distributed_drivers')],
    ['DISTRIBUTED_CONFIG', { kind: 'dict', entries: distributed }],
  ];
  return [...(sourceCode.size > 0 ? source : []), ...(distributed.size > 0 ? driver : [])];
}

function hostValues(job: TrainerJob): readonly Entry[] {
  const { resources } = job;
  const hosts = trainerHosts(resources);
  return [
    ['CURRENT_HOST', pythonStr(resources.current_host)],
    ['CURRENT_INSTANCE_TYPE', pythonStr(resources.current_instance_type)],
    ['HOSTS', pythonList(hosts)],
    ['NETWORK_INTERFACE_NAME', pythonStr(resources.network_interface_name)],
    ['HOST_COUNT', pythonInt(hosts.length)],
    ['CURRENT_HOST_RANK', pythonInt(hosts.indexOf(resources.current_host))],
    ['NUM_CPUS', pythonInt(job.cpus)],
    ['NUM_GPUS', pythonInt(job.gpus)],
    ['NUM_NEURONS', pythonInt(0)],
    ['RESOURCE_CONFIG', toPython(resources)],
    ['INPUT_DATA_CONFIG', toPython(job.channels)],
  ];
}

/** In the drivers' order, which is that of the text. */
const trainingNames = [
  ...['current_host', 'current_instance_type', 'hosts', 'master_addr', 'master_port'],
  ...['hyperparameters', 'input_data_config', 'input_config_dir', 'input_data_dir', 'input_dir'],
  ...['job_name', 'log_level', 'model_dir', 'network_interface_name', 'num_cpus', 'num_gpus'],
  ...['num_neurons', 'output_data_dir', 'resource_config'],
];

function trainingEnvironment(
  job: TrainerJob,
  values: ReadonlyMap<string, PythonValue>,
): PythonValue {
  const channels = Object.keys(job.channels).map((name): Entry => [name, channelFolder(job, name)]);
  const value = (name: string) => values.get(name.toUpperCase()) ?? pythonStr('');
  const special: Readonly<Record<string, PythonValue>> = {
    hyperparameters: value('hps'),
    job_name: pythonStr(job.name),
  };
  return pythonDict({
    channel_input_dirs: { kind: 'dict', entries: new Map(channels) },
    ...Object.fromEntries(trainingNames.map((name) => [name, special[name] ?? value(name)])),
  });
}

function channelFolder(job: TrainerJob, name: string): PythonValue {
  return pythonStr(`${job.folders.data}${job.separator}${name}`);
}

/** `safe_deserialize` */
function deserialize(text: string): PythonValue {
  return parsePythonJson(text) ?? pythonStr(text);
}

/** `safe_serialize` */
function serialize(value: PythonValue): string {
  return value.kind === 'str' ? value.value : dumpsPythonPlainly(value);
}
