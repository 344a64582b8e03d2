import { existsSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { cacheFolder } from '../paths';
import { cleanEnvironment, run } from '../processes';
import { PlainError, say } from '../progress';

/** A workbench and server from the npm registry, with the Node that its native modules want. */
export interface HostPins {
  readonly codeServer: string;
  readonly vscode: string;
  readonly node: string;
  /** Native modules worth building; without a compiler the server runs too, only noisier. */
  readonly rebuild: readonly string[];
}

export const newestHost: HostPins = {
  codeServer: '4.139.1',
  vscode: '1.139.1',
  node: '24.21.0',
  rebuild: ['@vscode/spdlog', '@vscode/native-watchdog'],
};

/** The oldest one above our `engines.vscode`. */
export const oldestHost: HostPins = {
  codeServer: '4.103.2',
  vscode: '1.103.2',
  node: '22.23.3',
  rebuild: ['@vscode/spdlog', 'native-watchdog'],
};

export interface InstalledHost {
  readonly pins: HostPins;
  /** The Node to start the server with. */
  readonly node: string;
  readonly serverMain: string;
}

const marker = 'complete.json';

/** Installs the host into the user's cache, or returns the one that is there. */
export async function installHost(pins: HostPins): Promise<InstalledHost> {
  requireLinux();
  const folder = cacheFolder('hosts', pins.codeServer);
  if (!(await isComplete(folder, pins))) {
    await installInto(folder, pins);
  }
  return layOut(folder, pins);
}

function requireLinux(): void {
  if (process.platform !== 'linux' || !['x64', 'arm64'].includes(process.arch)) {
    throw new PlainError(
      `The npm test host runs on Linux (x64, arm64), not on ${process.platform} ${process.arch}. ` +
        'Use desktop VS Code here: `npm start -- --desktop`, `npm test -- --desktop`.',
    );
  }
}

function layOut(folder: string, pins: HostPins): InstalledHost {
  return {
    pins,
    node: path.join(nodeRoot(folder), 'bin', 'node'),
    serverMain: path.join(vscodeRoot(folder), 'out', 'server-main.js'),
  };
}

const nodePackage = `node-linux-${process.arch}`;
const nodeRoot = (folder: string): string => path.join(folder, 'node', 'node_modules', nodePackage);
const vscodeRoot = (folder: string): string =>
  path.join(folder, 'server', 'node_modules', 'code-server', 'lib', 'vscode');

async function isComplete(folder: string, pins: HostPins): Promise<boolean> {
  try {
    return (await fs.readFile(path.join(folder, marker), 'utf8')) === JSON.stringify(pins);
  } catch {
    return false;
  }
}

/** Builds beside the target and renames, so that an interrupted install is never taken for one. */
async function installInto(folder: string, pins: HostPins): Promise<void> {
  say(`Installing the test host, VS Code ${pins.vscode} (once, about 600 MB) into ${folder}`);
  await fs.mkdir(path.dirname(folder), { recursive: true });
  const partial = await fs.mkdtemp(`${folder}.partial-`);
  try {
    await installParts(partial, pins);
    await fs.writeFile(path.join(partial, marker), JSON.stringify(pins));
    await replace(partial, folder, pins);
  } finally {
    await fs.rm(partial, { recursive: true, force: true });
  }
}

async function installParts(partial: string, pins: HostPins): Promise<void> {
  const node = path.join(partial, 'node');
  const server = path.join(partial, 'server');
  await Promise.all([fs.mkdir(node), fs.mkdir(server)]);
  await npm(node, ['install', `${nodePackage}@${pins.node}`]);
  await npm(server, ['install', `code-server@${pins.codeServer}`, '--ignore-scripts']);
  const env = {
    PATH: `${path.join(nodeRoot(partial), 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`,
    npm_config_nodedir: nodeRoot(partial),
  };
  const vscode = vscodeRoot(partial);
  await npm(vscode, ['install', '--omit=dev', '--ignore-scripts'], env);
  await rebuild(vscode, pins, env);
}

async function rebuild(
  cwd: string,
  pins: HostPins,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  try {
    await npm(cwd, ['rebuild', ...pins.rebuild], env);
  } catch {
    say(`  ${pins.rebuild.join(', ')} could not be built (no compiler?); the host works without.`);
  }
}

async function npm(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<void> {
  say(`  npm ${args.join(' ')}`);
  let output = '';
  const code = await run('npm', [...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    env: { ...cleanEnvironment(), ...registryEnvironment(), ...env },
    onOutput: (text) => (output += text),
  });
  if (code !== 0) {
    throw new PlainError(
      `The test host could not be installed: \`npm ${args.join(' ')}\` ended with ${code}.\n` +
        `It needs an npm registry and about 1 GB of disk. npm said:\n${output.trim()}`,
    );
  }
}

/** Keeps the user's npm configuration (registry, proxies), not what an outer `npm run` set. */
function registryEnvironment(): NodeJS.ProcessEnv {
  const names = /^npm_config_(registry|cafile|ca|userconfig|globalconfig|cache|https?-?_?proxy)$/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => names.test(name)));
}

async function replace(partial: string, folder: string, pins: HostPins): Promise<void> {
  if (existsSync(folder) && !(await isComplete(folder, pins))) {
    await fs.rm(folder, { recursive: true, force: true });
  }
  try {
    await fs.rename(partial, folder);
  } catch (error) {
    // Another run of these scripts was faster: its install is as good as this one.
    if (!(await isComplete(folder, pins))) {
      throw error;
    }
  }
}
