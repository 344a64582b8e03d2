import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { findOnPath } from '../host/debian';
import { installHost, newestHost } from '../host/install';
import { endSandboxes } from '../host/sandboxes';
import { installVsix, startServer, userFolder, writeFirstSettings } from '../host/server';
import { cacheFolder, vsixFile } from '../paths';
import { say } from '../progress';
import { startSettings } from './settings';

interface Workbench {
  readonly workspace: string;
  readonly port: number | undefined;
  /** Resolves when the user wants to end. */
  readonly stop: Promise<void>;
}

/** Serves VS Code on loopback, behind a token that only the printed address knows. */
export async function openBrowserWorkbench(workbench: Workbench): Promise<void> {
  const host = await installHost(newestHost);
  const folders = {
    data: cacheFolder('start', 'browser'),
    extensions: cacheFolder('start', 'browser-extensions'),
  };
  await writeFirstSettings(userFolder(folders), startSettings);
  await installVsix(host, folders, vsixFile);
  const server = await startServer(host, {
    folders,
    token: randomBytes(16).toString('hex'),
    env: userEnvironment(),
    port: workbench.port,
  });
  const address = server.address(workbench.workspace);
  say(`\nVS Code ${host.pins.vscode} with SageMaker Workbench is ready. Open in a browser:\n`);
  process.stdout.write(`${address}\n`);
  say('\nCtrl+C here ends it.');
  openInBrowser(address);
  const ended = new Promise<void>((resolve) => server.process.once('exit', () => resolve()));
  await Promise.race([workbench.stop, ended]);
  await server.stop();
  await endSandboxes(folders.data);
}

/** The user's own, so that their profiles work; without what npm and an outer VS Code added. */
function userEnvironment(): NodeJS.ProcessEnv {
  const foreign = /^(npm_|INIT_CWD$|NODE_OPTIONS$|NODE_PATH$|ELECTRON_|VSCODE_)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}

function openInBrowser(address: string): void {
  const hasScreen = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'];
  const opener = findOnPath('xdg-open');
  if (hasScreen !== undefined && opener !== undefined) {
    spawn(opener, [address], { stdio: 'ignore', detached: true }).unref();
  }
}
