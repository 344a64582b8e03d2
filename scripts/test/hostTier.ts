import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import type { Page } from 'playwright-core';
import { launchChromium } from '../host/chromium';
import { installHost, type HostPins } from '../host/install';
import { endSandboxes } from '../host/sandboxes';
import {
  offlineVariables,
  quietSettings,
  startServer,
  writeSettings,
  type RunningServer,
} from '../host/server';
import { dist, repository } from '../paths';
import { cleanEnvironment } from '../processes';
import { say } from '../progress';
import { didNotRun, parseCounts, type Counts } from './counts';
import { hostTests } from './hostBundle';

const patience = 10 * 60_000;

/** Runs the bundled host tests inside one VS Code of the npm registry. */
export async function runInHost(pins: HostPins): Promise<Counts> {
  const host = await installHost(pins);
  say(`Host: VS Code ${pins.vscode} (code-server ${pins.codeServer}), Node ${pins.node}`);
  const root = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-host-'));
  const folders = { data: path.join(root, 'data'), extensions: path.join(root, 'extensions') };
  const workspace = path.join(root, 'workspace');
  await fs.cp(path.join(repository, 'media', 'sample'), workspace, { recursive: true });
  await fs.mkdir(path.join(root, 'home'));
  await writeSettings(folders, quietSettings);
  const server = await startServer(host, {
    folders,
    smokeTestDriver: true,
    workspaceTrust: false,
    loginShell: false,
    env: cleanEnvironment({ ...offlineVariables, HOME: path.join(root, 'home') }),
  });
  try {
    return await runInPage(server, workspace, `host-${pins.vscode}`);
  } finally {
    await server.stop();
    await endSandboxes(folders.data);
    await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function runInPage(server: RunningServer, workspace: string, name: string): Promise<Counts> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const { ended } = await listen(page);
    const remote = (file: string): string =>
      `vscode-remote://localhost:${String(server.port)}${file}`;
    await page.goto(
      server.address(workspace, [
        ['extensionDevelopmentPath', remote(repository)],
        ['extensionTestsPath', remote(hostTests)],
        ['skipWelcome', 'true'],
      ]),
    );
    const counts = await ended;
    if (!counts || counts.failed > 0) {
      await page.screenshot({ path: path.join(dist, 'screenshots', `${name}.png`) });
    }
    return counts ?? didNotRun;
  } finally {
    await browser.close();
  }
}

/** Passes the host's console on; resolves with the tests' counts once the workbench says it ended. */
async function listen(page: Page): Promise<{ ended: Promise<Counts | undefined> }> {
  let counts: Counts | undefined;
  let finish: (counts: Counts | undefined) => void = () => undefined;
  const ended = new Promise<Counts | undefined>((resolve) => (finish = resolve));
  const timer = setTimeout(() => {
    say(`The host's tests did not end within ${String(patience / 60_000)} minutes.`);
    finish(undefined);
  }, patience);
  await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) => {
    const line = values.map(String).join(' ');
    process.stdout.write(`${line}\n`);
    counts ??= readCounts(line);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    // An exit code that disagrees with the counts means that the run itself broke.
    finish(counts && (code === 0 || counts.failed > 0) ? counts : undefined);
  });
  page.once('crash', () => finish(undefined));
  return { ended: ended.finally(() => clearTimeout(timer)) };
}

/** The line that test/host/index.ts prints at its end. */
export function readCounts(output: string): Counts | undefined {
  const json = /HOST-RESULTS (\{.*?\})/.exec(output)?.[1];
  return json === undefined ? undefined : parseCounts(json);
}
