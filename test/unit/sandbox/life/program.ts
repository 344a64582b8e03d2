import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SandboxAnnouncement } from '../../../../src/core/sandbox/protocol';
import { readIfExists } from '../../../../src/node/files';
import { makeTemporaryFolder, removeTemporaryFolders } from '../../../fakes/startedSandbox';

const program = require.resolve('../../../fakes/bareSandbox.ts');

/** The sandbox's program as a process of its own. */
export class Program {
  stdout = '';
  stderr = '';
  readonly ended: Promise<number | null>;

  private constructor(private readonly child: ChildProcess) {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.ended = once(child, 'close').then(([code]) => code as number | null);
  }

  static start(...args: readonly string[]): Program {
    const child = spawn(process.execPath, ['--import', 'tsx', program, ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Program(child);
  }

  async announcement(): Promise<SandboxAnnouncement> {
    const stdout = this.child.stdout;
    if (!stdout) throw new Error('no output');
    const ended = this.ended.then(() => [undefined]);
    const [line] = (await Promise.race([
      once(createInterface({ input: stdout }), 'line'),
      ended,
    ])) as [string | undefined];
    if (line === undefined) throw new Error(`The sandbox has ended: ${this.stderr}`);
    return JSON.parse(line) as SandboxAnnouncement;
  }

  async kill(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    return this.ended;
  }
}

interface Programs {
  /** A path where nothing is when a test begins. */
  readonly dataDir: string;
  start(...args: readonly string[]): Program;
}

/** Programs on a data folder for each test of a suite; none of them outlives its test. */
export function programsOfEachTest(): Programs {
  const started: Program[] = [];
  let dataDir = '';
  beforeEach(async () => {
    dataDir = path.join(await makeTemporaryFolder(), 'data');
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((program) => program.kill('SIGKILL')));
    await removeTemporaryFolders();
  });
  return {
    get dataDir() {
      return dataDir;
    },
    start: (...args) => {
      const program = Program.start('--data', dataDir, ...args);
      started.push(program);
      return program;
    },
  };
}

/** Waits for the lock file of a data folder. */
export async function untilLocked(dataDir: string): Promise<string> {
  for (;;) {
    const text = await readIfExists(path.join(dataDir, 'sandbox.lock'));
    if (text !== undefined) return text;
    await sleep(20);
  }
}
