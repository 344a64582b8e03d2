import { parseArgs } from 'node:util';
import { build } from './build';
import { findOnPath } from './host/debian';
import { packVsix } from './package/vsix';
import { cacheFolder } from './paths';
import { runMain, say } from './progress';
import { copySample } from './sampleProject';
import { openBrowserWorkbench } from './start/browser';
import { openDesktop } from './start/desktop';

const usage = `npm start -- [--desktop | --browser] [--port N]

Opens a real VS Code with the extension installed from its .vsix on a copy of the sample project,
until Ctrl+C: the one on the PATH, or a VS Code in the browser where there is none.

  --desktop   only the one on the PATH
  --browser   only the one in the browser
  --port N    its port on 127.0.0.1 (default: any free one)
  --help      show this page`;

/** `npm start`, as its usage tells. */
async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    say(options);
    return options === usage ? 0 : 2;
  }
  const stop = untilInterrupted();
  const code = options.browser ? undefined : findOnPath('code');
  if (options.desktop && code === undefined) {
    say(
      'There is no `code` on the PATH; in VS Code, "Shell Command: Install code command" adds it.',
    );
    return 1;
  }
  await build();
  await packVsix();
  const workspace = await keepSample();
  if (code === undefined) {
    await openBrowserWorkbench({ workspace, port: options.port, stop });
  } else {
    await openDesktop({ code, workspace, stop });
  }
  return 0;
}

/** Resolves at the first Ctrl+C (or its like); later ones change nothing while all is ended. */
function untilInterrupted(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        resolve();
      });
    }
  });
}

/** A writable copy of the sample that keeps what the user changed in it. */
async function keepSample(): Promise<string> {
  const workspace = cacheFolder('start', 'penguins');
  await copySample(workspace);
  say(`The sample project is in ${workspace}`);
  return workspace;
}

interface StartOptions {
  readonly desktop: boolean;
  readonly browser: boolean;
  readonly port: number | undefined;
}

/** The options, or what is to be said instead of starting anything. */
function readOptions(args: readonly string[]): StartOptions | string {
  const known = {
    desktop: { type: 'boolean', default: false },
    browser: { type: 'boolean', default: false },
    port: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  } as const;
  try {
    const { values } = parseArgs({ args: [...args], options: known });
    const port = values.port === undefined ? undefined : Number(values.port);
    const isPort = port === undefined || (Number.isInteger(port) && port > 0 && port < 65_536);
    if (values.help) return usage;
    if (!isPort) return `--port must be a number from 1 to 65535.\n\n${usage}`;
    return { desktop: values.desktop, browser: values.browser, port };
  } catch (error) {
    return `${(error as Error).message}\n\n${usage}`;
  }
}

void runMain(main);
