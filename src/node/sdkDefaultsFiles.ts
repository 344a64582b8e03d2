import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../core/errors';
import type { DefaultsOwner } from '../core/sdkDefaults/sdkDefaults';
import { isInS3 } from '../core/training/dataPlace';

/** What of a computer decides where the SageMaker Python SDK looks. */
export interface DefaultsSystem {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The user's home folder. */
  readonly home: string;
}

/** Where one defaults file is. */
export interface DefaultsPlace {
  /** A file, a folder that holds `config.yaml`, or an address `s3://…`. */
  readonly address: string;
  /** By a variable of the environment: it must be there. */
  readonly isNamed: boolean;
}

const fileName = 'config.yaml';

/** Bytes; files have a few hundred, and reading takes longer than their length grows. */
const mostDefaultsBytes = 16 * 1024;

/**
 * Where the SDK, versions 2 and 3, looks for its defaults: `site_config_dir` and `user_config_dir` of
 * platformdirs for "sagemaker", unless variables name other places. A Python of Homebrew, whose folder for all
 * users is its own, cannot be known.
 */
export function sdkDefaultsPlaces(
  system: DefaultsSystem,
): Readonly<Record<DefaultsOwner, DefaultsPlace>> {
  const { env } = system;
  const folders = system.platform === 'win32' ? windowsFolders(system) : unixFolders(system);
  const placeOf = (variable: string, folder: string): DefaultsPlace => {
    const named = env[variable];
    const own = system.platform === 'win32' ? path.win32 : path.posix;
    return named === undefined
      ? { address: own.join(folder, fileName), isNamed: false }
      : { address: named, isNamed: true };
  };
  return {
    admin: placeOf('SAGEMAKER_ADMIN_CONFIG_OVERRIDE', folders.admin),
    user: placeOf('SAGEMAKER_USER_CONFIG_OVERRIDE', folders.user),
  };
}

type Folders = Readonly<Record<DefaultsOwner, string>>;

/** The author's folder round the application's is platformdirs' own. */
function windowsFolders({ env, home }: DefaultsSystem): Folders {
  const { win32 } = path;
  const shared = env['PROGRAMDATA'] ?? env['ALLUSERSPROFILE'] ?? 'C:\\ProgramData';
  const own = env['LOCALAPPDATA'] ?? win32.join(home, 'AppData', 'Local');
  return {
    admin: win32.join(shared, 'sagemaker', 'sagemaker'),
    user: win32.join(own, 'sagemaker', 'sagemaker'),
  };
}

/** Variables of XDG count on macOS too; relative paths in them do not. */
function unixFolders({ platform, env, home }: DefaultsSystem): Folders {
  const { posix } = path;
  const isMac = platform === 'darwin';
  const named = (variable: string): string | undefined =>
    env[variable]
      ?.split(':')
      .map((folder) => folder.trim())
      .find((folder) => posix.isAbsolute(folder));
  const support = posix.join('Library', 'Application Support');
  const site = named('XDG_CONFIG_DIRS') ?? (isMac ? posix.join('/', support) : '/etc/xdg');
  const user = named('XDG_CONFIG_HOME') ?? posix.join(home, isMac ? support : '.config');
  return { admin: posix.join(site, 'sagemaker'), user: posix.join(user, 'sagemaker') };
}

/** The files of this computer that are looked for, there or not; relative places begin in `folder`. */
export function localDefaults(
  system: DefaultsSystem & { readonly folder: string },
): readonly string[] {
  return Object.values(sdkDefaultsPlaces(system))
    .filter(({ address }) => address !== '' && !isInS3(address))
    .map(({ address }) => path.resolve(system.folder, address))
    .flatMap((place) => [place, path.join(place, fileName)]);
}

/** A defaults file of this computer. */
interface DefaultsText {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads a file, or `config.yaml` of a folder; `undefined`: it is not there. Rejects with `invalid` what is
 * no file, as a pipe would never end, or too large, with `denied` what may not be read, else as the file
 * system does.
 */
export async function readDefaultsFile(place: string): Promise<DefaultsText | undefined> {
  try {
    const isFolder = (await stat(place)).isDirectory();
    const file = isFolder ? path.join(place, fileName) : place;
    return { file, text: await readBounded(file) };
  } catch (error) {
    switch ((error as NodeJS.ErrnoException).code) {
      case 'ENOENT':
      case 'ENOTDIR':
        return undefined;
      case 'EACCES':
      case 'EPERM':
        throw new AppError('denied', 'This user may not read it.', { cause: error });
      default:
        throw error;
    }
  }
}

/** It may grow while it is read. */
async function readBounded(file: string): Promise<string> {
  if (!(await stat(file)).isFile()) {
    throw new AppError('invalid', 'It is no file.');
  }
  const handle = await open(file, 'r');
  try {
    const buffer = Buffer.alloc(mostDefaultsBytes + 1);
    let bytes = 0;
    for (let read = -1; read !== 0 && bytes < buffer.length; bytes += read) {
      ({ bytesRead: read } = await handle.read(buffer, bytes, buffer.length - bytes, null));
    }
    requireSmall(bytes);
    return buffer.toString('utf8', 0, bytes);
  } finally {
    await handle.close();
  }
}

/** Rejects what is too large with `invalid`. */
export function requireSmall(bytes: number): void {
  if (bytes > mostDefaultsBytes) {
    throw new AppError('invalid', `It is larger than ${mostDefaultsBytes / 1024} KB.`);
  }
}
