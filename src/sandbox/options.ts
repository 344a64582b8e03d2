import { homedir } from 'node:os';
import * as path from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../core/errors';
import { isSystemError } from '../node/files';

export interface SandboxOptions {
  readonly help: boolean;
  /** 0: any free port. */
  readonly port: number;
  /** Absolute. */
  readonly dataDir: string;
  /** Interpreter for jobs that name none. */
  readonly python: string | undefined;
  readonly exitWhenIdle: boolean;
}

export const helpPage = `The local sandbox of SageMaker Workbench: a server on this computer that speaks the APIs of
Amazon SageMaker, CloudWatch Logs, S3 and STS, and runs training scripts as processes.

Usage: sandbox [options]

  --port N           port on 127.0.0.1 (default: any free one)
  --data DIR         folder for jobs, objects, logs and credentials
  --python PATH      interpreter for training scripts (default: the first Python 3.9 or newer on
                     the PATH)
  --exit-when-idle   print no credentials, and leave two minutes after the last heartbeat of a
                     window when nothing runs
  --help             show this page

The first line on standard output is JSON: endpoint, region, accessKeyId, secretAccessKey and
dataDir. Clients use path-style addressing for S3. Everything else goes to standard error.
Ctrl+C ends the sandbox and the jobs that it runs.
`;

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
    exitWhenIdle: values['exit-when-idle'] ?? false,
  };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      strict: true,
      allowPositionals: false,
      options: {
        port: { type: 'string' },
        data: { type: 'string' },
        python: { type: 'string' },
        'exit-when-idle': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    if (!(error instanceof TypeError) && !isSystemError(error)) throw error;
    throw new AppError('invalid', error.message, { cause: error });
  }
}

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port < 65_536) return port;
  throw new AppError('invalid', `--port must be a number from 0 to 65535, not ${text}.`);
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
