import { homedir } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../core/errors';

export interface SandboxOptions {
  readonly help: boolean;
  /** 0: any free port. */
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Interpreter for jobs that name none. */
  readonly python: string | undefined;
  /** Consent to install what any job's requirements name. */
  readonly installRequirements: boolean;
  readonly exitWhenIdle: boolean;
  /** Whether the data folder is a sandbox's whatever it holds. */
  readonly adoptData: boolean;
  readonly task: Task | undefined;
}

/** What is to be done instead of running a sandbox. */
export type Task =
  | { readonly operation: 'Usage' }
  | { readonly operation: 'Clear'; readonly what: 'everything' | 'endedJobs' }
  | { readonly operation: 'Prune'; readonly days: number };

/** Reads the command line; throws `AppError` with a sentence for the user. */
export function parseOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): SandboxOptions {
  const values = readArguments(args);
  return {
    help: values.help ?? false,
    port: readPort(values.port ?? '0'),
    dataDir: path.resolve(values.data ?? defaultDataDir(environment)),
    python: values.python === undefined ? undefined : path.resolve(values.python),
    installRequirements: values['install-requirements'] ?? false,
    exitWhenIdle: values['exit-when-idle'] ?? false,
    adoptData: values['adopt-data'] ?? false,
    task: readTask(values),
  };
}

const known = {
  port: { type: 'string' },
  data: { type: 'string' },
  python: { type: 'string' },
  'install-requirements': { type: 'boolean' },
  'exit-when-idle': { type: 'boolean' },
  'adopt-data': { type: 'boolean' },
  usage: { type: 'boolean' },
  clear: { type: 'string' },
  prune: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Known = typeof known;

type Values = {
  readonly [Name in keyof Known]?: Known[Name]['type'] extends 'string' ? string : boolean;
};

/** Not strict, because what Node says of wrong options is for programmers. */
function readArguments(args: readonly string[]): Values {
  const options = { args: [...args], options: known, strict: false, tokens: true } as const;
  const { values, tokens } = parseArgs(options);
  for (const token of tokens) {
    if (token.kind === 'positional') {
      throw wrongUsage(`${token.value} is no option; the options begin with --.`);
    }
    if (token.kind === 'option') checkOption(token);
  }
  return values as Values;
}

/** An option as it was written. */
interface WrittenOption {
  readonly name: string;
  /** With its dashes. */
  readonly rawName: string;
  readonly value: string | undefined;
  /** Whether it is written as `--name=value`. */
  readonly inlineValue: boolean | undefined;
}

function checkOption({ name, rawName, value, inlineValue }: WrittenOption): void {
  if (!isKnown(name)) throw wrongUsage(`There is no option ${rawName}.`);
  if (known[name].type === 'boolean') {
    if (value !== undefined) throw wrongUsage(`${rawName} takes no value.`);
    return;
  }
  // An empty one, as of a variable that is not set, would as a path mean the current folder.
  if (value === undefined || value === '') throw wrongUsage(`${rawName} needs a value.`);
  // A negative number is refused for what it is.
  if (inlineValue === true || !/^-\D/.test(value)) return;
  throw wrongUsage(
    `${rawName} needs a value, and ${value} looks like an option. If it is meant, write ` +
      `${rawName}=${value}.`,
  );
}

function isKnown(name: string): name is keyof Known {
  return Object.hasOwn(known, name);
}

function readTask({ usage, clear, prune }: Values): Task | undefined {
  const tasks: (Task | undefined)[] = [
    usage === true ? { operation: 'Usage' } : undefined,
    clear === undefined ? undefined : { operation: 'Clear', what: readWhat(clear) },
    prune === undefined ? undefined : { operation: 'Prune', days: readDays(prune) },
  ];
  const [task, second] = tasks.filter((each) => each !== undefined);
  if (second === undefined) return task;
  throw wrongUsage('--usage, --clear and --prune cannot be combined.');
}

function readWhat(text: string): 'everything' | 'endedJobs' {
  if (text === 'everything') return text;
  if (text === 'ended-jobs') return 'endedJobs';
  throw wrongUsage(`--clear must be everything or ended-jobs, not ${text}.`);
}

function readDays(text: string): number {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw wrongUsage(`--prune must be a number of days, not ${text}.`);
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw wrongUsage(`--port must be a number from 0 to 65535, not ${text}.`);
}

function wrongUsage(message: string): AppError {
  return new AppError('invalid', `${message} --help tells more.`, {
    cause: new TypeError(message),
  });
}

/** Where the system keeps an application's data; not the folder that the extension uses. */
function defaultDataDir(environment: Readonly<Record<string, string | undefined>>): string {
  const home = homedir();
  const bases: Partial<Record<NodeJS.Platform, string>> = {
    win32: environment['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local'),
    darwin: path.join(home, 'Library', 'Application Support'),
  };
  const base =
    bases[process.platform] ?? environment['XDG_DATA_HOME'] ?? path.join(home, '.local', 'share');
  return path.join(base, 'sagemaker-workbench', 'sandbox');
}
