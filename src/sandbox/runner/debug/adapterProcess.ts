import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { JobFailure } from '../jobFailure';
import { sandboxAsset } from '../process/sandboxAsset';

/** What the script's process needs to find the adapter and to trust it, and to be trusted by it. */
export interface AdapterSettings {
  /** On loopback; whoever connects is asked for the script's secret before anything else. */
  readonly port: number;
  /** Folder that debugpy lies in. */
  readonly packages: string;
  readonly script: string;
  readonly adapter: string;
}

export interface AdapterStart {
  /** A Python that has debugpy. */
  readonly interpreter: string;
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  /** Ends the start. */
  readonly signal: AbortSignal;
}

const startMilliseconds = 30_000;
const endMilliseconds = 2000;
/** Characters of what it says on standard error. */
const mostWords = 2000;

/** debugpy's adapter for one script: it speaks the Debug Adapter Protocol on its input and output. */
export class AdapterProcess {
  private constructor(
    private readonly child: ChildProcessByStdio<Writable, Readable, Readable>,
    readonly settings: AdapterSettings,
  ) {}

  /** Throws a `JobFailure` with what Python says when it does not start. */
  static async start({ interpreter, env, cwd, signal }: AdapterStart): Promise<AdapterProcess> {
    const args = ['-X', 'frozen_modules=off', '-B', sandboxAsset('adapter.py')];
    const child = spawn(interpreter, args, { env: { ...env }, cwd, windowsHide: true });
    const secrets = { script: secret(), adapter: secret() };
    let words = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      words = (words + text).slice(-mostWords);
    });
    // What is written to a process that has ended is of no use any more.
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${JSON.stringify(secrets)}\n`);
    try {
      const line = await Promise.race([firstLine(child.stdout), startError(child, signal)]);
      return new AdapterProcess(child, { ...secrets, ...readAnswer(line) });
    } catch (error) {
      child.kill();
      const said = words.trim().split('\n').at(-1) ?? '';
      const reason = said === '' ? String(error) : said;
      throw new JobFailure(
        `ClientError: The local sandbox cannot debug the script: debugpy's adapter does not start: ${reason}`,
      );
    }
  }

  /** Joins it with a client, both ways; the script goes on by itself when the client is gone. */
  serve(client: Readable & Writable): void {
    const { stdin, stdout } = this.child;
    client.on('error', () => undefined);
    client.pipe(stdin);
    stdout.pipe(client);
    // A connection that breaks ends no pipe.
    client.on('close', () => {
      stdin.end();
      stdout.resume();
    });
  }

  /** Lets it tell its client the end, for which a client has little time. */
  async stop(hasClient: boolean): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    if (hasClient) {
      const waited = new AbortController();
      const patience = sleep(endMilliseconds, undefined, { signal: waited.signal });
      await Promise.race([exit, patience.catch(() => undefined)]);
      waited.abort();
    }
    if (this.child.kill()) await exit;
  }
}

const secret = (): string => randomBytes(32).toString('hex');

function readAnswer(line: string): Pick<AdapterSettings, 'port' | 'packages'> {
  const { port, packages } = JSON.parse(line) as { port: number; packages: string };
  return { port, packages };
}

async function startError(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  signal: AbortSignal,
): Promise<never> {
  const ended = once(child, 'exit').then(([code]) => `it ended with ${String(code)}`);
  const late = sleep(startMilliseconds, 'it did not answer in time', { ref: false, signal });
  throw new Error(await Promise.race([ended, late]));
}

/** Up to the first line's end; what comes after stays in the stream. */
async function firstLine(stream: Readable): Promise<string> {
  let read = Buffer.alloc(0);
  for (;;) {
    const end = read.indexOf('\n');
    if (end >= 0) {
      stream.unshift(read.subarray(end + 1));
      return read.toString('utf8', 0, end);
    }
    const chunk = stream.read() as Buffer | null;
    if (chunk === null) await once(stream, 'readable');
    else read = Buffer.concat([read, chunk]);
  }
}
