import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { utimes } from 'node:fs/promises';
import { homedir } from 'node:os';
import * as path from 'node:path';
import { isPipVariable } from '../../../core/sandbox/pipVariables';
import { sandboxInstallVariable } from '../../../core/sandbox/protocol';
import type { RequirementsAnswer } from '../../../node/requirements';
import { JobFailure } from '../jobFailure';
import { readRequirements } from './requirements';
import { sandboxAsset } from '../process/sandboxAsset';
import type { ExitCode } from '../process/scriptFailure';
import type { ScriptCommand } from '../process/scriptProcess';

/** Where what a job's requirements name may be installed. */
export interface Installing {
  /** Folder of virtual environments. */
  readonly environments: string;
  /** Whether the sandbox was started with consent for every job. */
  readonly consents: boolean;
}

export interface RequirementsNeed {
  readonly interpreter: string;
  /** A requirements file that exists. */
  readonly file: string;
  /** A script's environment without what the request sets. */
  readonly env: Readonly<Record<string, string>>;
  /** `Environment` of the request. */
  readonly requested: Readonly<Record<string, string>>;
  /** What a container would say of an installation that failed. */
  readonly failure: (code: ExitCode, lastLines: readonly string[]) => string;
}

/** The interpreter for a script, and what must run before it is one. */
export interface JobPython {
  readonly interpreter: string;
  readonly commands: readonly ScriptCommand[];
}

/**
 * A container would install the requirements into its own Python. Here the interpreter is the user's:
 * it is taken as it is when it has them already, else, with consent, a virtual environment upon it.
 * Throws a `JobFailure` that names what is missing and how to consent.
 */
export async function jobPython(
  need: RequirementsNeed,
  installing: Installing,
  signal: AbortSignal,
): Promise<JobPython> {
  const requirements = await readRequirements(need.interpreter, need.file, need.env, signal);
  if (requirements.missing.length === 0) return { interpreter: need.interpreter, commands: [] };
  const consents = installing.consents || need.requested[sandboxInstallVariable] === 'requirements';
  if (!consents) throw notInstalled(need, requirements);
  if (requirements.local.length > 0) throw notPackages(need, requirements);
  return await environmentPython(need, requirements, installing);
}

/** The virtual environment upon an interpreter that has what the file names; made if there is none. */
export async function environmentPython(
  need: RequirementsNeed,
  requirements: RequirementsAnswer,
  installing: Installing,
): Promise<JobPython> {
  const folder = path.join(installing.environments, environmentName(need, requirements));
  const interpreter = path.join(folder, ...pythonBelow);
  const isThere = await markUse(path.join(folder, 'complete'));
  return { interpreter, commands: isThere ? [] : [installation(need, folder, installing)] };
}

/** Whether an environment is complete; if so, it has been used now. */
async function markUse(mark: string): Promise<boolean> {
  const now = new Date();
  return await utimes(mark, now, now).then(
    () => true,
    () => false,
  );
}

const pythonBelow = process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python'];

/** One environment for each interpreter and list of requirements, whichever job has it. */
function environmentName(
  { interpreter }: RequirementsNeed,
  requirements: RequirementsAnswer,
): string {
  const key = JSON.stringify([interpreter, requirements.python, requirements.wanted]);
  return createHash('sha256').update(key).digest('hex').slice(0, 20);
}

function installation(
  need: RequirementsNeed,
  folder: string,
  { environments }: Installing,
): ScriptCommand {
  const { interpreter, file, failure } = need;
  return {
    interpreter,
    command: [interpreter, '-B', sandboxAsset('install.py'), folder, file],
    cwd: path.dirname(file),
    env: installEnvironment(need, environments),
    failure,
  };
}

/** Settings that would send what is installed elsewhere than into the environment. */
const elsewhere: ReadonlySet<string> = new Set([
  'PIP_TARGET',
  'PIP_PREFIX',
  'PIP_ROOT',
  'PIP_USER',
  'PIP_PYTHON',
  'PIP_REQUIRE_VIRTUALENV',
]);

/**
 * The script's world without its AWS keys and code, with the user's own settings for pip: the
 * request's come before those of this process, and these before the configuration file.
 */
function installEnvironment(
  { env, requested }: RequirementsNeed,
  environments: string,
): Readonly<Record<string, string>> {
  const plain = Object.entries(env).filter(
    ([name]) => !/^(?:AWS_|SM_|SAGEMAKER_|no_proxy$|PYTHONPATH$)/.test(name),
  );
  return {
    ...(Object.fromEntries(plain) as Record<string, string>),
    PIP_CACHE_DIR: path.join(environments, 'pip-cache'),
    ...pipFile(),
    ...settings(process.env),
    ...settings(requested),
    PIP_USER: '0',
  };
}

function settings(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).filter(
    ([name, value]) =>
      value !== undefined && !elsewhere.has(name.toUpperCase()) && isPipVariable(name),
  );
  const named = kept.map(([name, value]) => [settingName(name), value]);
  return Object.fromEntries(named) as Record<string, string>;
}

/** On Windows one in another case is the same, and must not stand beside it. */
function settingName(name: string): string {
  return process.platform === 'win32' ? name.toUpperCase() : name;
}

/** The user's configuration of pip; it would not be found below the job's own home folder. */
function pipFile(): Readonly<Record<string, string>> {
  const home = homedir();
  const files: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    win32: [
      path.join(home, 'AppData', 'Roaming', 'pip', 'pip.ini'),
      path.join(home, 'pip', 'pip.ini'),
    ],
    darwin: [path.join(home, 'Library', 'Application Support', 'pip', 'pip.conf')],
  };
  const posix = [
    path.join(home, '.config', 'pip', 'pip.conf'),
    path.join(home, '.pip', 'pip.conf'),
  ];
  const places = [
    ...(files[process.platform] ?? []),
    ...(process.platform === 'win32' ? [] : posix),
  ];
  const file = places.find((place) => existsSync(place));
  return file === undefined ? {} : { PIP_CONFIG_FILE: file };
}

function notInstalled(
  { interpreter, file }: RequirementsNeed,
  { missing }: RequirementsAnswer,
): JobFailure {
  return new JobFailure(
    // The names first: where there is room for a few words only, they are what counts.
    `AlgorithmError: InstallRequirementsError: not installed: ${missing.join(', ')}, which ` +
      `${path.basename(file)} asks for. Install this for ${interpreter}, or let the local sandbox ` +
      'install it into a virtual environment of its own: set ' +
      `${sandboxInstallVariable}=requirements in the job's Environment, or start the sandbox ` +
      'with --install-requirements.',
  );
}

function notPackages(
  { interpreter, file }: RequirementsNeed,
  { local }: RequirementsAnswer,
): JobFailure {
  return new JobFailure(
    `AlgorithmError: InstallRequirementsError: ${path.basename(file)} names ${local.join(', ')}: ` +
      'the local sandbox installs packages of an index only, because its environments serve more ' +
      `than one job. Install this for ${interpreter} and train again.`,
  );
}
