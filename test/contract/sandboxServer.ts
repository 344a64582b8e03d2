import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { createInterface } from 'node:readline';
import { dist } from '../../scripts/paths';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment, type EnvironmentName } from '../../scripts/test/pythonEnvironments';
import type { SandboxAnnouncement } from '../../src/core/sandbox/protocol';
import { processesBelow } from '../../scripts/leftovers';
import { Answers } from './answers';

export interface SandboxSettings {
  /** Added to the sandbox's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the jobs' interpreter is. */
  readonly interpreter?: EnvironmentName;
}

interface PythonRun {
  readonly environment?: EnvironmentName;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** The built sandbox on a data folder of its own, as `npm run sandbox` starts it. */
export class SandboxServer {
  private constructor(
    readonly announcement: SandboxAnnouncement,
    /** What AWS's clients were answered. */
    readonly answers: Answers,
    private readonly process: ChildProcess,
  ) {}

  static async start(
    data: string,
    { env = {}, interpreter = 'aws' }: SandboxSettings = {},
  ): Promise<SandboxServer> {
    const python = path.join(await pythonEnvironment(interpreter), 'python');
    const child = spawn(
      process.execPath,
      [path.join(dist, 'sandbox', 'sandbox.js'), '--data', data, '--python', python],
      { env: cleanEnvironment(env), stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (words += text));
    const exited = once(child, 'exit').then(([code]) => {
      throw new Error(`The sandbox ended with ${String(code)} before it was ready:\n${words}`);
    });
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), exited])) as [string];
    exited.catch(() => undefined);
    const answers = await Answers.below(path.dirname(data));
    return new SandboxServer(JSON.parse(line) as SandboxAnnouncement, answers, child);
  }

  get pid(): number {
    return this.process.pid ?? 0;
  }

  /** As Ctrl+C. */
  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  /** As a crash: `kill -9`. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    if (this.process.exitCode === null && this.process.signalCode === null) {
      const exited = once(this.process, 'exit');
      this.process.kill(signal);
      await exited;
    }
  }

  /** What points a client of AWS to this sandbox, and has its answers written down. */
  environment(client: string): NodeJS.ProcessEnv {
    const { endpoint, region, accessKeyId, secretAccessKey } = this.announcement;
    return cleanEnvironment({
      AWS_ENDPOINT_URL: endpoint,
      AWS_DEFAULT_REGION: region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: secretAccessKey,
      AWS_CONFIG_FILE: os.devNull,
      AWS_SHARED_CREDENTIALS_FILE: os.devNull,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...this.answers.environment(client),
    });
  }

  /** Runs a script of test/contract/python with this sandbox's keys; answers its last line. */
  async python<T>(script: string, run: PythonRun = {}): Promise<T> {
    const { environment = 'aws', args = [], env = {} } = run;
    const python = path.join(await pythonEnvironment(environment), 'python');
    const file = path.join(__dirname, 'python', script);
    const output = await capture(python, [file, ...args], {
      env: { ...this.environment(`${environment} ${script}`), ...env },
    });
    return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
  }
}

/** A temporary folder for sandboxes; its `remove` fails when a process still runs in it. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'workbench-contract-'));
  return {
    path: folder,
    remove: async () => {
      const left = await processesBelow(folder);
      await fs.rm(folder, { recursive: true, force: true, maxRetries: 5 });
      if (left.length > 0) {
        throw new Error(`Processes were left running:\n${left.join('\n')}`);
      }
    },
  };
}
