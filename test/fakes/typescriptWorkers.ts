import { createRequire } from 'node:module';
import type * as threads from 'node:worker_threads';

// Node 20 does not pass the hooks that load TypeScript on to its threads.
const load = createRequire(__filename);
const builtIn = load('node:worker_threads') as { Worker: typeof threads.Worker };
const loader = JSON.stringify(load.resolve('tsx/cjs'));

class TypeScriptWorker extends builtIn.Worker {
  constructor(file: string | URL, options?: threads.WorkerOptions) {
    if (typeof file === 'string' && file.endsWith('.ts')) {
      const code = `require(${loader}); require(${JSON.stringify(file)});`;
      super(code, { ...options, eval: true, execArgv: [] });
    } else super(file, options);
  }
}

builtIn.Worker = TypeScriptWorker;
