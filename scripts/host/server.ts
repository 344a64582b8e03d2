import type { ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as net from 'node:net';
import * as path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { capture, cleanEnvironment, endGroup, spawnGroup } from '../processes';
import { PlainError } from '../progress';
import type { InstalledHost } from './install';

/** The folders of one VS Code: its state and its extensions. */
export interface HostFolders {
  readonly data: string;
  readonly extensions: string;
}

export interface ServerOptions {
  readonly folders: HostFolders;
  /** Asked for in the address; without one, any local process may connect: tests only. */
  readonly token?: string;
  /** Honours the `payload` query parameter (development extensions, tests in the host). */
  readonly smokeTestDriver?: boolean;
  readonly workspaceTrust?: boolean;
  /** Whether extensions see the variables of the user's login shell: not in tests. */
  readonly loginShell?: boolean;
  /** The server's whole environment; `cleanEnvironment()` when left out. */
  readonly env?: NodeJS.ProcessEnv;
  readonly port?: number;
}

export interface RunningServer {
  readonly port: number;
  readonly pid: number;
  readonly logFile: string;
  readonly process: ChildProcess;
  /** Address that opens `folder` in the workbench, or a window without any. */
  address(folder: string | undefined, payload?: readonly (readonly [string, string])[]): string;
  stop(): Promise<void>;
}

/** Written as VS Code's user settings before a start. */
export const quietSettings = {
  'telemetry.telemetryLevel': 'off',
  'workbench.startupEditor': 'none',
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'git.openRepositoryInParentFolders': 'never',
} as const;

/** Variables of a server under test: no extension gallery, so that nothing is asked of the network. */
export const offlineVariables = { EXTENSIONS_GALLERY: '{}' } as const;

/** Where the server keeps the user's settings and the extensions' state. */
export const userFolder = ({ data }: HostFolders): string => path.join(data, 'data', 'User');

export async function writeSettings(
  folders: HostFolders,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  await fs.mkdir(userFolder(folders), { recursive: true });
  const file = path.join(userFolder(folders), 'settings.json');
  await fs.writeFile(file, JSON.stringify(settings, undefined, 2));
}

/** Writes settings.json into VS Code's user folder where there is none: changes of it are kept. */
export async function writeFirstSettings(
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(folder, 'settings.json');
  if (!existsSync(file)) {
    await fs.mkdir(folder, { recursive: true });
    await fs.writeFile(file, JSON.stringify(settings, undefined, 2));
  }
}

/** Installs a packaged extension into `folders`, as a user does. */
export async function installVsix(
  host: InstalledHost,
  folders: HostFolders,
  vsix: string,
): Promise<void> {
  const args = [host.serverMain, '--install-extension', vsix, ...folderArguments(folders)];
  const output = await capture(host.node, args, { env: cleanEnvironment() });
  if (!/successfully installed/i.test(output)) {
    throw new PlainError(`VS Code did not install ${vsix}:\n${output}`);
  }
}

const folderArguments = (folders: HostFolders): readonly string[] => [
  ...['--server-data-dir', folders.data],
  ...['--extensions-dir', folders.extensions],
  '--accept-server-license-terms',
];

/** Starts the server on loopback and waits until it answers. */
export async function startServer(
  host: InstalledHost,
  options: ServerOptions,
): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  await fs.mkdir(options.folders.extensions, { recursive: true });
  await fs.mkdir(options.folders.data, { recursive: true });
  const logFile = path.join(options.folders.data, 'server.log');
  const child = spawnGroup(host.node, serverArguments(host, options, port), {
    env: options.env ?? cleanEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logFile);
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const server: RunningServer = {
    port,
    pid: child.pid ?? 0,
    logFile,
    process: child,
    address: (folder, payload) => address({ port, token: options.token }, folder, payload),
    stop: () => endGroup(child),
  };
  await untilReady(server);
  return server;
}

function serverArguments(
  host: InstalledHost,
  options: ServerOptions,
  port: number,
): readonly string[] {
  return [
    host.serverMain,
    ...['--host', '127.0.0.1', '--port', String(port)],
    ...(options.token === undefined
      ? ['--without-connection-token']
      : ['--connection-token', options.token]),
    ...folderArguments(options.folders),
    ...(options.smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
    ...(options.workspaceTrust === false ? ['--disable-workspace-trust'] : []),
    ...(options.loginShell === false ? ['--force-disable-user-env'] : []),
  ];
}

/** `localhost`, because webviews need a secure context for their service worker. */
function address(
  server: { readonly port: number; readonly token: string | undefined },
  folder: string | undefined,
  payload?: readonly (readonly [string, string])[],
): string {
  const url = new URL(`http://localhost:${String(server.port)}/`);
  if (server.token !== undefined) {
    url.searchParams.set('tkn', server.token);
  }
  if (folder === undefined) {
    url.searchParams.set('ew', 'true');
  } else {
    url.searchParams.set('folder', folder);
  }
  if (payload) {
    url.searchParams.set('payload', JSON.stringify(payload));
  }
  return url.href;
}

async function untilReady(server: RunningServer): Promise<void> {
  const end = Date.now() + 60_000;
  while (Date.now() < end && server.process.exitCode === null) {
    if (await answers(server.port)) {
      return;
    }
    await sleep(100);
  }
  await server.stop();
  const log = await fs.readFile(server.logFile, 'utf8').catch(() => '');
  throw new PlainError(`VS Code's server did not start. Its log:\n${log.slice(-4000)}`);
}

async function answers(port: number): Promise<boolean> {
  try {
    await fetch(`http://localhost:${String(port)}/version`);
    return true;
  } catch {
    return false;
  }
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
