import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { build } from './build';
import { findOnPath } from './host/debian';
import { packVsix } from './package/vsix';
import { cacheFolder, repository } from './paths';
import { runMain, say } from './progress';
import { openBrowserWorkbench } from './start/browser';
import { openDesktop } from './start/desktop';

/**
 * `npm start [-- --desktop|--browser] [--port N]`: a real VS Code with the extension installed from
 * its .vsix on a copy of the sample project, until Ctrl+C.
 */
async function main(): Promise<number> {
  const stop = untilInterrupted();
  const args = process.argv.slice(2);
  const code = args.includes('--browser') ? undefined : findOnPath('code');
  if (args.includes('--desktop') && code === undefined) {
    say(
      'There is no `code` on the PATH; in VS Code, "Shell Command: Install code command" adds it.',
    );
    return 1;
  }
  await build();
  await packVsix();
  const workspace = await copySample();
  if (code === undefined) {
    await openBrowserWorkbench({ workspace, port: portOf(args), stop });
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
async function copySample(): Promise<string> {
  const workspace = cacheFolder('start', 'penguins');
  await fs.cp(path.join(repository, 'media', 'sample'), workspace, {
    recursive: true,
    force: false,
  });
  say(`The sample project is in ${workspace}`);
  return workspace;
}

function portOf(args: readonly string[]): number | undefined {
  const at = args.indexOf('--port');
  return at < 0 ? undefined : Number(args[at + 1]);
}

void runMain(main);
