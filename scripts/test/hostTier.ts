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
import { processesBelow } from '../leftovers';
import { dist, repository } from '../paths';
import { cleanEnvironment } from '../processes';
import { say } from '../progress';
import { copySample } from '../sampleProject';
import { addCounts, didNotRun, parseCounts, type Counts } from './counts';
import { hostTests } from './hostBundle';

const patience = 10 * 60_000;

/** Runs the bundled host tests inside one VS Code of the npm registry. */
export async function runInHost(pins: HostPins): Promise<Counts> {
  const host = await installHost(pins);
  say(`Host: VS Code ${pins.vscode} (code-server ${pins.codeServer}), Node ${pins.node}`);
  const root = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-host-'));
  const folders = { data: path.join(root, 'data'), extensions: path.join(root, 'extensions') };
  const workspace = path.join(root, 'workspace');
  await copySample(workspace);
  await fs.mkdir(path.join(root, 'home'));
  await writeSettings(folders, quietSettings);
  const server = await startServer(host, {
    folders,
    smokeTestDriver: true,
    workspaceTrust: false,
    loginShell: false,
    env: cleanEnvironment({ ...offlineVariables, HOME: path.join(root, 'home') }),
  });
  const counts = await runInPage(server, workspace, `host-${pins.vscode}`).finally(async () => {
    await server.stop();
    await endSandboxes(folders.data);
  });
  const left = await processesBelow(root);
  await fs.rm(root, { recursive: true, force: true, maxRetries: 5 });
  if (left.length > 0) {
    say(`The tests have left processes running:\n${left.join('\n')}`);
    return addCounts(counts, didNotRun);
  }
  return counts;
}

async function runInPage(server: RunningServer, workspace: string, name: string): Promise<Counts> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const { ended, log } = await listen(page);
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
    const logFile = path.join(path.dirname(hostTests), `${name}.log`);
    await fs.writeFile(logFile, log.join('\n'));
    if (!counts) {
      say(`The host's tests broke off. Its whole log is in ${logFile}; the end of it:`);
      say(log.slice(-40).join('\n'));
    }
    if (!counts || counts.failed > 0) {
      await page.screenshot({ path: path.join(dist, 'screenshots', `${name}.png`) });
    }
    return counts ?? didNotRun;
  } finally {
    await browser.close();
  }
}

interface Listening {
  /** The tests' counts, once the workbench says that they have ended. */
  readonly ended: Promise<Counts | undefined>;
  /** Everything that the host's and the workbench's consoles said. */
  readonly log: readonly string[];
}

/** Passes on what the tests say: their lines are indented, the workbench's own are not. */
async function listen(page: Page): Promise<Listening> {
  const log: string[] = [];
  let counts: Counts | undefined;
  let finish: (counts: Counts | undefined) => void = () => undefined;
  const ended = new Promise<Counts | undefined>((resolve) => (finish = resolve));
  const timer = setTimeout(() => {
    say(`The host's tests did not end within ${String(patience / 60_000)} minutes.`);
    finish(undefined);
  }, patience);
  await page.exposeFunction('codeAutomationLog', (_type: string, values: readonly unknown[]) => {
    const line = values.map(String).join(' ');
    log.push(line);
    if (line.startsWith('  ')) {
      process.stdout.write(`${line}\n`);
    }
    counts ??= readCounts(line);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    // An exit code that disagrees with the counts means that the run itself broke.
    finish(counts && (code === 0 || counts.failed > 0) ? counts : undefined);
  });
  page.once('crash', () => finish(undefined));
  return { ended: ended.finally(() => clearTimeout(timer)), log };
}

/** The line that test/host/index.ts prints at its end. */
export function readCounts(output: string): Counts | undefined {
  const json = /HOST-RESULTS (\{.*\})/.exec(output)?.[1];
  return json === undefined ? undefined : parseCounts(json);
}
