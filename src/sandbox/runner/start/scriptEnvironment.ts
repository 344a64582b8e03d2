import * as path from 'node:path';
import { sandboxVariables, type SandboxCredentials } from '../../../core/sandbox/protocol';

/** Where the script may reach AWS, and as whom: the sandbox, and nothing else. */
export interface SandboxAccess {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: SandboxCredentials;
}

export interface ScriptWorld {
  readonly access: SandboxAccess;
  /** As in an isolated network: no credentials, so that no AWS service answers. */
  readonly isolated: boolean;
  /** The interpreter's path. */
  readonly interpreter: string;
  /** Stands for the home folder, so that no dot file of the user is found. */
  readonly home: string;
  readonly temporaryFolder: string;
  /** An existing empty file. */
  readonly emptyFile: string;
  /** A folder of programs for the front of the `PATH`. */
  readonly programFolder?: string | undefined;
  /** Where modules are looked for first. */
  readonly codeFolder?: string | undefined;
  /** Where `pip install --user` has put the interpreter's packages: below the user's real home. */
  readonly userBase: string | undefined;
  /** What the container itself sets: the toolkit's `SM_*` and the job's name. */
  readonly container: Readonly<Record<string, string>>;
  /** `Environment` of the request. */
  readonly requested: Readonly<Record<string, string>>;
}

/**
 * The script's whole environment. It is an allow-list: nothing of the sandbox's own environment is
 * in it, so a script that uses boto3 can reach the sandbox only, whatever the user's shell, profile
 * or machine would offer. The request's variables cannot undo that.
 */
export function scriptEnvironment(world: ScriptWorld): Readonly<Record<string, string>> {
  const requested = Object.fromEntries(
    Object.entries(world.requested).filter(([name]) => isRequestable(name)),
  );
  return {
    ...systemVariables(world),
    ...languageVariables(world),
    ...requested,
    ...modulePath(world, requested),
    ...world.container,
    ...guardVariables(world),
  };
}

/** Lines for the log about what a script has otherwise than its request says. */
export function worldNotes({
  isolated,
  requested,
}: Pick<ScriptWorld, 'isolated' | 'requested'>): readonly string[] {
  const notes: string[] = [];
  if (isolated) {
    notes.push(
      'The local sandbox does not cut the script off from the network, which EnableNetworkIsolation ' +
        'asks for; as on SageMaker, the script has no AWS credentials.',
    );
  }
  const names = Object.keys(requested).filter(
    (name) => !isRequestable(name) && !sandboxVariables.has(name),
  );
  if (names.length > 0) {
    notes.push(
      `The local sandbox does not pass these variables of Environment on: ${names.join(', ')}`,
    );
  }
  return notes;
}

/** Beside everything of AWS: where its files are looked for, and what could carry requests off. */
const guarded: ReadonlySet<string> = new Set([
  ...sandboxVariables.keys(),
  'BOTO_CONFIG',
  'HOME',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'ALL_PROXY',
  'NO_PROXY',
]);

function isRequestable(name: string): boolean {
  const upper = name.toUpperCase();
  return !upper.startsWith('AWS_') && !guarded.has(upper);
}

function guardVariables(world: ScriptWorld): Readonly<Record<string, string>> {
  const { endpoint, region, credentials } = world.access;
  const keys = {
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  };
  return {
    ...(world.isolated ? {} : keys),
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: world.emptyFile,
    AWS_SHARED_CREDENTIALS_FILE: world.emptyFile,
    BOTO_CONFIG: world.emptyFile,
    // Set at all, it also keeps Python from asking macOS and Windows for their proxies.
    no_proxy: '127.0.0.1,localhost',
    ...homeVariables(world.home),
  };
}

function homeVariables(home: string): Readonly<Record<string, string>> {
  if (process.platform !== 'win32') return { HOME: home };
  const { root } = path.parse(home);
  return {
    HOME: home,
    USERPROFILE: home,
    HOMEDRIVE: root.replace(/\\$/, ''),
    HOMEPATH: home.slice(root.length - 1),
    APPDATA: path.join(home, 'AppData', 'Roaming'),
    LOCALAPPDATA: path.join(home, 'AppData', 'Local'),
  };
}

/** As the toolkit writes it: the code, then whatever was there. */
function modulePath(
  { codeFolder }: ScriptWorld,
  requested: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  if (codeFolder === undefined) return {};
  const more = requested['PYTHONPATH'] ?? '';
  return { PYTHONPATH: more === '' ? codeFolder : `${codeFolder}${path.delimiter}${more}` };
}

function languageVariables(world: ScriptWorld): Readonly<Record<string, string>> {
  return {
    LANG: 'C.UTF-8',
    PYTHONUNBUFFERED: '1',
    PYTHONUTF8: '1',
    PYTHONIOENCODING: 'utf-8',
    ...(world.userBase === undefined ? {} : { PYTHONUSERBASE: world.userBase }),
  };
}

function systemVariables(world: ScriptWorld): Readonly<Record<string, string>> {
  const bin = path.dirname(world.interpreter);
  const first = world.programFolder === undefined ? [] : [world.programFolder];
  const temporary = world.temporaryFolder;
  if (process.platform !== 'win32') {
    const places = [...first, bin, '/usr/local/bin', '/usr/bin', '/bin', '/usr/sbin', '/sbin'];
    return { PATH: places.join(':'), TMPDIR: temporary };
  }
  const windows = process.env['SystemRoot'] ?? 'C:\\Windows';
  // Conda keeps its libraries in the second of these; the interpreter does not load without them.
  const places = [...first, bin, path.join(bin, 'Library', 'bin'), path.join(bin, 'Scripts')];
  places.push(path.join(windows, 'System32'), windows);
  return {
    PATH: places.join(';'),
    PATHEXT: '.COM;.EXE;.BAT;.CMD',
    SystemRoot: windows,
    windir: windows,
    SystemDrive: process.env['SystemDrive'] ?? 'C:',
    ComSpec: path.join(windows, 'System32', 'cmd.exe'),
    NUMBER_OF_PROCESSORS: process.env['NUMBER_OF_PROCESSORS'] ?? '1',
    PROCESSOR_ARCHITECTURE: process.env['PROCESSOR_ARCHITECTURE'] ?? 'AMD64',
    TEMP: temporary,
    TMP: temporary,
  };
}
