import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { build } from './build';
import { dist } from './paths';
import { runMain } from './progress';

/** Builds the sandbox and runs it in this terminal; its first line on stdout is its JSON. */
async function main(): Promise<number> {
  await build('sandbox');
  const child = spawn(
    process.execPath,
    [path.join(dist, 'sandbox', 'sandbox.js'), ...process.argv.slice(2)],
    { stdio: 'inherit' },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => child.kill(signal));
  }
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1));
    });
  });
}

void runMain(main);
