import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import * as path from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { pythonEnvironment } from '../../../scripts/test/pythonEnvironments';
import type { SandboxServer } from '../sandboxServer';
import { Refusal, type Answer, type Call, type StoryClient, type Tail } from './storyClient';

interface Result {
  readonly value?: unknown;
  readonly refusal?: { readonly Code: string; readonly Message: string };
  readonly failure?: string;
}

/** boto3 in a Python process that lives as long as the client. */
export class Boto3Client implements StoryClient {
  private readonly lines: AsyncIterator<string>;
  private turn: Promise<unknown> = Promise.resolve();

  private constructor(
    private readonly sandbox: SandboxServer,
    private readonly process: ChildProcessByStdio<Writable, Readable, null>,
    reader: Interface,
  ) {
    this.lines = reader[Symbol.asyncIterator]();
  }

  static async start(sandbox: SandboxServer): Promise<Boto3Client> {
    const python = path.join(await pythonEnvironment('aws'), 'python');
    const child = spawn(python, [path.join(__dirname, '..', 'python', 'boto3_driver.py')], {
      env: sandbox.environment('boto3'),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    return new Boto3Client(sandbox, child, createInterface({ input: child.stdout }));
  }

  async call(call: Call): Promise<Answer> {
    return (await this.ask('call', call)) as Answer;
  }

  async put(file: string, bucket: string, key: string): Promise<void> {
    await this.ask('put', { file, bucket, key });
  }

  async upload(file: string, bucket: string, key: string): Promise<void> {
    await this.ask('upload', { file, bucket, key });
  }

  async download(bucket: string, key: string, file: string): Promise<void> {
    await this.ask('download', { bucket, key, file });
  }

  async syncUp(folder: string, bucket: string, prefix: string): Promise<void> {
    await this.ask('syncUp', { folder, bucket, prefix });
  }

  async syncDown(bucket: string, prefix: string, folder: string): Promise<void> {
    await this.ask('syncDown', { bucket, prefix, folder });
  }

  /** CloudWatch's live tail, in a process of its own: it keeps one busy. */
  async tail(group: string, prefix: string): Promise<Tail> {
    const other = await Boto3Client.start(this.sandbox);
    try {
      await other.ask('tail', { group, prefix });
    } catch (error) {
      await other.stop();
      throw error;
    }
    return {
      until: async (last) => {
        try {
          return (await other.ask('tailUntil', { last })) as readonly string[];
        } finally {
          await other.stop();
        }
      },
    };
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      this.process.stdin.end();
      await once(this.process, 'exit');
    }
  }

  /** One request at a time: the answers have no names. */
  private ask(action: string, args: object): Promise<unknown> {
    const asked = this.turn.then(async () => {
      this.process.stdin.write(`${JSON.stringify({ action, arguments: args })}\n`);
      const line = await this.lines.next();
      return readResult(line.done === true ? '{"failure":"The driver has ended."}' : line.value);
    });
    this.turn = asked.catch(() => undefined);
    return asked;
  }
}

function readResult(line: string): unknown {
  const { value, refusal, failure } = JSON.parse(line) as Result;
  if (refusal) {
    throw new Refusal(refusal.Code, refusal.Message);
  }
  if (failure !== undefined) {
    throw new Error(failure);
  }
  return value;
}
